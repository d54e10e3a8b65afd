// Chooses files of the media library in a dialog, where they are also uploaded: what every picture field and the editor use.
import { make } from "./library/elements.js";
import { Queue, catchFiles } from "./library/queue.js";
import { moveAmong, tile } from "./library/tiles.js";

// Asks for files and gives what was chosen: [{id, url, alt, decorative, width, height, filename, mimeType, thumbnail, medium}],
// an empty list where nobody chose. `kind` is picture, drawing, film, sound or document; without it, all are shown.
export function pickMedia({ multiple = false, kind = "", title = "" } = {}) {
  return new Promise((resolve) => new Picker({ multiple, kind, title, resolve }).open());
}

class Picker {
  constructor(options) {
    Object.assign(this, options);
    this.chosen = new Map();
    this.next = "";
    this.build();
  }

  build() {
    const id = "picker-title";
    this.dialog = make("dialog", { className: "picker" });
    this.dialog.setAttribute("aria-labelledby", id);
    this.search = make("input", { type: "search", placeholder: "Search", autocomplete: "off" });
    this.search.setAttribute("aria-label", "Search the library");
    this.files = make("input", { type: "file", multiple: true, className: "hush", tabIndex: -1 });
    this.files.setAttribute("aria-label", "Choose files to upload");
    const upload = make("button", { type: "button", className: "quiet", textContent: "Upload …" });
    upload.addEventListener("click", () => this.files.click());
    const close = make("button", { type: "button", className: "icon", textContent: "×", title: "Close" });
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => this.dialog.close());
    const words = this.title || (this.multiple ? "Choose files" : "Choose a file");
    const head = make("div", { className: "picker-head" }, make("h2", { id, textContent: words }), close);
    const tools = make("div", { className: "picker-tools" }, this.search, upload, this.files);
    this.grid = make("ul", { className: "plates plain" });
    this.note = make("p", { className: "soft" });
    this.note.setAttribute("role", "status");
    this.more = make("button", { type: "button", className: "quiet", textContent: "Show more", hidden: true });
    this.rows = make("div", {});
    const body = make("div", { className: "picker-body" }, this.rows, this.grid, this.note, this.more);
    this.dialog.append(head, tools, body);
    if (this.multiple) this.dialog.append(this.foot());
    this.listen();
  }

  foot() {
    this.done = make("button", { type: "button", className: "button", textContent: "Choose", disabled: true });
    this.done.addEventListener("click", () => this.finish());
    return make("div", { className: "picker-foot row" }, this.done);
  }

  listen() {
    let waiting;
    this.search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.load(), 200);
    });
    this.more.addEventListener("click", () => this.load(true));
    this.queue = new Queue(this.rows, { onDone: (doc) => this.take(doc) });
    this.files.addEventListener("change", () => {
      this.queue.add(this.files.files);
      this.files.value = "";
    });
    catchFiles(this.dialog, (files) => this.queue.add(files));
    moveAmong(this.grid, "button");
    this.dialog.addEventListener("close", () => this.finish([]));
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.search) event.preventDefault();
    });
  }

  open() {
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search.focus();
    this.load();
  }

  async load(further = false) {
    const asked = further ? this.next : new URLSearchParams({ search: this.search.value.trim(), kind: this.kind });
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const answer = await fetch(`/admin/media/choose?${asked}`).catch(() => null);
    if (turn !== this.turn) return;
    if (!answer?.ok) {
      this.note.textContent = "The library could not be read. Check the connection and search again.";
      return;
    }
    const { docs, next, total } = await answer.json();
    const begin = further ? this.grid.children.length : 0;
    if (!further) this.grid.replaceChildren();
    this.grid.append(...docs.map((doc) => this.plate(doc)));
    this.next = next;
    this.more.hidden = !next;
    this.note.textContent = this.grid.children.length ? (total === null ? "" : `${total.toLocaleString("en")} files`) : "Nothing fits.";
    if (further) this.grid.children[begin]?.querySelector("button").focus();
  }

  plate(doc) {
    const button = tile(doc);
    button.setAttribute("aria-pressed", String(this.chosen.has(doc.id)));
    button.addEventListener("click", () => this.choose(doc, button));
    return make("li", {}, button);
  }

  choose(doc, button) {
    if (!this.multiple) return this.finish([doc]);
    if (!this.chosen.delete(doc.id)) this.chosen.set(doc.id, doc);
    button.setAttribute("aria-pressed", String(this.chosen.has(doc.id)));
    this.count();
  }

  count() {
    const number = this.chosen.size;
    this.done.disabled = !number;
    this.done.textContent = number ? `Choose ${number} file${number === 1 ? "" : "s"}` : "Choose";
  }

  take(doc) {
    if (!this.multiple && this.queue.isIdle) return this.finish([doc]);
    if (this.multiple) this.chosen.set(doc.id, doc);
    this.grid.prepend(this.plate(doc));
    if (this.multiple) this.count();
  }

  finish(docs = [...this.chosen.values()]) {
    if (!this.resolve) return;
    const resolve = this.resolve;
    this.resolve = null;
    this.queue.stop();
    this.dialog.close();
    this.dialog.remove();
    resolve(docs);
  }
}
