"""A message as the admin shows it: under the words that its sender read."""

from __future__ import annotations

import pytest

from tests.admin.browser import page
from tests.content.documents import form, make

pytestmark = pytest.mark.sqlite_only

MEALS = [{"label": "Yes, I eat", "value": "yes, please"}, {"label": "Vegan", "value": "vegan"}]
ASKED = {"blockType": "checkboxes", "name": "meals", "label": "Meals", "options": MEALS}


def sent(form_id: str, **answers: str) -> str:
    rows = [{"field": name, "value": value} for name, value in answers.items()]
    return make("form-submissions", form=form_id, submissionData=rows)["id"]


def letter(ada, message: str) -> dict[str, str]:
    shown = page(ada.get(f"/admin/form-submissions/{message}"))
    texts = [
        [each.text_content().strip() for each in shown.xpath(f'//dl[@class="letter"]/{tag}')] for tag in ("dt", "dd")
    ]
    return dict(zip(*texts, strict=True))


def test_several_choices_are_shown_by_their_labels(ada) -> None:
    message = sent(form(ASKED)["id"], meals="vegan, yes, please")
    assert letter(ada, message) == {"Meals": "Vegan, Yes, I eat"}
