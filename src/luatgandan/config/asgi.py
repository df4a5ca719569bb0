"""ASGI entry point, where many readers wait for answers step by step: `uvicorn luatgandan.config.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.production")
application = get_asgi_application()
