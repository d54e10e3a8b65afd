"""The head of a source file: its syntaxes, and what is refused."""

from __future__ import annotations

import time

import pytest

from blog.cli.importing.bounded_yaml import UnreadableYaml, load_yaml
from blog.cli.importing.front_matter import UnreadableHead, split_source
from blog.cli.importing.report import printable

HEADS = [
    ("---\ntitle: Bread\n---\nDough.\n", "yaml", "Bread", "Dough.\n"),
    ("---\r\ntitle: Bread\r\n---\r\nDough.\r\n", "yaml", "Bread", "Dough.\n"),
    ("\n\n---\ntitle: Bread\n---\nDough.\n", "yaml", "Bread", "Dough.\n"),
    ("---\ntitle: Bread\n...\nDough.\n", "yaml", "Bread", "Dough.\n"),
    ("+++\ntitle = 'Bread'\n+++\nDough.\n", "toml", "Bread", "Dough.\n"),
    ('{\n"title": "Bread"\n}\nDough.\n', "json", "Bread", "Dough.\n"),
    ('---json\n{"title": "Bread"}\n---\nDough.\n', "json", "Bread", "Dough.\n"),
    ('---js\n{ title: "Bread", }\n---\nDough.\n', "js", "Bread", "Dough.\n"),
    ('---js\nconst title = "Bread";\n---\nDough.\n', "js", "Bread", "Dough.\n"),
    ("Title: Bread\nDate: 2020-01-01\n\nDough.\n", "plain", "Bread", "Dough.\n"),
    ("title: Bread\ndate: 2020-01-01\n---\nDough.\n", "plain", "Bread", "Dough.\n"),
    ("---\n---\nDough.\n", "yaml", None, "Dough.\n"),
    ("Dough: a story.\n\nIt rose.\n", "", None, "Dough: a story.\n\nIt rose.\n"),
    ("---\n\nA line above, no head.\n", "", None, "---\n\nA line above, no head.\n"),
]


@pytest.mark.parametrize(("text", "syntax", "title", "body"), HEADS)
def test_every_syntax_of_a_head_is_told_apart(text: str, syntax: str, title: str | None, body: str) -> None:
    source = split_source(text)
    assert (source.syntax, source.head.get("title"), source.body) == (syntax, title, body)


def test_names_are_known_in_every_spelling() -> None:
    source = split_source("---\nhero_image: a\nheroImage: b\nHero-Image: c\n---\n")
    assert source.head == {"heroimage": "c"}


def test_a_plain_head_may_go_on_in_the_next_line() -> None:
    source = split_source("Title: Bread\nTags: flour,\n    salt\nAuthor: Ada\nAuthor: Ed\n\nDough.\n")
    assert source.head["tags"] == ["flour,", "salt"]
    assert source.head["author"] == ["Ada", "Ed"]


def test_values_of_yaml_stay_as_they_were_written() -> None:
    head = split_source("---\ntags: [1.10, no, 2020-01-01]\n---\n").head
    assert head["tags"] == ["1.10", "no", "2020-01-01"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: [unclosed\n---\nx", "not valid YAML"),
        ('---\ntitle: "unclosed\n---\nx', "not valid YAML"),
        ("---\ntitle: a\nx", "never closed"),
        ("+++\ntitle = \n+++\nx", "not valid TOML"),
        ("+++\ntitle = 'a'\nx", "never closed"),
        ('{\n"title": \n}\nx', "not valid JSON"),
        ("---\n- a\n- b\n---\nx", "not a list of names"),
        ("+++\nx = " + "[" * 5000 + "\n+++\n", "front matter"),
        ('{"title": ' + "[" * 100_000 + "\n", "front matter"),
        ("---\nx: " + "[" * 5000 + "\n---\n", "nested too deeply"),
        ("---\nx: " + "a" * 300_000 + "\n---\n", "longer than"),
    ],
)
def test_a_broken_head_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableHead, match=reason):
        split_source(text)


def bomb(levels: int) -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_a_yaml_bomb_is_refused_at_once() -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableYaml, match="beyond all measure"):
        load_yaml(bomb(40))
    assert time.monotonic() - started < 2


def test_a_few_aliases_are_no_bomb() -> None:
    assert load_yaml("a: &x [1, 2]\nb: *x")["b"] == ["1", "2"]


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: *nobody", "a: !!python/object/apply:os.system [x]\nb: *c"])
def test_yaml_that_bites_itself_is_refused(text: str) -> None:
    with pytest.raises(UnreadableYaml):
        load_yaml(text)


def test_yaml_can_make_no_objects() -> None:
    assert load_yaml("a: !!python/object/apply:os.getcwd []") == {"a": []}


def test_a_hostile_name_cannot_move_the_cursor() -> None:
    assert printable("a\x1b[2Jb\nc\udcff") == "a\\x1b[2Jb\\nc\\udcff"
