"""The addresses of a collection's list: the list, what a person keeps of it, a file of it, and steps for many."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from flask_admin import expose

from blog.admin.choices import Choice, look
from blog.admin.identity import actor
from blog.admin.lists import bulk, checking, exports
from blog.admin.lists.columns import choosable, columns_of, known_columns
from blog.admin.lists.filters import NONE, RELATED, Filter, filters_of
from blog.admin.lists.listing import PER_PAGE, ask, listing
from blog.admin.lists.questions import Question
from blog.clock import now
from blog.content import list_views
from blog.content.people import names_of
from blog.content.registry import registry
from blog.errors import Invalid, NotFound

View = dict[str, Any]


class ListPages:
    """What the admin shows of a collection's list; the class that mixes it in says what is particular."""

    collection: Any
    list_template = "admin/list.html"
    per_page = PER_PAGE

    def narrowing(self) -> dict[str, Any] | None:
        """A condition on the list besides what its filters say."""
        return None

    def list_fields(self) -> tuple[str, ...]:
        """What the list's template reads besides the columns."""
        return ()

    def around(self, question: Question) -> dict[str, Any]:  # noqa: ARG002
        """What the list's template shows besides the list."""
        return {}

    @expose("/")
    def index(self: Any) -> Response:
        return self.show_list()

    def show_list(self: Any, status: int = 200, said: str = "") -> Response:
        """The list that the address asks for, or the view that the person wants to see first."""
        views = list_views.find_views(self.collection.slug, actor=actor())
        question = self.question(views)
        chosen = _columns(views, question.view)
        found = listing(
            self.collection, question, actor(), more=self.narrowing(), select=self.list_fields(), columns=chosen,
            per_page=self.per_page,
        )  # fmt: skip
        related = [each for each in filters_of(self.collection, actor()) if each.kind == RELATED]
        is_open = question.panel == "filter"
        return self.answer(
            self.list_template,
            status,
            found=found,
            question=question,
            said=said,
            views=[view for view in views if view["name"]],
            steps=bulk.steps_of(self.collection, actor(), trash=question.status == "trash"),
            most=bulk.MOST,
            active=[(each, _said(each, question)) for each in question.chosen(self.collection, actor())],
            filters=filters_of(self.collection, actor()) if is_open else [],
            offered={each.field.name: _offer(each, question) for each in related} if is_open else {},
            choosable=choosable(self.collection, actor()) if question.panel == "columns" else [],
            **self.around(question),
        )

    def question(self: Any, views: list[View]) -> Question:
        """What the address asks for. One that only names a view asks what the view does, and an empty one what the
        person's first view does."""
        named = next((v for v in views if v["name"] and v["id"] == request.args.get("view")), None)
        first = next((v for v in views if v["first"]), None) if not request.args else None
        asked = {**request.args}
        if first:
            asked = first["asked"] | {"view": first["id"]}
        elif named and asked.keys() <= {"view", "panel"}:
            asked = named["asked"] | asked
        return Question.of(self.collection, asked, actor())

    @expose("/columns", methods=("POST",))
    def choose_columns(self: Any) -> Response:
        chosen = known_columns(self.collection, request.form.getlist("column"), actor())
        if request.form.get("_do") == "usual":
            chosen = []
        views = list_views.find_views(self.collection.slug, actor=actor())
        question = self.question(views)
        view = next((view for view in views if view["name"] and view["id"] == question.view), None)
        if view:
            kept = {"asked": view["asked"], "columns": chosen, "first": view["first"]}
            list_views.keep_view(self.collection.slug, view["name"], actor=actor(), **kept)
        else:
            list_views.keep_columns(self.collection.slug, chosen, actor=actor())
        return self.back_to_list(question.address(), "These are your columns now.")

    @expose("/views", methods=("POST",))
    def keep_view(self: Any) -> Response:
        slug = self.collection.slug
        question, views = self.question([]), list_views.find_views(self.collection.slug, actor=actor())
        columns = [column.name for column in columns_of(self.collection, _columns(views, question.view), actor())]
        kept = {"asked": question.asked(), "columns": columns, "first": "first" in request.form}
        try:
            id_ = list_views.keep_view(slug, request.form.get("name", ""), actor=actor(), **kept)
        except Invalid as error:
            return self.show_list(422, error.problems[0].message)
        return self.back_to_list(question.address(view=id_), "This view is kept.")

    @expose("/views/<uuid:id>/<any(first, usual, delete):what>", methods=("POST",))
    def change_view(self: Any, id: Any, what: str) -> Response:
        if what == "delete":
            list_views.forget_view(self.collection.slug, str(id), actor=actor())
            return self.back_to_list("?all=1", "The view is gone; the documents are not.")
        list_views.choose_first(self.collection.slug, str(id), actor=actor(), first=what == "first")
        said = "This view comes first from now on." if what == "first" else "The whole list comes first again."
        return self.back_to_list(f"?view={id}&panel=views", said)

    @expose("/export.<any(csv, json):kind>")
    def export(self: Any, kind: str) -> Response:
        views = list_views.find_views(self.collection.slug, actor=actor())
        question, who = self.question([]), actor()
        columns = columns_of(self.collection, _columns(views, question.view), who)
        asked = ask(self.collection, question, who, self.narrowing())
        write = exports.as_csv if kind == "csv" else exports.as_json
        app = current_app._get_current_object()  # type: ignore[attr-defined]
        parts = exports.streamed(app, write(self.collection, asked, columns, who))
        response = Response(parts, content_type=exports.TYPES[kind])
        response.headers["Content-Disposition"] = f"attachment; filename={self.collection.slug}-{now():%F}.{kind}"
        return response

    @expose("/bulk", methods=("POST",))
    def confirm_step(self: Any) -> Response:
        """Say what is about to happen, and to how many."""
        step, question = self._step(), self.question([])
        ids, whole = self._ids(), None
        if request.form.get("all"):
            asked = ask(self.collection, question, actor(), self.narrowing())
            ids = bulk.selected(self.collection, asked, actor())
            whole = listing(self.collection, question, actor(), more=self.narrowing()).total
        docs = list(bulk.read(self.collection, ids, actor()))
        if not docs:
            return self.back_to_list(question.address(), "Select something first, then choose what to do with it.")
        return self._ask(step, docs, question, whole)

    @expose("/bulk/do", methods=("POST",))
    def take_step(self: Any) -> Response:
        """Do it, and tell what became of each."""
        step, question, value = self._step(), self.question([]), request.form.get("value", "")
        docs = list(bulk.read(self.collection, self._ids(), actor()))
        name = ""
        if step.field:
            found = look(step.field.targets[0], actor(), where={"id": {"equals": value}}, limit=1) if value else []
            # Whoever may not read accounts may still name their authors, by the names that readers see.
            name = found[0].label if found else names_of([value]).get(value, "")
            if not name:
                return self._ask(step, docs, question, None, 422, "Choose one first.")
        elif step.asks:
            name = value = value.strip()
            if not step.accepts(value):
                return self._ask(step, docs, question, None, 422, step.refusal)
        outcome = bulk.take(self.collection, step, docs, value, actor())
        reverse = next((s for s in self._steps() if s.name == step.reverse), None)
        return self.answer(
            "admin/bulk_done.html", step=step, outcome=outcome, question=question, name=name, value=value,
            reverse=reverse if outcome.undoable else None, title=self.collection.plural,
        )  # fmt: skip

    def _ask(
        self: Any, step: bulk.Step, docs: list[Any], question: Question, whole: int | None, status: int = 200,
        said: str = "",
    ) -> Response:  # fmt: skip
        offered = look(step.field.targets[0], actor(), limit=50) if step.field else []
        warnings = checking.warnings(self.collection, docs, actor()) if step is bulk.PUBLISH else {}
        return self.answer(
            "admin/bulk.html", status, step=step, docs=docs, question=question, whole=whole, offered=offered,
            said=said, title=step.words, edited=sum(doc["edited"] for doc in docs), warnings=warnings,
            named=checking.NAMED,
        )  # fmt: skip

    def _steps(self: Any) -> list[bulk.Step]:
        return bulk.steps_of(self.collection, actor())

    def _step(self: Any) -> bulk.Step:
        """The step that the form names. Raises NotFound; one that the person may not take is refused by the rules."""
        for step in self._steps():
            if step.name == request.form.get("step"):
                return step
        raise NotFound("Choose what is to be done, from what you may do here.")

    def _ids(self: Any) -> list[str]:
        return list(dict.fromkeys(text[:50] for text in request.form.getlist("id")))[: bulk.MOST]

    def back_to_list(self: Any, address: str, said: str) -> Response:
        """On to the list that this address asks for."""
        response = self.go(".index", said)
        response.location = self.get_url(".index") + address
        return response


def _columns(views: list[View], chosen: str) -> list[str]:
    """The columns of the chosen view, else those that the person wants of this list anyway."""
    by_name = {view["id"] if view["name"] else "": view["columns"] for view in views}
    return by_name.get(chosen) or by_name.get("") or []


def _offer(each: Filter, question: Question) -> list[Choice]:
    """The first few documents that a filter can be set to, and the one it is set to."""
    target, chosen = each.field.targets[0], question.filters.get(each.names[0], "")
    offered = look(target, actor())
    known = (
        [Choice(chosen, _said(each, question))] if chosen and chosen not in (NONE, *(c.value for c in offered)) else []
    )
    return known + offered


def _said(each: Filter, question: Question) -> str:
    """What a filter is set to, in words."""
    values = [question.filters.get(name, "") for name in each.names]
    if each.kind != RELATED or values[0] == NONE:
        return each.words(values)
    target = each.field.targets[0]
    if target in registry.collections:
        found = look(target, actor(), where={"id": {"equals": values[0]}}, limit=1)
        return found[0].label if found else names_of(values).get(values[0], "something that is gone")
    return ""
