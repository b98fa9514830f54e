"""Write the migrations of tables that changed: python scripts/migrations.py casebook|web NAME.

A published migration is never written anew; one that no release holds may be deleted and made again.
"""

import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "tollbook.web.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"

import django

django.setup()

from django.core.management import call_command  # noqa: E402

call_command("makemigrations", sys.argv[1], "-n", sys.argv[2])
