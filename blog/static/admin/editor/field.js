// One rich text of the form: the editor in the place of its textarea, which stays what is sent. The form it is sent in
// is said by an input beside it: the document itself from the editor, Markdown from the textarea.
import { Editor } from "../../vendor/editor.js";
import { written } from "./below.js";
import { turned } from "./dialects.js";
import { assembled } from "./extensions.js";
import { extras } from "./insert/extras.js";
import { made } from "./made.js";
import { Outside } from "./outside.js";
import { isSame } from "./sameness.js";

const PAUSE = 250;
const AROUND = { top: 130, right: 0, bottom: 60, left: 0 };

export class Field {
  constructor(textarea, kit) {
    this.textarea = textarea;
    this.kit = kit;
    this.text = textarea.value;
    this.label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
    this.form = textarea.parentElement.querySelector(`input[name="${CSS.escape(textarea.name)}:form"]`)
      ?? made("input", { type: "hidden", name: `${textarea.name}:form`, value: "markdown" });
    this.textForm = this.form.value;
    this.shell = made("div", { class: "prose-editor" });
    if (textarea.rows > 8) this.shell.classList.add("main");
    this.editor = null;
    this.timer = 0;
    this.isStale = false;
    this.kept = null;
  }

  // Takes the textarea's place; false where the server had no document to give, and Markdown must be put right first.
  arm() {
    const left = this.leftOver();
    const given = left ?? document.getElementById(this.textarea.dataset.prose)?.textContent;
    // What was typed before the editor came is Markdown, and stays it.
    if (!given || (!left && this.textarea.value !== this.textarea.defaultValue)) {
      this.textarea.classList.add("plain");
      return false;
    }
    this.send(given, "document");
    this.textarea.after(this.form, this.shell);
    this.textarea.hidden = true;
    this.label?.addEventListener("click", (event) => {
      if (!this.textarea.hidden) return;
      event.preventDefault();
      this.focus();
    });
    return true;
  }

  // What was being written when the page was left, if the browser gave it back.
  leftOver() {
    const { value, defaultValue } = this.textarea;
    return value !== defaultValue && value.startsWith('{"type":"doc"') ? value : null;
  }

  mount() {
    if (this.editor || !this.textarea.hidden) return;
    const given = this.textarea.value;
    try {
      this.make(JSON.parse(given));
    } catch {
      this.giveUp();
      return;
    }
    if (!isSame(this.editor.getJSON(), JSON.parse(given))) this.giveUp();
  }

  make(content) {
    const { textarea, kit } = this;
    const brought = extras({ field: textarea, endpoints: kit.endpoints });
    this.outside = new Outside(this, brought);
    this.editor = new Editor({
      element: this.outside.page,
      content,
      injectCSS: false,
      enableContentCheck: true,
      onContentError: ({ error }) => { throw error; },
      extensions: assembled(kit, brought, this.outside),
      // What is written stays clear of the bars above it.
      editorProps: { attributes: this.described(), scrollThreshold: AROUND, scrollMargin: AROUND },
      onUpdate: () => this.changed(),
      onBlur: () => this.flush(),
      onTransaction: () => this.outside.refresh(),
    });
    this.outside.attach(this.editor);
  }

  described() {
    const { textarea, label } = this;
    if (label && !label.id) label.id = `${textarea.id}-label`;
    const attributes = { class: "prose-text", role: "textbox", "aria-multiline": "true", spellcheck: "true" };
    if (label) attributes["aria-labelledby"] = label.id;
    if (textarea.hasAttribute("aria-invalid")) {
      Object.assign(attributes, { "aria-invalid": "true", "aria-describedby": `${textarea.id}-wrong` });
    }
    return attributes;
  }

  // What the editor does not know it must not touch: the textarea comes back, as it is without scripts.
  giveUp() {
    this.unmake();
    this.send(this.text, this.textForm);
    this.textarea.hidden = false;
    this.textarea.classList.add("plain");
    this.shell.className = "help";
    this.shell.replaceChildren("This text holds something that the editor cannot show, so it stays Markdown here.");
  }

  send(value, form) {
    this.textarea.value = value;
    this.form.value = form;
  }

  changed() {
    this.isStale = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE);
  }

  // Puts what the editor holds into the textarea and tells the form, which saves by itself.
  flush() {
    clearTimeout(this.timer);
    if (!this.isStale) return;
    this.send(JSON.stringify(written(this.editor)), "document");
    this.isStale = false;
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // What is being sent holds what was written up to this moment.
  write(sent) {
    if (!this.isStale) return;
    this.send(JSON.stringify(written(this.editor)), "document");
    this.isStale = false;
    sent.set(this.textarea.name, this.textarea.value);
  }

  focus() {
    if (!this.textarea.hidden) return this.textarea.focus();
    this.mount();
    this.editor?.commands.focus();
  }

  get writesMarkdown() {
    return !this.textarea.hidden;
  }

  async toMarkdown() {
    this.flush();
    const document = this.textarea.value;
    const answer = await turned(this.kit.endpoints.markdown, { document: JSON.parse(document) });
    if (answer.problem) return this.outside.say(answer.problem);
    this.kept = { markdown: answer.markdown, document };
    this.send(answer.markdown, "markdown");
    this.textarea.hidden = false;
    this.textarea.classList.add("plain");
    this.outside.showMarkdown(true);
    this.textarea.focus();
  }

  // Markdown that nobody touched is the document that it was made from.
  async toDocument() {
    const markdown = this.textarea.value;
    const isUntouched = markdown === this.kept?.markdown;
    const answer = isUntouched
      ? { document: JSON.parse(this.kept.document) } : await turned(this.kit.endpoints.document, { markdown });
    if (answer.problem) return this.outside.say(answer.problem);
    this.textarea.hidden = true;
    this.textarea.classList.remove("plain");
    this.outside.showMarkdown(false);
    if (!isUntouched) this.replace(answer.document);
    this.send(JSON.stringify(answer.document), "document");
    this.editor.commands.focus("start");
  }

  replace(content) {
    this.editor.commands.setContent(content, { emitUpdate: false, errorOnInvalidContent: true });
  }

  unmake() {
    clearTimeout(this.timer);
    this.outside?.destroy();
    this.editor?.destroy();
    this.editor = null;
    this.isStale = false;
  }

  destroy() {
    this.unmake();
    this.shell.remove();
  }
}
