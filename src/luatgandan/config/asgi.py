"""ASGI entry point, for live dialogue in the scaled profile."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.production")
application = get_asgi_application()
