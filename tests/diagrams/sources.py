"""One Mermaid source of every kind that is drawn, with a word of it that must be in the picture."""

from __future__ import annotations

KINDS = {
    "Flowchart": ("flowchart LR\n A[Tide gauge] -->|reads| B[(Store)]\n style B fill:#f96", "Tide gauge"),
    "Sequence diagram": ("sequenceDiagram\n actor R as Reader\n R->>C: asks\n C-->>R: answers", "Reader"),
    "State diagram": ("stateDiagram-v2\n [*] --> Draft\n Draft --> Public: publish", "publish"),
    "Class diagram": ("classDiagram\n class Post {\n +String title\n }\n Record <|-- Post", "+String title"),
    "Entity relationship diagram": ("erDiagram\n AUTHOR ||--o{ POST : writes\n POST {\n uuid id PK\n }", "AUTHOR"),
    "Gantt chart": ("gantt\n dateFormat YYYY-MM-DD\n section Mend\n Solder :a, 2026-01-05, 3d", "Solder"),
    "Pie chart": ('pie title Hours\n "Reading" : 3\n "Writing" : 1', "Reading"),
    "Mind map": ("mindmap\n  root((Tides))\n    Moon\n    Sun", "Moon"),
    "Timeline": ("timeline\n title Boards\n 2019 : First board", "First board"),
    "Commit graph": ('gitGraph\n commit id: "one"\n branch side\n commit tag: "v1"', "side"),
    "User journey": ("journey\n title Morning\n section Arrive\n Open the page: 5: Reader", "Open the page"),
    "Chart": ("xychart-beta\n x-axis [jan, feb]\n bar [30, 60]", "feb"),
    "Quadrant chart": ("quadrantChart\n x-axis Low --> High\n A: [0.3, 0.6]", "High"),
    "Block diagram": ("block-beta\n columns 2\n left right", "left"),
    "Requirement diagram": (
        "requirementDiagram\n requirement calm {\n id: 1\n text: slow\n risk: low\n verifymethod: test\n }",
        "calm",
    ),
}

HOSTILE = {
    "script": 'flowchart TD\n A["<script>alert(1)</script><img src=x onerror=alert(2)>"]-->B["<foreignObject>hi"]',
    "link": 'flowchart TD\n A-->B\n click A href "javascript:alert(1)" _blank\n click B call run()',
    "link under way": "sequenceDiagram\n participant A\n link A: Home @ javascript:alert(1)\n A->>A: x",
    "style": "flowchart TD\n A-->B\n style A fill:red,stroke:red,background:red",
    "class": "flowchart TD\n A:::sheet-->B:::hush\n classDef sheet fill:#f00\n classDef hush opacity:0",
    "settings": '%%{init: {"theme":"base","themeCSS":"} *{background:url(//example.org/x)} @import url(//example.org)",'
    '"themeVariables":{"fontFamily":"x\\"}</style><script>alert(1)</script>"},"securityLevel":"loose"}}%%\n'
    "flowchart TD\n A-->B",
    "front matter": "---\ntitle: </svg><script>alert(1)</script>\nconfig: {look: neo}\n---\nflowchart TD\n A-->B",
    "controls": "flowchart TD\n A[a\x00\x01\x0b\ud800b\ue000] --> B",
    "signs": 'flowchart TD\n A["漢字 🐙 &amp; <i>"] --> B["مرحبا"] --> C["שלום"]',
}

BROKEN = {
    "nothing known": "this is no diagram",
    "a mistake": "flowchart TD\n A --> --> B [[[",
    "too long": "flowchart TD\n" + " A --> B\n" * 3_000,
    "too deep": "flowchart TD\n" + "".join(f"subgraph s{i}\n" for i in range(400)) + "a-->b\n" + "end\n" * 400,
    "too dense": "flowchart TD\n"
    + "\n".join(f"a{i} & b{i} & c{i} --> a{i + 1} & b{i + 2} & c{i + 5}" for i in range(90)),
    "too wide": "flowchart LR\n" + "\n".join(f"n{i} --> n{i + 1}" for i in range(400)),
    "not dressed": "sankey-beta\n\nA,B,10\n",
    "empty": "",
}
