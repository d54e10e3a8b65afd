"""Quire: a blog and portfolio site as one Flask application."""
