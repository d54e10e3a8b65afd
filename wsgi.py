"""The WSGI application, for any server: `wsgi:app`."""

from __future__ import annotations

import os

from blog import create_app, serve_jobs

app = create_app()

# The flask command loads this module, too, only to look at the application.
if "FLASK_RUN_FROM_CLI" not in os.environ:
    serve_jobs(app)
