"""Nested parameters, and their bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blog.api.querystring import TooMuch, parse
from tests.content.documents import post


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", {}),
        ("a=1", {"a": "1"}),
        ("a", {"a": ""}),
        ("a=1&a=2", {"a": ["1", "2"]}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[]=1", {"a": ["1"]}),
        ("a[1]=y&a[0]=x", {"a": ["x", "y"]}),
        ("a[10]=y&a[9]=x", {"a": ["x", "y"]}),
        ("where[title][like]=a%20b", {"where": {"title": {"like": "a b"}}}),
        ("where[a.b][in][]=1&where[a.b][in][]=2", {"where": {"a.b": {"in": ["1", "2"]}}}),
        (
            "where[and][0][t][equals]=x&where[and][1][or][0][c.s][in]=a,b",
            {"where": {"and": [{"t": {"equals": "x"}}, {"or": [{"c.s": {"in": "a,b"}}]}]}},
        ),
        ("where[or][][a][equals]=1", {"where": {"or": [{"a": {"equals": "1"}}]}}),
        ("where%5Btitle%5D%5Bequals%5D=x", {"where": {"title": {"equals": "x"}}}),
        ("a[b]=1&a=2", {"a": {"b": "1"}}),
        ("a=2&a[b]=1", {"a": {"b": "1"}}),
        ("[a]=1", {"[a]": "1"}),
        ("a[b=1", {"a": "1"}),
        ("a[²]=1", {"a": {"²": "1"}}),
        ("a[99999]=1", {"a": {"99999": "1"}}),
    ],
)
def test_brackets_become_a_tree(query, tree):
    assert parse(query) == tree


def test_a_query_is_bounded():
    for query in ("a" + "[b]" * 50 + "=1", "&".join(f"k{n}=1" for n in range(1001))):
        with pytest.raises(TooMuch):
            parse(query)


@given(st.text(alphabet="ab[]=&%0129.\x00é", max_size=60))
def test_any_text_is_a_query(query):
    assert isinstance(parse(query), dict)


def test_fields_are_chosen_in_brackets_and_in_json(app, visitor):
    post("Apple")
    for query in ("select[title]=true", 'select={"title": true}', 'select={"title": "true"}'):
        doc = visitor.get("/posts", query_string=query).json["docs"][0]
        assert doc.keys() == {"id", "title"}
    assert visitor.get("/posts", query_string="select={").status_code == 400
    assert visitor.get("/posts", query_string="select=[1]").status_code == 400
    assert visitor.get("/posts", query_string='populate={"users": true}').status_code == 400
