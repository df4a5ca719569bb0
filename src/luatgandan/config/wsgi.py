"""WSGI entry point: `gunicorn luatgandan.config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luatgandan.config.settings.production")
application = get_wsgi_application()

# All rooms are loaded now, not at the first request, and live as long as the process: the collector need not walk over
# them again and again (it was a third of the time of a page; `python -m bench pages`).
resolve("/")
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 20)
