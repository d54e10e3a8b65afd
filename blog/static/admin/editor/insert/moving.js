// Blocks as wholes: moved by Alt and an arrow, duplicated, deleted. A block is what stands right in the text, in a
// column, in a callout or in a gallery; what must not be empty goes together with what holds it.
import { Extension, pm } from "../../../vendor/editor.js";

const { Fragment } = pm.model;
const { NodeSelection, Selection, TextSelection } = pm.state;
const PARTS = new Set(["column", "footnote", "footnotes", "tableCell", "tableHeader", "tableRow"]);

// Where the block at the selection begins, or null where there is none to move.
export function blockAt(state) {
  const { selection } = state;
  if (selection instanceof NodeSelection && selection.node.isBlock && !PARTS.has(selection.node.type.name)) return selection.from;
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (!PARTS.has($from.node(depth).type.name) && movable($from.node(depth - 1))) return $from.before(depth);
  }
  return null;
}

function movable(parent) {
  return ["doc", "column", "callout", "details", "blockquote", "gallery", "listItem", "taskItem",
    "bulletList", "orderedList", "taskList"].includes(parent.type.name);
}

export function moveBlock(state, dispatch, step, at = blockAt(state)) {
  if (at === null) return false;
  const $at = state.doc.resolve(at);
  const place = $at.index();
  const other = $at.parent.maybeChild(place + step);
  // The footnotes stay at the end; a paragraph stays first in its item.
  if (!other || other.type.name === "footnotes") return false;
  const node = $at.parent.child(place);
  const start = step < 0 ? at - other.nodeSize : at;
  const pair = step < 0 ? [node, other] : [other, node];
  if (!$at.parent.canReplace(Math.min(place, place + step), Math.max(place, place + step) + 1, Fragment.from(pair))) return false;
  if (dispatch) {
    const { selection } = state;
    const tr = state.tr.replaceWith(start, start + node.nodeSize + other.nodeSize, pair);
    const now = step < 0 ? start : start + other.nodeSize;
    if (selection instanceof NodeSelection || selection.from < at || selection.to > at + node.nodeSize) {
      tr.setSelection(NodeSelection.create(tr.doc, now));
    } else {
      tr.setSelection(TextSelection.create(tr.doc, selection.anchor - at + now, selection.head - at + now));
    }
    dispatch(tr.scrollIntoView());
  }
  return true;
}

export function duplicateBlock(state, dispatch, at = blockAt(state)) {
  if (at === null) return false;
  const node = state.doc.nodeAt(at);
  const $at = state.doc.resolve(at);
  const copy = Fragment.from(withoutNames(node));
  if (!$at.parent.canReplace($at.index() + 1, $at.index() + 1, copy)) return false;
  if (dispatch) {
    const end = at + node.nodeSize;
    const tr = state.tr.insert(end, copy);
    if (NodeSelection.isSelectable(node)) tr.setSelection(NodeSelection.create(tr.doc, end));
    dispatch(tr.scrollIntoView());
  }
  return true;
}

// A heading keeps its anchor for itself.
function withoutNames(node) {
  return node.type.name === "heading" ? node.type.create({ ...node.attrs, id: null }, node.content, node.marks) : node;
}

export function deleteBlock(state, dispatch, at = blockAt(state)) {
  if (at === null) return false;
  let $at = state.doc.resolve(at);
  let size = state.doc.nodeAt(at).nodeSize;
  while ($at.depth && $at.parent.childCount === 1) {
    size = $at.parent.nodeSize;
    $at = state.doc.resolve($at.before());
  }
  if (!dispatch) return true;
  const alone = !$at.depth && $at.parent.childCount === (($at.parent.lastChild.type.name === "footnotes") ? 2 : 1);
  const tr = alone ? state.tr.replaceWith($at.pos, $at.pos + size, state.schema.nodes.paragraph.create())
    : state.tr.delete($at.pos, $at.pos + size);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min($at.pos, tr.doc.content.size))));
  dispatch(tr.scrollIntoView());
  return true;
}

export const BlockKeys = Extension.create({
  name: "blockKeys",
  priority: 3000,
  addKeyboardShortcuts() {
    const run = (command, ...given) => () => command(this.editor.state, this.editor.view.dispatch, ...given);
    return {
      "Alt-ArrowUp": run(moveBlock, -1),
      "Alt-ArrowDown": run(moveBlock, 1),
      "Mod-Shift-d": run(duplicateBlock),
      "Mod-Shift-Backspace": run(deleteBlock),
    };
  },
});
