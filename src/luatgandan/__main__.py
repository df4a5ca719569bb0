"""The console command `luatgandan`: Django's command line with our settings as the default."""

import os
import sys


def main() -> None:
    """Run one management command; `luatgandan help` lists them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
