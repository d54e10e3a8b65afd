// What an editor is put together from: the schema, how its blocks look, keys, menus, and whatever was brought along.
import { Dropcursor, Extension, Gapcursor, History, Placeholder } from "../../vendor/editor.js";
import { Below } from "./below.js";
import { codeView } from "./code.js";
import { ENTRIES } from "./commands.js";
import { fromSchema } from "./schema.js";
import { slashMenu } from "./slash.js";
import { plainViews } from "./views.js";

export function assembled({ schema, languages }, brought, outside) {
  const views = { ...plainViews(schema), codeBlock: codeView(languages), ...brought.nodeViews };
  return [
    ...fromSchema(schema, views),
    History, Gapcursor, Dropcursor.configure({ color: false, class: "drop-cursor" }),
    Placeholder.configure({
      placeholder: ({ node, editor }) => (node.type.name === "heading" ? "Heading"
        : node.type.name === "paragraph" && editor.isEmpty ? (outside.isSmall ? "Write" : "Write, or press / for a block") : ""),
      showOnlyCurrent: true,
    }),
    ...(outside.isSmall ? [] : [slashMenu([...ENTRIES, ...brought.slash], outside)]),
    ownKeys(outside),
    Below,
    ...brought.extensions,
  ];
}

function ownKeys(outside) {
  return Extension.create({
    name: "ownKeys",
    priority: 4000,
    addKeyboardShortcuts() {
      return {
        "Mod-/": () => outside.openSheet(),
        "Mod-Shift-f": () => outside.toggleFull(),
        "Alt-F10": () => outside.focusToolbar(),
        // Escape lets go of the keyboard: the next Tab goes on to the next field, whatever it would do here.
        Escape: () => outside.letGo(),
        "Mod-Alt-0": () => this.editor.commands.setParagraph(),
      };
    },
  });
}
