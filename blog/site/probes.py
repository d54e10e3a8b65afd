"""Which missing addresses no reader asks for: what scanners try, and files that pages name. They get a plain answer."""

from __future__ import annotations

import re

from flask import request

from blog import limits

#: How many full pages for missing addresses one address is made; after that it gets plain ones.
FULL_PAGES = "60 per minute"

#: What is asked of other systems, to find out whether this is one with a hole.
TRIED = re.compile(
    r"/\.(?!well-known/)"
    r"|^/(?:wp-(?:admin|content|includes|json)|cgi-bin|phpmyadmin|pma|vendor|actuator|solr|boaform|owa|autodiscover"
    r"|_ignition|telescope|hnap\d?)(?=/|$)"
    r"|\.(?:php\d?|phtml|aspx?|ashx|jspx?|do|action|cgi|pl|sh|exe|dll|bak|old|orig|swp|sql|ini|conf|cfg|env|log|ya?ml)"
    r"(?:$|/)",
    re.IGNORECASE,
)
#: Files that a page or a browser asks for: nobody would see a page in their place.
FILE = re.compile(
    r"\.(?:png|jpe?g|gif|webp|avif|svg|ico|bmp|css|js|mjs|map|json|xml|txt|woff2?|ttf|otf|eot|mp[34]|webm|pdf"
    r"|zip|gz|tgz|rar|7z|webmanifest)$",
    re.IGNORECASE,
)


def is_tried(path: str) -> bool:
    """Whether a path looks like what scanners try, if nothing is there: then only a redirect is looked for."""
    return bool(TRIED.search(path))


def deserves_a_page(path: str) -> bool:
    """Whether a full page, with suggestions, is worth making for a missing address."""
    if request.method == "HEAD" or is_tried(path) or FILE.search(path):
        return False
    counted = limits.take(FULL_PAGES, "missing", limits.household(request.remote_addr))
    return counted is None or not counted.is_used_up
