// The headings of a text as a list to jump by.
import { made } from "./made.js";

export class Outline {
  constructor(editor) {
    this.editor = editor;
    this.list = made("ul", { class: "plain" });
    this.element = made("nav", { class: "prose-outline", "aria-label": "Headings of this text", hidden: true }, this.list);
    this.shown = "";
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.close();
      editor.commands.focus();
    });
  }

  get isOpen() {
    return !this.element.hidden;
  }

  toggle() {
    this.element.hidden = this.isOpen;
    this.refresh();
    if (this.isOpen) this.list.querySelector("button")?.focus();
  }

  close() {
    this.element.hidden = true;
  }

  refresh() {
    if (!this.isOpen) return;
    const found = [];
    this.editor.state.doc.descendants((node) => {
      if (node.type.name === "heading") found.push({ level: node.attrs.level, words: node.textContent });
      return !node.isTextblock;
    });
    const told = JSON.stringify(found);
    if (told === this.shown) return;
    this.shown = told;
    this.list.replaceChildren(...found.map(({ level, words }, place) => made("li", { class: `level-${level}` },
      made("button", { type: "button", onclick: () => this.jump(place) }, words || "Heading without words"))));
    if (!found.length) this.list.append(made("li", { class: "help" }, "No headings yet. Type ## and a space to begin one."));
  }

  jump(place) {
    let at = null;
    let count = 0;
    this.editor.state.doc.descendants((node, position) => {
      if (node.type.name === "heading" && count++ === place) at = position;
      return at === null && !node.isTextblock;
    });
    if (at === null) return;
    this.close();
    this.editor.chain().setTextSelection(at + 1).focus(undefined, { scrollIntoView: false }).run();
    this.editor.view.nodeDOM(at)?.scrollIntoView({ block: "start" });
  }
}
