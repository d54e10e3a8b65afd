"""The time zone of the site: its days begin and end where its owner lives, and its machines go on in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from blog.admin.forms.typed import as_text, typed_value
from blog.admin.lists.filters import Filter
from blog.clock import here, meant
from blog.config import SettingsError, load_settings
from blog.content import operations
from blog.content.access import ANONYMOUS
from blog.content.fields import Field
from blog.site import cards, dates
from blog.site.sharing import sharing
from tests.site import content

#: Early on New Year's Day by the clocks of Auckland, and still the year before in UTC.
EVENING = datetime(2024, 12, 31, 18, 30, tzinfo=UTC)


@pytest.fixture
def in_auckland(app) -> None:
    app.config["TIME_ZONE"] = "Pacific/Auckland"


def test_a_day_is_that_of_the_site(app, in_auckland) -> None:
    with app.app_context():
        assert dates.as_date(EVENING) == dates.as_date(EVENING.isoformat()) == date(2025, 1, 1)
        assert dates.as_date("2024-12-31") == dates.as_date(date(2024, 12, 31)) == date(2024, 12, 31)
        assert dates.year(EVENING) == "2025"
        assert here(datetime.max.replace(tzinfo=UTC)).year == 9999


def test_pages_lists_cards_citations_and_search_agree_on_the_day(client, app, in_auckland) -> None:
    post = content.post("Fireworks", publishedAt=EVENING)
    page = client.get("/posts/fireworks").text
    assert '<time datetime="2025-01-01">1 January 2025</time>' in page
    assert "2024-12-31T18:30:00+00:00" in page, "machines read the moment itself"
    assert '<h2 class="year" id="y2025">' in client.get("/posts").text
    assert "2024-12-31T18:30:00" in client.get("/feed.xml").text
    assert sharing("A", "/", site="S", authors=[], published=post["publishedAt"]).citation.endswith("1 January 2025.")
    assert cards.card_of("posts", post).byline == "1 January 2025"
    assert operations.search("fireworks", actor=ANONYMOUS, year=2025).total == 1


def test_the_admin_is_written_in_and_reads_the_times_of_the_site(app, in_auckland) -> None:
    published = Field("publishedAt", "datetime")
    assert as_text(published, EVENING) == "2025-01-01T07:30"
    assert datetime.fromisoformat(typed_value(published, "2025-01-01T07:30")) == EVENING
    assert typed_value(published, "soon") == "soon"
    asked = Filter(published, "period").condition(dict.fromkeys(Filter(published, "period").names, "2025-01-01"))
    first = datetime.fromisoformat(asked["publishedAt"]["greater_than_equal"])
    assert first <= EVENING < first + timedelta(days=1)
    assert meant(EVENING) == EVENING


def test_only_a_time_zone_is_one(tmp_path) -> None:
    assert load_settings({"TIME_ZONE": "America/New_York"}, tmp_path).time_zone == "America/New_York"
    assert load_settings({}, tmp_path).time_zone == "UTC"
    for nonsense in ("Mars", "Europe", "../etc/passwd", "x" * 300, "CEST+2"):
        with pytest.raises(SettingsError, match="TIME_ZONE must be a time zone such as Europe/Berlin"):
            load_settings({"TIME_ZONE": nonsense}, tmp_path)
