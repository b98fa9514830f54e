"""The application as a web server calls it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tollbook.web.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
