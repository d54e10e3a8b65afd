"""What every answer of the site tells the browser about safety. No page needs anything from elsewhere."""

from __future__ import annotations

from flask import Response

from blog.site.blueprint import site

# Not even pictures may come from elsewhere: the text renderer shows a distant picture as a link to it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self';"
    " font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@site.after_request
def add_headers(response: Response) -> Response:
    """Adds what the view has not set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
