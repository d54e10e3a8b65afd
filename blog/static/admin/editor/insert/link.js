// Links: a dialog that finds documents by title while one types, and a line below a link that says where it leads.
import { Extension, getMarkRange, pm } from "../../../vendor/editor.js";
import { made } from "../made.js";
import { addressOf, shown } from "./fields.js";
import { found, named, remember } from "./names.js";
import { DocumentPicker } from "./picker.js";

const { Plugin, PluginKey, TextSelection } = pm.state;

// The link at the selection: its attributes and where it begins and ends.
function linkAt({ selection, schema }) {
  const { $from } = selection;
  const range = getMarkRange($from, schema.marks.link);
  if (!range || selection.to > range.to) return null;
  const mark = (state) => state.marks.find(({ type }) => type === schema.marks.link);
  let attrs = null;
  $from.parent.forEach((node, offset) => {
    const start = $from.start() + offset;
    if (start < range.to && start + node.nodeSize > range.from) attrs ??= mark(node)?.attrs ?? null;
  });
  return attrs && { attrs, ...range };
}

export function openLink(editor, endpoints) {
  const link = linkAt(editor.state);
  const { from, to, empty } = link ?? editor.state.selection;
  const isBare = !link && empty;
  const put = (attrs, words) => {
    dialog.close("done");
    const mark = editor.schema.marks.link.create({ title: link?.attrs.title ?? null, href: null, reference: null, ...attrs });
    editor.chain().focus().command(({ tr }) => {
      if (isBare) {
        tr.insert(from, editor.schema.text(words, [mark]));
        tr.setSelection(TextSelection.create(tr.doc, from + words.length));
      } else {
        tr.removeMark(from, to, mark.type).addMark(from, to, mark).setSelection(TextSelection.create(tr.doc, to));
      }
      tr.removeStoredMark(mark.type);
      return true;
    }).run();
  };
  const choose = (choice) => {
    if (choice.href) return put({ href: choice.href }, choice.href.replace(/^(https?:\/\/|mailto:)/, ""));
    remember(choice.collection, choice);
    return put({ reference: { relationTo: choice.collection, value: choice.id } }, choice.title);
  };
  const picker = new DocumentPicker({
    id: "link", endpoints, chosen: choose, keep: false, placeholder: "A title, or an address",
    offers: (text) => (addressOf(text) && !/^\s*\//.test(text) ? [{ href: addressOf(text), title: addressOf(text), kind: "Address" }] : []),
  });
  picker.control.id = "link-target";
  const wrong = made("p", { class: "wrong-text", role: "alert", hidden: true });
  const form = made("form", { novalidate: true },
    made("h2", { id: "link-heading" }, link ? "Change the link" : "Link"),
    made("div", { class: "field" }, made("label", { for: "link-target" }, "Where it leads"), picker.element, wrong,
      made("p", { class: "help" }, "A link to a document of this site follows it when it moves.")),
    made("div", { class: "row" }, made("button", { class: "button" }, "Link"),
      link && made("button", { type: "button", class: "quiet", onclick: () => { dialog.close(); unlink(editor); } }, "Remove link"),
      made("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel")));
  const dialog = made("dialog", { class: "block-form link-form", "aria-labelledby": "link-heading" }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = picker.control.value;
    const href = addressOf(text);
    if (picker.found[0] && !href) return choose(picker.found[Math.max(0, picker.marked)]);
    if (href) return put({ href }, text.trim());
    wrong.textContent = text.trim() ? "That is neither an address nor the title of a document." : "Say where the link leads.";
    wrong.hidden = false;
    return picker.control.focus();
  });
  shown(dialog, { focus: picker.control });
  if (link?.attrs.href) picker.control.value = link.attrs.href;
  else if (!isBare && !link) picker.control.placeholder = "A title, or an address";
  picker.control.select();
  picker.search();
}

function unlink(editor) {
  const link = linkAt(editor.state);
  if (!link) return;
  editor.chain().focus().command(({ tr }) => { tr.removeMark(link.from, link.to, editor.schema.marks.link); return true; }).run();
}

export const linkButton = (endpoints) => ({
  label: "Link", shortcut: "Mod-K", hint: "select the words first",
  icon: "M8.500 11.500l3-3M7 9L4.800 11.200a2.800 2.800 0 0 0 4 4L11 13M13 11l2.200-2.200a2.800 2.800 0 0 0-4-4L9 7",
  run: (editor) => openLink(editor, endpoints),
  isOn: (editor) => editor.isActive("link"),
});

export const Links = (endpoints) => Extension.create({
  name: "links",
  priority: 3500,
  addProseMirrorPlugins() {
    const { editor } = this;
    return [new Plugin({
      key: new PluginKey("links"),
      props: {
        handleKeyDown(view, event) {
          const isKey = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
          // A selection that was made a moment ago may not be known yet.
          if (isKey) view.domObserver.flush();
          // Without a selection the key belongs to the whole admin.
          if (!isKey || (view.state.selection.empty && !linkAt(view.state))) return false;
          event.preventDefault();
          event.stopPropagation();
          openLink(editor, endpoints);
          return true;
        },
      },
      view: () => new LinkLine(editor, endpoints),
    })];
  },
});

// What stands below the link that the cursor is in.
class LinkLine {
  constructor(editor, endpoints) {
    this.editor = editor;
    this.endpoints = endpoints;
    this.target = made("span", { class: "link-target" });
    this.open = made("a", { class: "link", target: "_blank", rel: "noopener" }, "Open");
    const button = (words, run) => made("button", { type: "button", class: "link", onclick: run }, words);
    this.element = made("div", { class: "link-line", role: "group", "aria-label": "Link", hidden: true }, this.target, this.open,
      button("Change", () => openLink(editor, endpoints)), button("Remove", () => unlink(editor)));
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    this.element.addEventListener("keydown", (event) => { if (event.key === "Escape") editor.commands.focus(); });
    this.shown = "";
  }

  update(view) {
    const link = view.hasFocus() || this.element.contains(document.activeElement) ? linkAt(view.state) : null;
    if (!this.element.parentElement) view.dom.parentElement.append(this.element);
    this.element.hidden = !link || !view.editable;
    if (this.element.hidden) return;
    this.tell(link.attrs);
    const [place, around] = [view.coordsAtPos(link.from), view.dom.parentElement.getBoundingClientRect()];
    const end = view.coordsAtPos(link.to);
    this.element.style.top = `${end.bottom - around.top + 4}px`;
    this.element.style.left = `${Math.max(0, Math.min(place.left - around.left, around.width - this.element.offsetWidth))}px`;
  }

  async tell({ href, reference }) {
    const now = JSON.stringify([href, reference]);
    if (now === this.shown) return;
    this.shown = now;
    this.open.href = href ?? "";
    this.open.hidden = !href;
    if (!reference) {
      this.target.textContent = href;
      return;
    }
    this.target.replaceChildren(named(this.endpoints, reference.relationTo, reference.value));
    const there = await found(this.endpoints, reference.relationTo, reference.value);
    if (this.shown !== now || !there?.path) return;
    this.open.href = there.path;
    this.open.hidden = there.draft;
  }

  destroy() {
    this.element.remove();
  }
}
