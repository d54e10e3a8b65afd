"""The blueprint that every public address belongs to."""

from __future__ import annotations

from flask import Blueprint

site = Blueprint("site", __name__)
