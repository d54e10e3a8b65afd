"""How large a query may be: measured on its text and its tree, before anything that takes longer looks at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    is_composite_type,
    is_interface_type,
    is_object_type,
)

#: Characters and words (names, signs, values) of a query; long texts belong into its variables.
LONGEST = 100_000
MOST_TOKENS = 5_000
#: Fields that are named anew, in the whole query.
MOST_ALIASES = 100
#: Queries or mutations that one request may hold; each is an operation of its own.
MOST_ROOTS = 30
#: What a field costs that leads to other documents; every other costs 1.
RELATION = 10
INTROSPECTION = ("__schema", "__type")
#: How often one name may be given; what is named the same is compared in pairs.
MOST_NAMESAKES = 300
MOST_DEFINITIONS = {OperationDefinitionNode: 50, FragmentDefinitionNode: 150}
#: About how many there are of what the schema lists, and how many of its parts one request may ask for. What tools ask
#: to know the whole schema is about 500,000.
LENGTHS = {"types": 800, "fields": 12, "inputFields": 12, "args": 3, "enumValues": 4, "possibleTypes": 4}
MOST_DESCRIBED = 1_000_000


@dataclass(frozen=True)
class Bounds:
    """What the settings allow."""

    depth: int
    cost: int


@dataclass(frozen=True)
class Size:
    """How many levels, at what cost."""

    depth: int = 0
    cost: int = 0


def check(schema: GraphQLSchema, document: DocumentNode, bounds: Bounds) -> None:
    """Raises GraphQLError for a query that is too large, or goes in a circle."""
    count_repeats(document)
    measure = _Measure(schema, document, bounds)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            root = schema.get_root_type(definition.operation)
            if measure.count_roots(definition.selection_set, set()) > MOST_ROOTS:
                raise GraphQLError(f"A request may hold {MOST_ROOTS} queries or mutations.", definition)
            measure.refuse(measure.of(definition.selection_set, root, 0), definition)


def count_repeats(document: DocumentNode) -> None:
    """Raises GraphQLError for so many of the same that to compare each with each takes long."""
    for kind, most in MOST_DEFINITIONS.items():
        if sum(isinstance(definition, kind) for definition in document.definitions) > most:
            raise GraphQLError(f"A request may have {most} operations or fragments.")
    names: Counter[str] = Counter()
    stack = [getattr(definition, "selection_set", None) for definition in document.definitions]
    while stack:
        selections = stack.pop()
        for node in selections.selections if selections else ():
            stack.append(getattr(node, "selection_set", None))
            if isinstance(node, FieldNode):
                name = (node.alias or node.name).value
                names[name] += 1
                if names[name] > MOST_NAMESAKES:
                    raise GraphQLError(f"A query may name {MOST_NAMESAKES} fields the same.", node)


class _Measure:
    """One walk over a document; each fragment is measured once, however often it is spread."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, bounds: Bounds) -> None:
        self.schema, self.bounds = schema, bounds
        self.fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self.sizes: dict[str, Size] = {}
        self.open: set[str] = set()
        self.aliases = self.described = 0
        self.weights: dict[str, int] = {}

    def refuse(self, size: Size, node: Any) -> None:
        """Raises GraphQLError for what is over the bounds."""
        if size.depth > self.bounds.depth:
            raise GraphQLError(f"This query is nested too deeply: {self.bounds.depth} levels are allowed.", node)
        if size.cost > self.bounds.cost:
            raise GraphQLError(
                f"This query asks for too much: it costs more than {self.bounds.cost}, at 1 for a field and"
                f" {RELATION} for related documents.",
                node,
            )

    def of(self, selections: SelectionSetNode | None, type_: Any, level: int) -> Size:
        """The size of a selection in a type."""
        depth = cost = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                size = self._field(node, type_, level)
            elif isinstance(node, FragmentSpreadNode):
                size = self._fragment(node, level)
            else:
                condition = node.type_condition
                inner = self.schema.get_type(condition.name.value) if condition else type_
                size = self.of(node.selection_set, inner, level)
            depth, cost = max(depth, size.depth), cost + size.cost
            self.refuse(Size(level + depth, cost), node)
        return Size(depth, cost)

    def _field(self, node: FieldNode, type_: Any, level: int) -> Size:
        if node.alias:
            self.aliases += 1
            if self.aliases > MOST_ALIASES:
                raise GraphQLError(f"A query may rename {MOST_ALIASES} fields.", node)
        known = is_object_type(type_) or is_interface_type(type_)
        field = type_.fields.get(node.name.value) if known else None
        target = get_named_type(field.type) if field else None
        if node.name.value in INTROSPECTION or (target is not None and target.name.startswith("__")):
            return self._introspection(node)
        inside = self.of(node.selection_set, target, level + 1)
        leads = target is not None and is_composite_type(target) and not self._is_nested(target)
        return Size(1 + inside.depth, (RELATION if leads else 1) + inside.cost)

    def _introspection(self, node: FieldNode) -> Size:
        """What is asked about the schema, at the length its lists about have. Its depth has a rule of its own."""
        self.described += self._weight(node.selection_set)
        if self.described > MOST_DESCRIBED:
            raise GraphQLError("This asks for more of the schema than there is. Ask for each part once.", node)
        return Size(1, 1)

    def _weight(self, selections: SelectionSetNode | None) -> int:
        total = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                inside = 0 if node.name.value == "ofType" else self._weight(node.selection_set)
                total += LENGTHS.get(node.name.value, 1) * (1 + inside)
            elif isinstance(node, FragmentSpreadNode):
                total += self._weight_of_fragment(node)
            else:
                total += self._weight(node.selection_set)
        return total

    def _weight_of_fragment(self, node: FragmentSpreadNode) -> int:
        name = node.name.value
        if name in self.open:
            raise GraphQLError(f"The fragment {name} goes in a circle.", node)
        if name not in self.weights:
            self.open.add(name)
            self.weights[name] = self._weight(getattr(self.fragments.get(name), "selection_set", None))
            self.open.discard(name)
        return self.weights[name]

    def _is_nested(self, target: Any) -> bool:
        """Whether a type is a part of a document, and no document or list of them."""
        return "id" not in getattr(target, "fields", {"id": 0}) and "docs" not in getattr(target, "fields", {})

    def _fragment(self, node: FragmentSpreadNode, level: int) -> Size:
        name = node.name.value
        if name in self.open:
            raise GraphQLError(f"The fragment {name} goes in a circle.", node)
        fragment = self.fragments.get(name)
        if fragment is None:
            return Size()
        if name not in self.sizes:
            self.open.add(name)
            inner = self.schema.get_type(fragment.type_condition.name.value)
            self.sizes[name] = self.of(fragment.selection_set, inner, level)
            self.open.discard(name)
        return self.sizes[name]

    def count_roots(self, selections: SelectionSetNode, seen: set[str]) -> int:
        """How many fields a whole operation has at its top; stops where there are too many."""
        total = 0
        for inner in self._insides(selections, seen):
            total += 1 if isinstance(inner, FieldNode) else self.count_roots(inner, seen)
            if total > MOST_ROOTS:
                break
        return total

    def _insides(self, selections: SelectionSetNode, seen: set[str]) -> Iterator[Any]:
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield node
            elif not isinstance(node, FragmentSpreadNode):
                yield node.selection_set
            elif node.name.value in self.fragments and node.name.value not in seen:
                seen.add(node.name.value)
                yield self.fragments[node.name.value].selection_set
