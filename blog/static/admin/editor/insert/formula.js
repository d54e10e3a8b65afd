// A formula within a line: shown as it is set, changed in a small dialog.
import { made } from "../made.js";
import { openForm } from "./fields.js";
import { setAttributes } from "./frame.js";
import { Preview } from "./preview.js";

const FIELDS = [{ name: "source", label: "LaTeX", longest: 5000, mono: true, required: "Write a formula.", help: "Such as: x^2 + y^2 = r^2" }];

function ask(endpoints, values, submit, done) {
  const preview = new Preview(endpoints, "math");
  openForm({
    title: "Formula in the line", fields: FIELDS, values, submit, done, endpoints,
    extra: { element: preview.element, begin: ([first]) => preview.follow(first.control) },
  });
}

export const formulaView = (endpoints) => ({ node, editor, getPos }) => {
  const dom = made("span", { class: "formula", role: "button", tabindex: "-1" });
  const draw = () => {
    dom.setAttribute("aria-label", `Formula ${node.attrs.source}`);
    dom.replaceChildren(new Preview(endpoints, "math").show(node.attrs.source).shown);
  };
  const open = () => ask(endpoints, node.attrs, ({ source }) => setAttributes(editor, getPos, { source }), "Done");
  dom.addEventListener("dblclick", open);
  draw();
  return {
    dom, open,
    update(next) {
      if (next.type !== node.type) return false;
      const same = next.attrs.source === node.attrs.source;
      node = next;
      if (!same) draw();
      return true;
    },
    ignoreMutation: () => true,
    stopEvent: (event) => event.type === "dblclick",
  };
};

export const formulaEntry = (endpoints) => ({
  title: "Formula in the line", hint: "Set from LaTeX, within a sentence", keywords: "math inline equation latex tex",
  run: (editor) => ask(endpoints, {}, ({ source }) => {
    editor.chain().focus().insertContent({ type: "math", attrs: { source } }).run();
  }, "Insert"),
});
