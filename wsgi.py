"""The WSGI application, for any server: `wsgi:app`."""

from __future__ import annotations

import os

from blog import create_app
from blog.jobs import start_runner

app = create_app()

# The flask command loads this module, too, only to look at the application.
if app.config["JOBS"] and "FLASK_RUN_FROM_CLI" not in os.environ:
    start_runner(app)
