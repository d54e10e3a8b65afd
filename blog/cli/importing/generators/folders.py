"""Generators that leave addresses to their own code (Astro, Gatsby, Docusaurus and others), as far as folders tell."""

from __future__ import annotations

from blog.cli.importing.entries import Document, Entry
from blog.cli.importing.generators.generator import DATED_NAME, POST_FOLDERS, Generator, in_post_folder


class Folders(Generator):
    """Markdown in folders: what lies in a folder named like a blog is a post."""

    def is_page(self, entry: Entry) -> bool | None:
        inner = self.inside(entry.name)
        whole = (self.content + inner).strip("/")
        if in_post_folder(whole) or in_post_folder(self.tree.root.name + "/" + inner):
            return entry.is_section or (entry.is_index and self.place(entry).lower() in POST_FOLDERS | {""})
        return None

    def addresses(self, document: Document) -> list[str]:
        found = super().addresses(document)
        place = self.place(document.entry)
        folder, _, last = place.rpartition("/")
        if folder.split("/")[0] in POST_FOLDERS:
            # Gatsby's starter leaves the folder of the posts out of the address.
            found.append("/" + place.partition("/")[2])
        if dated := DATED_NAME.match(last):
            year, month, day, rest = dated.groups()
            found += [f"/{folder}/{year}/{month}/{day}/{rest}", f"/{folder}/{rest}"]
        return found


class Docusaurus(Folders):
    name = "docusaurus"
    content_folders = ("blog",)

    def is_page(self, entry: Entry) -> bool | None:
        return False if entry.name.startswith("blog/") else super().is_page(entry)

    def addresses(self, document: Document) -> list[str]:
        return [f"/blog{path}" for path in super().addresses(document)]
