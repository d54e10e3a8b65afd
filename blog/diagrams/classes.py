"""Which class names of Mermaid's pictures the site's style sheet knows, and the kinds of diagram that it can dress."""

from __future__ import annotations

import re
from collections.abc import Iterator

KINDS = {
    "flowchart": "Flowchart",
    "sequence": "Sequence diagram",
    "stateDiagram": "State diagram",
    "class": "Class diagram",
    "er": "Entity relationship diagram",
    "gantt": "Gantt chart",
    "pie": "Pie chart",
    "mindmap": "Mind map",
    "timeline": "Timeline",
    "gitGraph": "Commit graph",
    "journey": "User journey",
    "xychart": "Chart",
    "quadrantChart": "Quadrant chart",
    "block": "Block diagram",
    "requirement": "Requirement diagram",
}

#: In words, since as a list they would be a page.
_NAMES = """
    activation active activeCrit actor actor-line actor-man aggregation arrow arrowMarkerPath attribute-comment
    attribute-keys attribute-name attribute-type axis-line axisl-line background bar-plot branch branch-label
    branchLabelBkg cluster commit commit-highlight-inner commit-highlight-outer commit-label commit-label-bkg
    commit-merge commit-reverse composition crit cross data-point dependency divider domain done doneCrit edge
    edge-pattern-dashed edge-pattern-dotted edge-thickness-invisible edge-thickness-thick edgeLabel extension face
    flowchart-link fork-join grid inner label label-container label-group label-type labelBox legend line-plot
    lineWrapper lollipop loopLine marker messageLine milestone mouth node node-bkg node-line note note-cluster
    note-edge noteText oneOrMore onlyOne outer outer-path pieCircle pieOuterCircle pieTitleText plot quadrant relation
    relationshipLine row-rect-even row-rect-odd section section-edge section-root section-type sectionTitle
    sequenceNumber state-end state-start statediagram-cluster statediagram-note statediagram-state tag-hole tag-label
    tag-label-bkg task task-line task-type taskText tick ticks timeline-node titleText transition zeroOrMore zeroOrOne
    """
KNOWN = frozenset(_NAMES.split())
#: Names whose number says which of several colours they have; and what is added to it, since these begin at -1.
SERIES = {
    "section": 1, "section-edge": 1, "node-line": 1, "branch": 0, "commit": 0, "arrow": 0, "label": 0, "actor": 0,
    "section-type": 0, "task-type": 0, "bar-plot": 0, "line-plot": 0,
}  # fmt: skip
COLOURS = 8
NAME = re.compile(r"([A-Za-z][A-Za-z-]*?)(?:(-?-?)(\d+))?")


def kind_of(description: str) -> str | None:
    """What a diagram is called in words, by what Mermaid calls it; None for a kind that is not dressed."""
    return next((words for name, words in KINDS.items() if description.removesuffix("-v2").startswith(name)), None)


def renamed(names: str) -> Iterator[str]:
    """Our class names for Mermaid's, the unknown left out: an author may choose any, also one of the site's own."""
    for name in names.split():
        match = NAME.fullmatch(name)
        if match and match[1] in KNOWN:
            yield f"m-{match[1]}"
            if match[3] and match[1] in SERIES:
                number = -int(match[3]) if match[2] == "--" else int(match[3])
                yield colour(number + SERIES[match[1]])


def colour(number: int) -> str:
    """The class of the colour with this number; after the last one they begin again."""
    return f"m-s{number % COLOURS}"
