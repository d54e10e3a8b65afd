"""The generators of static sites whose folders can be imported, one file each, and how one is recognised."""

from __future__ import annotations

import re

from blog.cli.importing.generators.eleventy import SETTINGS as ELEVENTY_SETTINGS
from blog.cli.importing.generators.eleventy import Eleventy
from blog.cli.importing.generators.folders import Docusaurus, Folders
from blog.cli.importing.generators.generator import Generator, is_document
from blog.cli.importing.generators.hugo import Hugo, Zola, settings_named
from blog.cli.importing.generators.jekyll import Hexo, Jekyll
from blog.cli.importing.generators.pelican import Pelican, tree_has_plain_heads
from blog.cli.importing.tree import Tree

GENERATORS: dict[str, type[Generator]] = {
    "jekyll": Jekyll,
    "hexo": Hexo,
    "hugo": Hugo,
    "zola": Zola,
    "eleventy": Eleventy,
    "pelican": Pelican,
    "docusaurus": Docusaurus,
    "plain": Folders,
}
ZOLA_WORDS = re.compile(
    r"^(?:path|authors|updated|template|sort_by|paginate_by|generate_feeds?|in_search_index|\[taxonomies\]|\[extra\])",
    re.MULTILINE,
)


def recognise(tree: Tree) -> Generator:
    """The generator whose settings, folders or heads this folder shows."""
    return GENERATORS[kind_of(tree)](tree)


def kind_of(tree: Tree) -> str:
    """The name of the generator that this folder was written for, `plain` when nothing tells."""
    files = tree.files
    if any(name in files for name in ELEVENTY_SETTINGS) or "@11ty/eleventy" in tree.text("package.json"):
        return "eleventy"
    if "pelicanconf.py" in files:
        return "pelican"
    if any(re.fullmatch(r"docusaurus\.config\.\w+", name) for name in files):
        return "docusaurus"
    if tree.has_folder("source/_posts") or "scaffolds/post.md" in files:
        return "hexo"
    if "_config.yml" in files or "_config.yaml" in files or _has_posts_folder(tree):
        return "jekyll"
    if any(
        re.fullmatch(r"(?:astro|gatsby-config|next|nuxt|svelte|vite|remix)(?:\.config)?\.\w+", name) for name in files
    ):
        return "plain"
    return _by_heads(tree)


def _has_posts_folder(tree: Tree) -> bool:
    return tree.root.resolve().name == "_posts" or any(folder.rpartition("/")[2] == "_posts" for folder in tree.folders)


def _by_heads(tree: Tree) -> str:
    settings = settings_named(tree, "config") | settings_named(tree, "zola")
    if "base_url" in settings or "zola.toml" in tree.files:
        return "zola"
    if any(settings_named(tree, name) for name in ("hugo", "config", "config/_default/hugo", "config/_default/config")):
        return "hugo"
    names = [name for name in tree.files if is_document(name)]
    if tree_has_plain_heads(tree, names):
        return "pelican"
    heads = [text for name in names[:40] if (text := tree.text(name)[:1500]).startswith(("+++", "---", "{"))]
    toml = [text for text in heads if text.startswith("+++")]
    # Zola knows heads in TOML only, more or less; Hugo takes all kinds, and most of its sites are in YAML.
    if len(toml) * 2 > len(heads) and sum(_is_zola(text) for text in toml) * 2 > len(toml):
        return "zola"
    if toml or any(name.rpartition("/")[2] == "_index.md" for name in names):
        return "hugo"
    return "plain"


def _is_zola(text: str) -> bool:
    return bool(ZOLA_WORDS.search(text.split("\n+++")[0]))
