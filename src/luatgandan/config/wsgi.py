"""WSGI entry point: `gunicorn luatgandan.config.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.production")
application = get_wsgi_application()
