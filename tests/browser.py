"""The browser of all tests that need one: which program it is and how it is started."""

import os
import shutil
from typing import Any

INSTALL = "apt-get install -y --no-install-recommends chromium-headless-shell"
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is there: the shell is the same engine without windows, half as dear for each reader."""
FEATURES_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup",
)  # fmt: skip
"""What Playwright turns off, said again because the last list counts; and the pages that Chromium loads behind the
address bar of every window, two processes for each reader."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--font-render-hinting=none",  # the shell's letters are as wide as those of a browser with windows
    "--disable-features=" + ",".join(FEATURES_OFF),
]


def program() -> str:
    """The path of the browser, "" when there is none."""
    return os.environ.get("LUATGANDAN_CHROMIUM") or next((found for name in NAMES if (found := shutil.which(name))), "")


def launch(playwright: Any, **options: Any) -> Any:
    """The running browser."""
    return playwright.chromium.launch(executable_path=program(), args=ARGUMENTS, **options)
