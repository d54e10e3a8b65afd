// How blocks look that are more than text: a frame with its name, what it is about, and a way to take it out.
// They are what there is for a block until somebody brings a view of its own.
import { icon, made } from "./made.js";

const NAMES = {
  image: "Picture", gallery: "Gallery", callout: "Callout", embed: "Embedded page", callToAction: "Call to action",
  columns: "Columns", column: "Column", archive: "Archive", form: "Form", diagram: "Diagram", mathBlock: "Formula",
  metrics: "Metrics", facts: "Facts", details: "Details", footnotes: "Footnotes", footnote: "Footnote",
};
const TOLD = ["title", "summary", "label", "caption", "alt", "url", "src", "text", "source", "form", "collection", "kind"];
const BIN = "M5 6.500h10l-.700 10H5.700zM3.500 6.500h13M8 6V3.500h4V6";

export function plainViews({ nodes }) {
  const views = { taskItem };
  for (const { name, group, inline } of nodes) {
    if (NAMES[name]) views[name] = block;
    else if (inline && group === "inline" && name !== "hardBreak") views[name] = chip;
  }
  return views;
}

function block({ node, editor, getPos }) {
  const name = NAMES[node.type.name];
  const about = made("span", { class: "block-about" });
  const bin = made("button", {
    type: "button", class: "icon", "aria-label": `Delete ${name.toLowerCase()}`, title: "Delete",
    onclick: () => remove(editor, getPos),
  }, icon(BIN));
  const head = made("div", { class: "block-head", contenteditable: "false" }, made("strong", {}, name), about, bin);
  const contentDOM = node.type.isLeaf ? null : made("div", { class: "block-content" });
  const dom = made("div", { class: "block", "data-node": node.type.name }, head, contentDOM);
  const show = (shown) => { about.textContent = summary(shown); };
  show(node);
  return {
    dom,
    ...(contentDOM ? { contentDOM } : {}),
    update: (next) => next.type === node.type && (show(next), true),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM?.contains(mutation.target),
    stopEvent: (event) => bin.contains(event.target),
  };
}

function summary({ attrs, type }) {
  if (type.name === "footnote") return attrs.label ?? "";
  if (attrs.items?.length) return attrs.items.map((item) => item.label ?? item.term).join(", ");
  return TOLD.map((name) => attrs[name]).find((value) => typeof value === "string" && value) ?? "";
}

export function remove(editor, getPos) {
  const start = getPos();
  const node = editor.state.doc.nodeAt(start);
  if (!node) return;
  // What must not be empty goes together with what holds it.
  const $place = editor.state.doc.resolve(start);
  const whole = $place.parent.childCount === 1 && $place.depth ? [$place.before(), $place.after()] : [start, start + node.nodeSize];
  editor.chain().focus().deleteRange({ from: whole[0], to: whole[1] }).run();
}

function chip({ node }) {
  const dom = made(node.type.name === "footnoteReference" ? "sup" : "span", { class: "prose-chip", "data-node": node.type.name });
  const show = ({ attrs }) => { dom.textContent = attrs.label ?? attrs.source ?? ""; };
  show(node);
  return { dom, update: (next) => next.type === node.type && (show(next), true) };
}

function taskItem({ node, editor, getPos }) {
  const box = made("input", { type: "checkbox", "aria-label": "Done", contenteditable: "false" });
  const contentDOM = made("div");
  box.checked = node.attrs.checked;
  box.addEventListener("change", () => {
    editor.chain().command(({ tr }) => {
      tr.setNodeAttribute(getPos(), "checked", box.checked);
      return true;
    }).run();
  });
  return {
    dom: made("li", { "data-task": "" }, box, contentDOM),
    contentDOM,
    update: (next) => next.type === node.type && ((box.checked = next.attrs.checked), true),
    ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    stopEvent: (event) => event.target === box,
  };
}
