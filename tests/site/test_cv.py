"""The CV as a page, as a PDF and as JSON Resume: the same life in all three, and none where there is no profile."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from blog.content import operations
from blog.content.access import SYSTEM
from blog.site import printing
from tests.site import content
from tests.site.resumes import faults
from tests.site.test_files import picture_bytes, upload

LIFE: dict[str, Any] = {
    "name": "Inès Halloran-Łódzka",
    "headline": "Rigger of small boats",
    "openToWork": "yes",
    "availability": "From Märch",
    "email": "ines@example.org",
    "telephone": "+44 1632 960 001",
    "location": "Port Linnet",
    "address": "1 Quay Street\nPort Linnet",
    "links": [{"label": "Code", "url": "https://example.org/ines"}],
    "experience": [
        {
            "role": "Rigger", "organisation": "The Quay", "place": "Aldermouth", "url": "https://example.org/quay",
            "started": "2019-05-01", "finished": "2021-04-30", "summary": "Ropes of all kinds.",
            "highlights": [{"text": "Spliced nine hundred eyes."}],
        },
        {"role": "Owner", "organisation": "Knots & Co", "started": "2021-05-01"},
    ],
    "skills": [
        {"name": "Splicing", "level": 5, "group": "Ropework"},
        {"name": "Whipping", "level": 3, "group": "Ropework"},
        {"name": "Patience"},
    ],
    "education": [{"title": "Certificate in cordage", "institution": "Saint Orrin", "finished": "2018-06-01"}],
    "languages": [{"name": "Ελληνικά", "level": "fluent"}],
    "talks": [{"title": "Why knots slip", "event": "Rope Day", "date": "2023-02-03", "summary": "They are tired."}],
    "publications": [{"title": "A short book of knots", "publisher": "Linnet Press", "date": "2020-10-01"}],
    "awards": [{"title": "Golden fid", "awarder": "Guild of Riggers", "date": "2022-01-01"}],
    "certificates": [{"name": "Work at height", "issuer": "Harbour office", "date": "2019-03-01"}],
    "volunteering": [{"role": "Bell ringer", "organisation": "Saint Orrin", "started": "2015-01-01"}],
    "testimonials": [{"text": "It held.", "name": "Bo", "role": "captain"}],
    "interests": [{"name": "Кириллица", "details": "letters and flags"}],
}  # fmt: skip

WORDS = (
    "Halloran-Łódzka", "Rigger of small boats", "Open to work", "From Märch", "ines@example.org", "+44 1632 960 001",
    "Rigger", "The Quay", "Aldermouth", "Ropes of all kinds.", "Spliced nine hundred eyes.", "Owner", "Knots & Co",
    "May 2019 – Apr 2021", "May 2021 – today", "Splicing", "expert", "Whipping", "proficient", "Patience", "Ropework",
    "Certificate in cordage", "Saint Orrin", "Ελληνικά", "Why knots slip", "Rope Day", "They are tired.",
    "A short book of knots", "Linnet Press", "Golden fid", "Guild of Riggers", "Work at height", "Harbour office",
    "Bell ringer", "It held.", "captain", "Кириллица", "letters and flags", "Ketch",
)  # fmt: skip
DOORS = ("/cv", "/cv.pdf", "/resume.json")
HOSTILE = ("<script>alert(1)</script>", '"></h1><b>', "#panic($x$) *a* _b_ @c", "​‮\x7f", "日本語 😀", "x" * 100)


def fill(**more: Any) -> None:
    operations.update_global("profile", more, actor=SYSTEM)


def live(**more: Any) -> None:
    """A whole life, with a project that is shown first elsewhere too."""
    content.project("Ketch", featured=True, started="2020-01-01", role="Refit", technologies=[])
    fill(
        **{
            **LIFE,
            "about": content.text("I tie **things** [together](https://example.org/ropes).\n\n- well\n- once"),
            **more,
        }
    )


def paper(client, path: str = "/cv.pdf") -> PdfReader:
    answer = client.get(path)
    assert answer.status_code == 200
    return PdfReader(io.BytesIO(answer.data))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.parametrize("path", DOORS)
def test_without_a_profile_there_is_no_cv_and_no_way_to_it(client, path) -> None:
    assert client.get(path).status_code == 404
    for page in ("/", "/projects", "/posts"):
        assert 'href="/cv' not in client.get(page).text
    assert client.get("/about").status_code == 404


def test_a_name_alone_makes_an_about_page_but_no_cv(client, app) -> None:
    fill(name="Inès")
    assert client.get("/cv").status_code == 404
    page = client.get("/about").text
    assert "Inès" in page
    assert "/cv" not in page


def test_the_page_says_everything(client, app) -> None:
    live()
    page = client.get("/cv").get_data(as_text=True).replace("&amp;", "&")
    for words in (*WORDS, "1 Quay Street", "things", "well"):
        assert words in page, words
    for address in ("mailto:ines@example.org", "tel:+441632960001", "https://example.org/quay", "/projects/ketch"):
        assert f'href="{address}"' in page, address
    assert page.count("<h1") == 1


def test_the_pdf_says_everything_and_is_made_to_be_read_aloud(client, app) -> None:
    live()
    reader = paper(client)
    said = words_of(reader)
    for words in (*WORDS, "1 Quay Street", "things", "well"):
        assert words in said, words
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    assert reader.metadata.title == "Inès Halloran-Łódzka: CV"
    assert reader.metadata.author == "Inès Halloran-Łódzka"
    links = {
        note["/A"]["/URI"]
        for page in reader.pages
        for note in page.get("/Annots") or ()
        for note in [note.get_object()]
    }
    assert {"mailto:ines@example.org", "https://example.org/quay", "https://example.org/ropes"} <= links
    assert any(link.endswith("/projects/ketch") and link.startswith("http") for link in links)


@pytest.mark.sqlite_only
def test_the_pdf_comes_in_two_sizes_with_a_name_for_the_file(client, app) -> None:
    live()
    answer = client.get("/cv.pdf")
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == "inline; filename=Ines-Halloran-Lodzka-CV.pdf"
    assert [round(float(side)) for side in paper(client).pages[0].mediabox[2:]] == [595, 842]
    assert [round(float(side)) for side in paper(client, "/cv.pdf?paper=letter").pages[0].mediabox[2:]] == [612, 792]
    assert client.get("/cv.pdf?paper=napkin").status_code == 404


def test_the_pdf_is_set_once_until_something_changes(client, app, monkeypatch) -> None:
    live()
    made = []
    really = printing.typesetting.pdf
    monkeypatch.setattr(printing.typesetting, "pdf", lambda *args, **more: made.append(1) or really(*args, **more))
    first = client.get("/cv.pdf")
    assert client.get("/cv.pdf").data == first.data
    assert client.get("/cv.pdf", headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert len(made) == 1
    fill(headline="Rigger of large boats")
    again = client.get("/cv.pdf", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "large boats" in words_of(PdfReader(io.BytesIO(again.data)))


def test_a_cv_that_cannot_be_set_is_not_tried_for_every_request(client, app, monkeypatch) -> None:
    tried = []

    def fail(*_: object, **__: object) -> bytes:
        tried.append(1)
        raise printing.typesetting.TypesettingError("no")

    live()
    monkeypatch.setattr(printing.typesetting, "pdf", fail)
    assert [client.get("/cv.pdf").status_code for _ in range(3)] == [503] * 3
    assert len(tried) == 1
    fill(headline="Rigger of large boats")
    assert client.get("/cv.pdf").status_code == 503
    assert len(tried) == 2


def test_nobody_has_more_set_than_a_machine_can_bear(client, app, monkeypatch) -> None:
    live()
    monkeypatch.setattr(printing.typesetting, "pdf", lambda *_, **__: b"set")
    monkeypatch.setattr(printing, "SETTING_LIMIT", "1 per minute")
    papers = ["/cv.pdf", "/cv.pdf", "/cv.pdf?paper=letter"]
    assert [client.get(path).status_code for path in papers] == [200, 200, 429]


@pytest.mark.sqlite_only
def test_an_owners_own_sheet_comes_before_the_sites(client, app) -> None:
    live()
    etag = client.get("/cv.pdf").headers["ETag"]
    own = Path(app.instance_path) / "templates" / "site" / "cv.typ"
    own.parent.mkdir(parents=True)
    own.write_text('#set document(title: "Mine")\nSet by hand for #json(bytes(sys.inputs.data)).name', encoding="utf-8")
    again = client.get("/cv.pdf", headers={"If-None-Match": etag})
    assert again.status_code == 200
    assert words_of(PdfReader(io.BytesIO(again.data))) == "Set by hand for Inès Halloran-Łódzka"
    own.write_text("#not-a-word()", encoding="utf-8")
    assert client.get("/cv.pdf").status_code == 503


@pytest.mark.sqlite_only
def test_a_long_life_takes_several_pages_and_leaves_no_heading_behind(client, app) -> None:
    sentence = "Spliced, served and wormed every rope of the fleet before the season. "
    posts = [
        {"role": f"Rigger {n}", "organisation": "Quay", "started": f"{1980 + n}-01-01", "summary": sentence * 12,
         "highlights": [{"text": sentence} for _ in range(n % 7)]}
        for n in range(30)
    ]  # fmt: skip
    live(experience=posts)
    pages = [page.extract_text().strip().splitlines() for page in paper(client).pages]
    assert len(pages) > 4
    for number, lines in enumerate(pages, 1):
        assert lines[-1].endswith(f" {number} / {len(pages)}")
        assert not lines[-2].endswith(", Quay"), lines[-2]
    assert sum(line.endswith(", Quay") for lines in pages for line in lines) == 30


@pytest.mark.sqlite_only
def test_the_photo_is_on_the_page_and_in_the_pdf(client, app) -> None:
    live(photo=upload(picture_bytes(), alt="Ines at the mast")["id"])
    assert 'alt="Ines at the mast"' in client.get("/cv").text
    assert paper(client).pages[0].images


def test_json_resume_says_everything_in_the_words_of_its_schema(client, app) -> None:
    live(photo=upload(picture_bytes(), alt="Ines")["id"])
    answer = client.get("/resume.json")
    made = answer.get_json()
    assert faults(made) == []
    assert answer.headers["ETag"]
    assert made["basics"]["name"] == LIFE["name"]
    assert made["basics"]["image"].startswith("http")
    assert made["work"][0] == {
        "name": "The Quay", "position": "Rigger", "location": "Aldermouth", "url": "https://example.org/quay",
        "startDate": "2019-05-01", "endDate": "2021-04-30", "summary": "Ropes of all kinds.",
        "highlights": ["Spliced nine hundred eyes."],
    }  # fmt: skip
    assert {"name": "Ropework", "level": "expert", "keywords": ["Splicing"]} in made["skills"]
    assert [(one["name"], one["type"]) for one in made["projects"]] == [
        ("Ketch", "application"),
        ("Why knots slip", "talk"),
    ]
    for section in (
        "volunteer",
        "education",
        "awards",
        "certificates",
        "publications",
        "languages",
        "interests",
        "references",
    ):
        assert made[section], section


@pytest.mark.sqlite_only
@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_words_are_words_in_every_field(client, app, value) -> None:
    def poisoned(given: Any, key: str = "") -> Any:
        if isinstance(given, list):
            return [poisoned(one) for one in given]
        if isinstance(given, dict):
            return {name: poisoned(inner, name) for name, inner in given.items()}
        plain = key in ("email", "url", "openToWork", "started", "finished", "date") or not isinstance(given, str)
        return given if plain else value

    fill(**poisoned(LIFE))
    page = client.get("/cv").text
    assert "<script>alert" not in page
    assert "</h1><b>" not in page
    reader = paper(client)
    assert "Owner" not in words_of(reader)
    assert len(reader.pages) < 8
    assert faults(client.get("/resume.json").get_json()) == []
    assert client.get("/about").status_code == 200


@pytest.mark.sqlite_only
def test_levels_and_a_time_of_no_length_that_make_no_sense_say_nothing(client, app) -> None:
    fill(
        name="Bo",
        skills=[{"name": "Rope", "level": 99}, {"name": "Tar", "level": -1}],
        experience=[{"role": "Diver", "started": "2021-01-01", "finished": "2021-01-01"}],
    )
    assert "99" not in client.get("/cv").text
    assert words_of(paper(client)).count("Diver") == 1


def test_the_owner_chooses_the_projects_and_their_order(client, app) -> None:
    first, second = content.project("Sloop", started="2024-01-01"), content.project("Yawl", started="2020-01-01")
    content.project("Featured", featured=True)
    hidden = content.project("Wreck", status="draft")
    live(projects=[second["id"], hidden["id"], first["id"]])
    page = client.get("/cv").text
    assert page.index("Yawl") < page.index("Sloop")
    assert "Featured" not in page
    assert "Wreck" not in page
    assert "Wreck" not in words_of(paper(client))
    assert "Wreck" not in client.get("/resume.json").text


def test_about_shows_the_profile_until_the_owner_has_a_page_of_their_own(client, app) -> None:
    live()
    page = client.get("/about").text
    for words in ("Halloran", "Open to work", 'href="/cv"', 'href="/projects/ketch"'):
        assert words in page, words
    content.page("About me", slug="about", layout=[content.block("profile", projects=True)])
    own = client.get("/about").text
    assert '<h1 dir="auto">About me</h1>' in own
    assert "Rigger of small boats" in own
    assert 'href="/projects/ketch"' in own


@pytest.mark.sqlite_only
def test_the_block_of_the_profile_is_nothing_without_a_profile(client, app) -> None:
    content.page("Who", layout=[content.block("profile")])
    assert 'class="person' not in client.get("/who").text


def test_a_longer_life_asks_the_database_no_more(client, app, statements) -> None:
    def asked() -> list[int]:
        counts = []
        client.get("/posts")
        for path in DOORS:
            with statements() as seen:
                assert client.get(path).status_code == 200
            counts.append(len(seen))
        return counts

    live()
    few = asked()
    rows = {name: value * 5 for name, value in LIFE.items() if isinstance(value, list)}
    for number in range(5):
        content.project(f"More {number}", featured=True)
    fill(**rows)
    assert asked() <= few
    assert max(few) <= 8
