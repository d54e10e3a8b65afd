// Files on their way to the library: each a row with a picture, a bar, and what the server said. A picture is asked what it
// shows before it is sent, since the library takes none without; up to three go at a time.
import { fileSize, make } from "./elements.js";
import { sendFile } from "./sending.js";

const AT_ONCE = 3;
let made = 0;

export class Queue {
  constructor(place, { onDone, onIdle } = {}) {
    Object.assign(this, { onDone, onIdle, rows: [] });
    this.list = make("ul", { className: "queue plain", hidden: true });
    this.list.setAttribute("aria-label", "Uploads");
    this.said = make("p", { className: "hush" });
    this.said.setAttribute("role", "status");
    place.append(this.list, this.said);
  }

  add(files) {
    const rows = [...files].map((file) => new Row(this, file));
    this.rows.push(...rows);
    this.list.append(...rows.map((row) => row.element));
    this.list.hidden = !this.rows.length;
    rows.find((row) => row.state === "asks")?.alt.focus();
    this.go();
  }

  get isIdle() {
    return !this.rows.some((row) => ["asks", "waits", "goes"].includes(row.state));
  }

  go() {
    let free = AT_ONCE - this.rows.filter((row) => row.state === "goes").length;
    for (const row of this.rows) {
      if (row.state === "waits" && free-- > 0) row.send();
    }
    if (this.rows.length && this.isIdle) this.onIdle?.();
  }

  ended(row, doc) {
    this.said.textContent = `${row.file.name}: ${row.status.textContent}`;
    if (doc) this.onDone?.(doc);
    this.go();
  }

  drop(row) {
    row.element.remove();
    this.rows = this.rows.filter((each) => each !== row);
    this.list.hidden = !this.rows.length;
    this.go();
  }

  askNext(row) {
    this.rows.slice(this.rows.indexOf(row) + 1).find((each) => each.state === "asks")?.alt.focus();
  }

  stop() {
    for (const row of this.rows) row.sending?.stop();
  }
}

class Row {
  constructor(queue, file) {
    Object.assign(this, { queue, file, state: "waits" });
    this.bar = make("progress", { max: 1, value: 0, hidden: true });
    this.bar.setAttribute("aria-label", `${file.name}: how much is sent`);
    this.status = make("span", { className: "soft" });
    this.buttons = make("span", { className: "row" });
    const facts = make("div", { className: "queue-facts" }, make("strong", { textContent: file.name }), make("small", { textContent: fileSize(file.size) }));
    this.element = make("li", {}, this.picture(), make("div", { className: "queue-said" }, facts, this.status, this.bar), this.buttons);
    if (file.type.startsWith("image/")) this.ask();
    this.show();
  }

  picture() {
    if (!this.file.type.startsWith("image/")) return make("span", { className: "plate", textContent: this.file.name.split(".").pop().slice(0, 5) });
    const image = make("img", { alt: "", src: URL.createObjectURL(this.file) });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    image.addEventListener("error", () => image.remove(), { once: true });
    return make("span", { className: "plate" }, image);
  }

  ask() {
    this.state = "asks";
    const id = `queued-${++made}`;
    this.alt = make("input", { id, type: "text", autocomplete: "off", placeholder: "What does it show?" });
    this.decorative = make("input", { type: "checkbox" });
    const tick = make("label", { className: "tick" }, this.decorative, " Decorative");
    tick.title = "It says nothing that the text beside it lacks";
    this.words = make("div", { className: "queue-words" }, make("label", { htmlFor: id, className: "hush", textContent: `Alternative text of ${this.file.name}` }), this.alt, tick);
    this.element.querySelector(".queue-said").append(this.words);
    this.alt.addEventListener("change", () => this.described());
    this.alt.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.described();
      this.queue.askNext(this);
    });
    this.decorative.addEventListener("change", () => this.described());
  }

  described() {
    if (this.state !== "asks" || !(this.alt.value.trim() || this.decorative.checked)) return;
    this.enter("waits");
    this.queue.go();
  }

  async send(again = false) {
    this.enter("goes");
    const words = { alt: this.alt?.value.trim(), decorative: this.decorative?.checked, again };
    this.sending = sendFile(this.file, words, (share) => this.progress(share));
    const { status, said } = await this.sending.done;
    this.sending = null;
    if (status === -1) return this.queue.drop(this);
    if (status === 201) this.enter("done", "Uploaded", said.doc);
    else if (status === 409 && said.same) this.enter("same", said.message, said.same);
    else this.enter("failed", said.message || "The server could not take the file. Try again.");
    this.queue.ended(this, status === 201 ? said.doc : null);
  }

  progress(share) {
    if (share === null) this.bar.removeAttribute("value");
    else this.bar.value = share;
    this.status.textContent = share === 1 ? "Being looked at …" : "On its way …";
  }

  enter(state, words = "", doc = null) {
    Object.assign(this, { state, doc });
    this.show(words);
  }

  show(words = "") {
    this.element.dataset.state = this.state;
    this.bar.hidden = this.state !== "goes";
    if (this.words) this.words.hidden = !["asks", "failed"].includes(this.state);
    this.status.textContent = words || { asks: "Say what it shows, then it is sent.", waits: "Waits", goes: "On its way …" }[this.state] || "";
    this.status.className = this.state === "failed" ? "wrong-text" : "soft";
    const had = this.buttons.contains(document.activeElement);
    this.buttons.replaceChildren(...this.offers());
    if (had) this.buttons.querySelector("button, a")?.focus();
  }

  offers() {
    const { file, queue } = this;
    const offer = (text, act) => {
      const button = make("button", { type: "button", className: "quiet small", textContent: text });
      button.append(make("span", { className: "hush", textContent: ` ${file.name}` }));
      button.addEventListener("click", act);
      return button;
    };
    const open = () => {
      const link = make("a", { className: "quiet small", href: this.doc.edit, textContent: "Open" });
      link.append(make("span", { className: "hush", textContent: ` ${this.doc.filename}` }));
      return link;
    };
    const away = offer("Take away", () => queue.drop(this));
    if (this.state === "goes") return [offer("Cancel", () => this.sending?.stop())];
    if (this.state === "done") return [open()];
    if (this.state === "failed") return [offer("Try again", () => this.send()), away];
    if (this.state === "same") return [offer("Use that one", () => this.use()), offer("Store it again", () => this.send(true)), open(), away];
    return [offer("Cancel", () => queue.drop(this))];
  }

  use() {
    const doc = this.doc;
    this.enter("done", "The one in the library", doc);
    this.queue.ended(this, doc);
  }
}

// Takes the files that are dropped anywhere on an element, and shows that they would be.
export function catchFiles(element, take) {
  let depth = 0;
  const has = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const show = () => element.classList.toggle("catching", depth > 0);
  element.addEventListener("dragenter", (event) => {
    if (!has(event)) return;
    event.preventDefault();
    depth += 1;
    show();
  });
  element.addEventListener("dragover", (event) => has(event) && event.preventDefault());
  element.addEventListener("dragleave", (event) => {
    if (!has(event)) return;
    depth = Math.max(0, depth - 1);
    show();
  });
  element.addEventListener("drop", (event) => {
    if (!has(event)) return;
    event.preventDefault();
    depth = 0;
    show();
    take(event.dataTransfer.files);
  });
}
