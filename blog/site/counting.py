"""Where a page says that somebody stayed to read it: no cookie, no address kept, only a number that grows by one."""

from __future__ import annotations

import re

from flask import Response, request

from blog import limits
from blog.content.readers import count_reader
from blog.site import chrome
from blog.site.blueprint import site

#: Of one household; a class of pupils behind one address is counted too low rather than a machine too high.
MOST = "30 per minute"
#: Programs that say what they are. Most of the others run no scripts.
PROGRAM = re.compile(r"bot\b|bot/|crawl|spider|slurp|headless|lighthouse|preview|monitor", re.IGNORECASE)


@site.post("/-/read")
def read() -> Response:
    """Counts a reader of `document`, written as collection/id, where the owner has switched counting on.

    The answer is the same whatever came of it: the page that asks has nothing to do with it."""
    slug, _, id_ = request.form.get("document", "")[:100].partition("/")
    if chrome.site().get("analytics") and _is_reader():
        count_reader(slug, id_)
    return Response(status=204, headers={"Cache-Control": "no-store"})


def _is_reader() -> bool:
    """Whether a page of this site asks, in a browser, on behalf of somebody who has not asked too often."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
        return False
    if not request.user_agent.string or PROGRAM.search(request.user_agent.string):
        return False
    counted = limits.take(MOST, "reading", limits.household(request.remote_addr))
    return counted is None or not counted.is_used_up
