// A way out of a block that ends the text, such as a table or a callout: room below it, which becomes a paragraph when
// somebody goes there. A paragraph in which nothing is written is taken back, and is never part of what is stored.
import { Extension, pm } from "../../vendor/editor.js";
import { made } from "./made.js";

const { Plugin, PluginKey, TextSelection } = pm.state;
const { Decoration, DecorationSet } = pm.view;
const key = new PluginKey("below");
// What a key leads out of. Whoever is in a task ticks it with the same key.
const LEFT = new Set(["table", "callout", "details", "columns", "blockquote", "codeBlock"]);
// Parts of these stand side by side: whichever one is in, it is the last.
const SIDE_BY_SIDE = new Set(["tableRow", "columns"]);

// What the text holds, without the paragraph that was only offered.
export function written({ state }) {
  const begun = key.getState(state);
  return (begun === null ? state.doc : state.tr.delete(begun, begun + 2).doc).toJSON();
}

function isEmptyAt(doc, at) {
  const node = doc.nodeAt(at);
  return node?.type.name === "paragraph" && !node.content.size;
}

// Where the text ends: before its footnotes, if it has any.
function end(doc) {
  return doc.content.size - (doc.lastChild.type.name === "footnotes" ? doc.lastChild.nodeSize : 0);
}

function hasRoom(doc) {
  const last = doc.resolve(end(doc)).nodeBefore;
  return Boolean(last) && !["paragraph", "heading"].includes(last.type.name);
}

function go(view, at) {
  const { doc, schema, tr } = view.state;
  const $at = doc.resolve(at);
  if (!$at.nodeAfter || !isEmptyAt(doc, at)) {
    if (!$at.parent.canReplaceWith($at.index(), $at.index(), schema.nodes.paragraph)) return false;
    tr.insert(at, schema.nodes.paragraph.create()).setMeta(key, { begun: at }).setMeta("addToHistory", false);
  }
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView());
  view.focus();
  return true;
}

// To the end of the text, in a paragraph of its own where the last block is not one.
export function goBelow(view) {
  return hasRoom(view.state.doc) && go(view, end(view.state.doc));
}

function isAtItsEnd($from) {
  for (let depth = 1; depth < $from.depth; depth += 1) {
    const node = $from.node(depth);
    if (!SIDE_BY_SIDE.has(node.type.name) && $from.index(depth) < node.childCount - 1) return false;
  }
  return $from.depth > 0;
}

function down(view) {
  const { selection, doc } = view.state;
  const { $from, empty } = selection;
  if (!(selection instanceof TextSelection) || !empty || !isAtItsEnd($from)) return false;
  return $from.after(1) === end(doc) && view.endOfTextblock("down") && goBelow(view);
}

function leave(view) {
  const { $from } = view.state.selection;
  if (!(view.state.selection instanceof TextSelection)) return false;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const { name } = $from.node(depth).type;
    if (name === "taskItem") return false;
    if (LEFT.has(name)) return go(view, $from.after(depth));
  }
  return false;
}

export const Below = Extension.create({
  name: "below",
  priority: 3100,
  addKeyboardShortcuts() {
    return { ArrowDown: () => down(this.editor.view), "Mod-Enter": () => leave(this.editor.view) };
  },
  addProseMirrorPlugins() {
    return [new Plugin({
      key,
      state: {
        init: () => null,
        apply(tr, before, _, { doc }) {
          const begun = tr.getMeta(key)?.begun ?? (before === null ? null : tr.mapping.mapResult(before, 1).pos);
          return begun !== null && begun < doc.content.size && isEmptyAt(doc, begun) ? begun : null;
        },
      },
      appendTransaction(_, __, state) {
        const { selection, tr } = state;
        const begun = key.getState(state);
        if (begun === null || (selection.from > begun && selection.to <= begun + 1)) return null;
        return tr.delete(begun, begun + 2).setMeta("addToHistory", false);
      },
      props: {
        decorations: ({ doc }) => (hasRoom(doc) ? DecorationSet.create(doc, [
          Decoration.widget(end(doc), room, { side: 1, ignoreSelection: true, stopEvent: () => true, key: "below" }),
        ]) : null),
        handleDOMEvents: {
          // Below all that is written there is only the text's own ground.
          mousedown(view, event) {
            const isBelow = event.target === view.dom && event.clientY > (view.dom.lastElementChild?.getBoundingClientRect().bottom ?? 0);
            if (event.button || !isBelow || !goBelow(view)) return false;
            event.preventDefault();
            return true;
          },
        },
      },
    })];
  },
});

function room(view) {
  const element = made("p", { class: "prose-below", contenteditable: "false", "aria-hidden": "true" });
  element.addEventListener("mousedown", (event) => {
    if (event.button) return;
    event.preventDefault();
    goBelow(view);
  });
  return element;
}
