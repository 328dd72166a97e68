"""The settings of the tests: the product's own, on a data folder of their own."""

import os
import tempfile

os.environ["NAHTLOS_DATA"] = tempfile.mkdtemp(prefix="nahtlos-test-")

from nahtlos.settings import *  # noqa: F403
from nahtlos.settings import STORAGES

# Manifest storage raises where nothing was collected.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir()  # noqa: F405
