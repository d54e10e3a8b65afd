// How a block with a form of its own stands in the text: its name, what can be done to it, and how readers see it.
import { pm } from "../../../vendor/editor.js";
import { icon, keys, made } from "../made.js";
import { deleteBlock, duplicateBlock, moveBlock } from "./moving.js";

const { NodeSelection, Selection } = pm.state;
const SIGNS = {
  edit: "M4 16l1-4 8.500-8.500 3 3L8 15zM12 5l3 3",
  up: "M10 16V5M5 9.500L10 4.500l5 5",
  down: "M10 4v11M5 10.500l5 5 5-5",
  copy: "M7 7h9v9H7zM4 13V4h9",
  bin: "M5 6.500h10l-.700 10H5.700zM3.500 6.500h13M8 6V3.500h4V6",
};

const HINTS = { edit: "Mod-Enter", up: "Alt-↑", down: "Alt-↓", copy: "Mod-Shift-D" };

// Makes a node view. `about.face(node, context)` gives what is shown; `about.edit(context)` opens the form.
export const framed = (about) => ({ node, editor, getPos, view }) => {
  const name = about.title.toLowerCase();
  const context = {
    get node() { return node; },
    editor, getPos,
    set: (attrs) => setAttributes(editor, getPos, attrs),
    redraw: () => draw(),
  };
  const does = (label, sign, run) => made("button", {
    type: "button", class: "icon", title: HINTS[sign] ? `${label} (${keys(HINTS[sign])})` : label, "aria-label": `${label} (${name})`, onclick: run,
  }, icon(SIGNS[sign]));
  const moves = (command, ...given) => () => {
    command(editor.state, view.dispatch, ...given, getPos());
    view.focus();
  };
  const told = made("span", { class: "block-about" });
  const tools = made("span", { class: "block-tools" },
    about.edit && does("Edit", "edit", () => about.edit(context)), about.inHead?.(context),
    does("Move up", "up", moves(moveBlock, -1)), does("Move down", "down", moves(moveBlock, 1)),
    does("Duplicate", "copy", moves(duplicateBlock)), does("Delete", "bin", moves(deleteBlock)));
  const head = made("div", { class: "block-head", contenteditable: "false" }, made("strong", {}, about.title), told, tools);
  const face = made("div", { class: "block-face", contenteditable: "false" });
  const contentDOM = node.type.isLeaf ? null : made("div", { class: "block-content" });
  const dom = made("div", { class: "block framed-block", "data-node": node.type.name }, head, face, contentDOM);

  function draw() {
    told.textContent = about.told?.(node) ?? "";
    for (const each of about.marked ?? []) dom.dataset[each] = node.attrs[each] ?? "";
    const shown = about.face?.(node, context) ?? null;
    face.replaceChildren(...[shown].flat().filter(Boolean));
    face.hidden = !face.childNodes.length;
  }

  head.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    backToText(editor, getPos);
  });
  if (about.edit) face.addEventListener("dblclick", () => about.edit(context));
  face.addEventListener("click", (event) => {
    if (!event.target.closest("button, input, select, textarea, a")) select(view, getPos());
  });
  draw();
  return {
    dom,
    ...(contentDOM ? { contentDOM } : {}),
    update(next) {
      if (next.type !== node.type) return false;
      const same = JSON.stringify(next.attrs) === JSON.stringify(node.attrs);
      node = next;
      if (!same) draw();
      about.updated?.(context);
      return true;
    },
    selectNode() { dom.classList.add("ProseMirror-selectednode"); },
    deselectNode() { dom.classList.remove("ProseMirror-selectednode"); },
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM?.contains(mutation.target),
    stopEvent: (event) => !event.type.startsWith("drag") && event.type !== "drop"
      && event.target !== dom && (head.contains(event.target) || face.contains(event.target)) && event.type !== "mousedown",
    open: about.edit ? () => about.edit(context) : null,
  };
};

export function select(view, at) {
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
  view.focus();
}

export function backToText(editor, getPos) {
  const at = getPos();
  const node = editor.state.doc.nodeAt(at);
  const { tr, doc } = editor.state;
  const selection = node.isLeaf ? NodeSelection.create(doc, at) : Selection.near(doc.resolve(at + 1));
  editor.view.dispatch(tr.setSelection(selection));
  editor.view.focus();
}

export function setAttributes(editor, getPos, attrs) {
  const at = getPos();
  const { tr } = editor.state;
  for (const [name, value] of Object.entries(attrs)) tr.setNodeAttribute(at, name, value);
  if (tr.doc.nodeAt(at).isLeaf) tr.setSelection(NodeSelection.create(tr.doc, at));
  editor.view.dispatch(tr);
}
