"""What each generator's folder means: kinds, dates, slugs, people, categories and old addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importing.samples import SITES, document, notes, read, read_files

#: site, file, collection, slug, date, draft, categories, authors, an old address
TABLE = [
    ("jekyll", "First_Walk.md", "posts", "first-walk", "2021-03-04", False, ["outdoors", "hills", "weather"],
     ["Mira Vale"], "/outdoors/2021/03/04/First_Walk.html"),
    ("jekyll", "First_Walk.md", "posts", "first-walk", "2021-03-04", False, ["outdoors", "hills", "weather"],
     ["Mira Vale"], "/walks/1/"),
    ("jekyll", "second-walk.markdown", "posts", "second-walk", "2021-05-06", False, ["outdoors"], ["Mira Vale"],
     "/outdoors/2021/05/06/second-walk.html"),
    ("jekyll", "secret.md", "posts", "secret", "2021-07-08", True, [], ["Mira Vale"], "/2021/07/08/secret.html"),
    ("jekyll", "soup.md", "pages", "kitchen/soup", None, False, [], [], "/kitchen/soup/"),
    ("jekyll", "about.md", "pages", "about", None, False, [], [], "/about/"),
    ("hugo", "boats/index.md", "posts", "small-boats", "2020-02-03", False, ["wood", "water"], [],
     "/2020/small-boats/"),
    ("hugo", "harbour.md", "posts", "the-harbour", "2019-12-31", False, ["water", "places"],
     ["Ola Berg", "Iris Moor"], "/2019/port"),
    ("hugo", "harbour.md", "posts", "the-harbour", "2019-12-31", False, ["water", "places"],
     ["Ola Berg", "Iris Moor"], "/where/"),
    ("hugo", "json.md", "posts", "written-in-json", "2018-06-01", True, [], [], "/2018/written-in-json/"),
    ("hugo", "tide.md", "posts", "tide", "2021-01-02", False, ["notes"], [], "/notes/tide"),
    ("hugo", "about.md", "pages", "about", "2018-01-01", False, [], [], "/about"),
    ("eleventy", "kiln.md", "posts", "kiln", "2022-02-03", False, ["fire", "1-10"], ["Tove Lind"], "/pottery/kiln/"),
    ("eleventy", "glaze.md", "posts", "glaze", "2022-03-04", False, ["fire"], ["Tove Lind"], "/pottery/glaze/"),
    ("eleventy", "about.md", "pages", "about", None, False, [], [], "/about"),
    ("pelican", "escapement.md", "posts", "escapement", "2017-05-06", False, ["clocks", "brass", "small-parts"],
     ["Nils Hart"], "/2017/escapement.html"),
    ("pelican", "winding.md", "posts", "winding-how-often", "2017-07-08", True, ["care"], ["Nils Hart", "Ada Quist"],
     "/2017/winding-how-often.html"),
    ("pelican", "oil.md", "posts", "oil", "2016-01-02", False, ["clocks"], ["Nils Hart"], "/2016/oil.html"),
    ("pelican", "about.md", "pages", "about-the-shop", None, False, [], ["Nils Hart"], "/pages/about-the-shop.html"),
    ("zola", "swarm.md", "posts", "swarm", "2023-04-05", False, ["spring", "swarm"], ["Lene Ro", "The night watch"],
     "/swarm-2023"),
    ("zola", "hive/index.md", "posts", "the-hive", "2022-08-09", False, [], [], "/2022/08/09/The-Hive"),
    ("zola", "queen.md", "posts", "queen", "2023-06-07", False, ["letters"], [], "/letters/queen"),
    ("zola", "content/_index.md", "pages", "home", None, False, [], [], "/"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("site", "file", "collection", "slug", "date", "draft", "categories", "authors", "address"), TABLE
)
def test_a_document_of_each_generator_is_what_it_was(
    site: str, file: str, collection: str, slug: str, date: str | None, draft: bool, categories: list[str],
    authors: list[str], address: str,
) -> None:  # fmt: skip
    found = document(read(site), file)
    assert (found.collection, found.slug, found.draft) == (collection, slug, draft)
    assert (found.date and f"{found.date:%Y-%m-%d}") == date
    assert found.categories == categories
    assert found.authors == authors
    assert address in found.addresses


@pytest.mark.parametrize("name", sorted(path.name for path in SITES.iterdir()))
def test_each_generator_is_recognised_and_no_file_is_broken(name: str) -> None:
    site = read(name)
    assert site.generator.name == name
    assert notes(site, "broken") == []


def test_every_document_of_the_samples_is_in_the_table() -> None:
    for name in ("jekyll", "hugo", "eleventy", "pelican", "zola"):
        known = {row[1] for row in TABLE if row[0] == name} | {"someday.md"}
        assert all(any(found.name.endswith(file) for file in known) for found in read(name).documents)


def test_a_draft_without_a_date_has_none() -> None:
    assert document(read("jekyll"), "someday.md").date is None


def test_a_title_in_the_text_is_not_said_twice() -> None:
    assert not document(read("jekyll"), "second-walk.markdown").entry.body.lstrip().startswith("# Second walk")


def test_dates_of_a_site_are_in_its_zone() -> None:
    assert document(read("pelican"), "escapement.md").date == datetime(2017, 5, 6, 7, tzinfo=UTC)


def test_an_undated_post_is_dated_by_what_is_left_and_said(tmp_path: Path) -> None:
    site = read_files(
        tmp_path,
        {
            "posts/a.md": "---\ntitle: A\nupdated: 2020-05-06\n---\nx",
            "posts/2019/07/b.md": "B\n=\n\nx",
            "posts/c.md": "# C #\n\nx",
        },
    )
    dates = {each.title: each.date and each.date.date().isoformat() for each in site.documents}
    assert (dates["A"], dates["B"]) == ("2020-05-06", "2019-07-01")
    assert dates["C"]
    assert len(notes(site, "undated")) == 3


def test_a_post_of_tomorrow_is_kept_as_a_draft(tmp_path: Path) -> None:
    site = read_files(tmp_path, {"posts/a.md": "---\ntitle: A\ndate: 2999-01-01\n---\nx"})
    assert site.documents[0].draft
    assert "in the future" in notes(site, "changed")[0]


def test_two_posts_of_one_name_get_two_slugs(tmp_path: Path) -> None:
    head = "---\ntitle: A\n---\n"
    site = read_files(tmp_path, {"_posts/2020-01-01-a.md": head, "_posts/2021-01-01-a.md": head})
    assert [each.slug for each in site.documents] == ["a", "a-2"]


def test_spellings_of_a_category_are_one(tmp_path: Path) -> None:
    heads = ["Web Dev", "web-dev", "Web Dev", "WEB DEV"]
    files = {f"_posts/2020-01-0{n + 1}-a{n}.md": f"---\ntags: [{tag}]\n---\nx" for n, tag in enumerate(heads)}
    site = read_files(tmp_path, files)
    assert site.categories == {"web-dev": ("Web Dev", "")}
    assert all(each.categories == ["web-dev"] for each in site.documents)


def test_a_section_with_a_title_is_a_category_and_its_list_is_known() -> None:
    site = read("hugo")
    assert site.categories["notes"] == ("Field notes", "Short and wet.")
    assert site.lists["/notes"] == "notes"


def test_a_section_lists_the_posts_that_have_an_address_in_it(tmp_path: Path) -> None:
    site = read_files(
        tmp_path,
        {
            "content/_index.md": "+++\ntitle = 'Blog'\nsort_by = 'date'\n+++\n",
            "content/releases/_index.md": "+++\ntitle = 'Releases'\ntemplate = 'r.html'\n+++\n",
            "content/a.md": "+++\ntitle = 'A'\npath = '2020/01/02/a'\naliases = ['releases/1.0']\n+++\nx",
            "content/b.md": "+++\ntitle = 'B'\npath = '2020/01/03/b'\n+++\nx",
        },
    )
    assert [each.categories for each in site.documents] == [["releases"], []]


@pytest.mark.parametrize(
    ("permalink", "expected"),
    [
        ("pretty", "/news/2020/01/02/My-Post/"),
        ("/:year/:i_month/:title", "/2020/1/My-Post"),
        ("/blog/:slug.html", "/blog/my-post.html"),
        ("none", "/news/My-Post.html"),
    ],
)
def test_the_permalinks_of_jekyll_are_written_out(tmp_path: Path, permalink: str, expected: str) -> None:
    files = {
        "_config.yml": f"permalink: {permalink}\n",
        "_posts/2020-01-02-My-Post.md": "---\ncategories: News\n---\nx",
    }
    assert read_files(tmp_path, files).documents[0].addresses[0] == expected


def test_hexo_astro_and_gatsby_folders_are_read(tmp_path: Path) -> None:
    hexo = read_files(tmp_path / "h", {"_config.yml": "", "source/_posts/a.md": "title: A\ndate: 2020-01-02\n---\nx"})
    assert (hexo.generator.name, hexo.documents[0].addresses) == ("hexo", ["/2020/01/02/a/"])
    astro = {"astro.config.mjs": "", "src/content/blog/a.mdx": "---\ntitle: A\npubDate: Jul 08 2022\n---\nx"}
    post = read_files(tmp_path / "a", astro).documents[0]
    assert (post.collection, f"{post.date:%Y-%m-%d}", post.addresses[0]) == ("posts", "2022-07-08", "/blog/a")
    gatsby = {"gatsby-config.js": "", "content/blog/hello/index.md": "---\ntitle: A\ndate: 2020-01-02\n---\nx"}
    assert "/hello" in read_files(tmp_path / "g", gatsby).documents[0].addresses


def test_a_pelican_setting_is_read_without_being_run(tmp_path: Path) -> None:
    trap = f"import pathlib\npathlib.Path({str(tmp_path / 'ran')!r}).touch()\nAUTHOR = 'Ada'\n"
    site = read_files(tmp_path, {"pelicanconf.py": trap, "content/a.md": "Title: A\nDate: 2020-01-01\n\nx"})
    assert site.documents[0].authors == ["Ada"]
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("author: Ada Lovelace", ["Ada Lovelace"]),
        ("authors: [Ada, Ed]", ["Ada", "Ed"]),
        ("author: {name: Ada, email: a@b.example}", ["Ada"]),
        ("authors:\n  - name: Ada\n  - name: Ed", ["Ada", "Ed"]),
        ("author: Ada and Ed", ["Ada", "Ed"]),
        ("authors: ['Ada, Ed, and Uma']", ["Ada", "Ed", "Uma"]),
        ("authors: [Ada on behalf of the Bread Team]", ["Ada", "The Bread Team"]),
        ("authors: [The Salt & Pepper team]", ["The Salt & Pepper team"]),
        ("author: 'Ada Lovelace, Countess of Lovelace'", ["Ada Lovelace, Countess of Lovelace"]),
    ],
)
def test_authors_are_read_in_every_shape(tmp_path: Path, head: str, expected: list[str]) -> None:
    site = read_files(tmp_path, {"_posts/2020-01-01-a.md": f"---\n{head}\n---\nx"})
    assert site.documents[0].authors == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("image: a.png", ("a.png", "")),
        ("cover: {image: a.png, alt: A tree}", ("a.png", "A tree")),
        ("header: {overlay_image: /a.jpg}", ("/a.jpg", "")),
        ("images: [a.webp, b.webp]", ("a.webp", "")),
        ("featured: true\nthumbnail: a.svg", ("a.svg", "")),
        ("featuredImage: ./a.png\nfeaturedImageAlt: A tree", ("./a.png", "A tree")),
    ],
)
def test_the_picture_of_a_post_is_found_in_every_shape(tmp_path: Path, head: str, expected: tuple[str, str]) -> None:
    found = read_files(tmp_path, {"_posts/2020-01-01-a.md": f"---\n{head}\n---\nx"}).documents[0]
    assert (found.hero, found.hero_alt) == expected


def test_a_dated_index_stands_for_its_folder(tmp_path: Path) -> None:
    files = {
        "eleventy.config.js": "",
        "posts/kiln/2020-01-02-index.md": "---\ntitle: A\n---\nx",
        "posts/kiln/cover.jpg": "x",
    }
    post = read_files(tmp_path, files).documents[0]
    assert (post.slug, post.addresses, post.hero) == ("kiln", ["/posts/kiln"], "cover.jpg")
    assert f"{post.date:%Y-%m-%d}" == "2020-01-02"


def test_a_name_of_digits_is_no_year_of_the_archive(tmp_path: Path) -> None:
    site = read_files(tmp_path, {"posts/2020.md": "---\ndate: 2020-01-02\n---\nx"})
    assert site.documents[0].slug == "post-2020"


@pytest.mark.parametrize(
    ("folder", "kind", "slug", "address"),
    [
        ("jekyll/_posts", "jekyll", "first-walk", "/outdoors/2021/03/04/First_Walk.html"),
        ("hugo/content", "hugo", "small-boats", "/posts/small-boats"),
        ("zola/content", "zola", "the-hive", "/2022/08/09/The-Hive"),
        ("pelican/content", "pelican", "escapement", "/escapement.html"),
    ],
)
def test_the_folder_of_the_documents_alone_is_enough(folder: str, kind: str, slug: str, address: str) -> None:
    site = read(folder)
    assert site.generator.name == kind
    assert address in next(each.addresses for each in site.documents if each.slug == slug)
