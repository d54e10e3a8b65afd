// What stands around a text: toolbar, tools of a table, outline, counts, full screen, and what is said to its writer.
import { goBelow } from "./below.js";
import { BUTTONS, HISTORY, SMALL, TABLE } from "./commands.js";
import { keys, made } from "./made.js";
import { Outline } from "./outline.js";
import { openSheet } from "./sheet.js";
import { Tip } from "./tip.js";
import { Toolbar } from "./toolbar.js";
import { counted } from "./counting.js";

const PAUSE = 400;
const USABLE = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), select, textarea, summary, [tabindex='0']";

export class Outside {
  constructor(field, brought) {
    this.field = field;
    this.brought = brought;
    this.shell = field.shell;
    this.page = made("div", { class: "prose-page" });
    this.counts = made("span", { class: "prose-counts" });
    this.words = made("span", { class: "prose-said", role: "status" });
    this.told = made("span", { class: "hush", "aria-live": "polite" });
    this.frame = 0;
    this.timer = 0;
    this.isLeaving = false;
    this.isFull = false;
    this.isSmall = "small" in field.textarea.dataset;
  }

  attach(editor) {
    this.editor = editor;
    this.outline = new Outline(editor);
    this.tip = new Tip(this.shell);
    const options = { editor, leave: () => editor.commands.focus(), tip: (element, words) => this.tip.on(element, words) };
    const groups = this.isSmall ? [SMALL, this.brought.buttons.slice(0, 1)]
      : [...BUTTONS, this.brought.buttons, [this.inserter()], HISTORY, this.sights()];
    this.tools = new Toolbar(groups, { label: "Text tools", ...options });
    this.table = new Toolbar([TABLE.slice(0, 3), TABLE.slice(3, 6), TABLE.slice(6)], { label: "Table tools", ...options });
    this.table.element.classList.add("prose-table-tools");
    this.table.element.hidden = true;
    const hint = made("span", { class: "prose-hint" }, "/ for a block · ", keys("Mod-/"), " for all keys");
    const foot = made("div", { class: "prose-foot" }, this.isSmall ? null : hint, this.words, this.counts);
    this.shell.prepend(this.tools.element, this.outline.element);
    this.shell.append(this.page, this.table.element, foot, this.told);
    this.page.addEventListener("keydown", (event) => this.onKey(event), true);
    this.field.textarea.addEventListener("keydown", (event) => this.onTextareaKey(event));
    this.page.addEventListener("click", ({ target }) => {
      if (target === this.page && !goBelow(editor.view)) editor.commands.focus("end");
    });
    this.refresh();
    this.count();
  }

  inserter() {
    return {
      label: "Insert a block", shortcut: "/", icon: "M10 4v12M4 10h12", popup: "listbox",
      run: (editor) => editor.chain().focus().openSlash().run(),
    };
  }

  sights() {
    return [
      {
        label: "Outline", icon: "M3 5h14M6 10h11M9 15h8",
        run: () => this.outline.toggle(), isOn: () => this.outline.isOpen,
      },
      {
        label: "Write Markdown", icon: "M2 5h16v10H2zM5 12.500V8l2.200 2.500L9.500 8v4.500M14 8v4M12.300 10.500L14 12.300l1.700-1.800", 
        word: "Markdown", stays: true,
        run: () => (this.field.writesMarkdown ? this.field.toDocument() : this.field.toMarkdown()),
        isOn: () => this.field.writesMarkdown,
      },
      {
        label: "Full screen", shortcut: "Mod-Shift-F", icon: "M4 8V4h4M16 8V4h-4M4 12v4h4M16 12v4h-4", stays: true,
        run: () => this.toggleFull(), isOn: () => this.isFull,
      },
      { label: "Keys for writing", shortcut: "Mod-/", icon: "?", popup: "dialog", run: () => this.openSheet() },
    ].map((button) => ({ ...button, run: (...given) => { button.run(...given); this.refresh(); } }));
  }

  onKey(event) {
    if (event.key === "Tab" && this.isLeaving) this.leave(event);
    if (event.key !== "Shift" && event.key !== "Escape") this.isLeaving = false;
  }

  // On to what follows the editor, past whatever can be used inside the text; or back to its tools.
  leave(event) {
    const usable = [...this.field.textarea.form.querySelectorAll(USABLE)].filter((each) => each.offsetParent);
    const next = usable.find((each) => this.shell.compareDocumentPosition(each) === Node.DOCUMENT_POSITION_FOLLOWING);
    event.stopPropagation();
    if (!event.shiftKey && !next) return;
    event.preventDefault();
    if (event.shiftKey) this.focusToolbar();
    else next.focus();
  }

  onTextareaKey(event) {
    const name = `${event.ctrlKey || event.metaKey ? "Mod-" : ""}${event.shiftKey ? "Shift-" : ""}${event.key.toLowerCase()}`;
    const does = {
      "Mod-/": () => this.openSheet(), "Mod-Shift-f": () => this.toggleFull(),
      escape: () => { if (this.isFull) this.toggleFull(); },
    }[name];
    if (!does) return;
    event.preventDefault();
    does();
  }

  letGo() {
    if (this.isFull) return this.toggleFull();
    this.isLeaving = true;
    this.tell("Tab goes on to the next field now.");
    return false;
  }

  // Once a frame is often enough, however fast somebody types.
  refresh() {
    if (!this.tools || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.editor || this.editor.isDestroyed) return;
      this.tools.refresh();
      this.placeTable();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.count(), PAUSE);
    });
  }

  count() {
    if (!this.editor || this.editor.isDestroyed) return;
    this.outline.refresh();
    const { words, minutes } = counted(this.editor.state.doc, this.field.kit.reading);
    const number = words.toLocaleString("en");
    this.counts.textContent = words ? `${number} ${words === 1 ? "word" : "words"} · ${minutes} min to read` : "";
  }

  placeTable() {
    const { selection } = this.editor.state;
    let depth = selection.$from.depth;
    while (depth && selection.$from.node(depth).type.name !== "table") depth -= 1;
    const bar = this.table.element;
    bar.hidden = !depth || this.field.writesMarkdown;
    if (bar.hidden) return;
    const table = this.editor.view.nodeDOM(selection.$from.before(depth)).getBoundingClientRect();
    const shell = this.shell.getBoundingClientRect();
    bar.style.insetBlockStart = `${table.top - shell.top - bar.offsetHeight - 4}px`;
    bar.style.insetInlineStart = `${Math.max(0, table.left - shell.left)}px`;
  }

  showMarkdown(isShown) {
    this.shell.classList.toggle("as-markdown", isShown);
    this.tools.showOnly(isShown ? (about) => about.stays : () => true);
    this.outline.close();
    this.shell.before(this.field.textarea);
    if (isShown) this.page.before(this.field.textarea);
    this.say("");
    this.refresh();
  }

  toggleFull() {
    this.isFull = !this.isFull;
    this.shell.classList.toggle("full", this.isFull);
    document.documentElement.classList.toggle("prose-is-full", this.isFull);
    for (let here = this.shell; here !== document.body; here = here.parentElement) {
      for (const other of here.parentElement.children) if (other !== here) other.inert = this.isFull;
    }
    if (this.field.writesMarkdown) this.field.textarea.focus();
    else this.editor.commands.focus();
    this.tell(this.isFull ? "Full screen. Escape goes back." : "");
    this.refresh();
    return true;
  }

  openSheet() {
    openSheet(this.brought.buttons, () => this.field.focus());
    return true;
  }

  focusToolbar() {
    this.tools.focus();
    return true;
  }

  // For those who see the page, until something else is said.
  say(words) {
    this.words.textContent = words;
  }

  // For those who hear it.
  tell(words) {
    this.told.textContent = words;
  }

  destroy() {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    if (this.isFull) this.toggleFull();
    this.tip?.destroy();
    this.shell.replaceChildren();
  }
}
