"""The family of a browser in words that its owner recognises; versions and models of telephones are left out."""

FAMILIES = (  # the first that is found; most of them also call themselves Chrome and Safari
    ("coc_coc", "Cốc Cốc"),
    ("Zalo", "Zalo"),
    ("FBAN", "Facebook"),
    ("FBAV", "Facebook"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> str:
    """The words "Chrome, Android" for what a browser says of itself; empty where it says nothing known."""
    found = (next((name for mark, name in names if mark in agent), "") for names in (FAMILIES, SYSTEMS))
    return ", ".join(filter(None, found))
