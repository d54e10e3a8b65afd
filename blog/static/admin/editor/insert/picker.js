// Finds a document by its title while one types: a combobox after the pattern of WAI-ARIA, with the list below it.
import { made } from "../made.js";
import { read } from "./server.js";

const PAUSE = 160;
let counted = 0;

export class DocumentPicker {
  // `offers(text)` may put choices of its own first; `chosen(choice)` is told what was picked.
  constructor({ id, endpoints, of = "", value = null, required = "", placeholder = "Search by title", offers = () => [], chosen = () => {}, keep = true }) {
    this.endpoints = endpoints;
    this.of = of;
    this.offers = offers;
    this.chosen = chosen;
    this.keep = keep;
    this.required = required;
    this.value = value;
    this.found = [];
    this.marked = -1;
    this.listId = `${id ?? "picker"}-list-${(counted += 1)}`;
    this.control = made("input", {
      type: "text", autocomplete: "off", placeholder, role: "combobox", "aria-expanded": "false",
      "aria-controls": this.listId, "aria-autocomplete": "list",
    });
    this.list = made("ul", { id: this.listId, role: "listbox", "aria-label": "What fits", hidden: true });
    this.status = made("p", { class: "hush", role: "status" });
    this.element = made("div", { class: "combo seeker" }, this.control, this.list, this.status);
    this.control.addEventListener("input", () => this.soon());
    this.control.addEventListener("click", () => this.search());
    this.control.addEventListener("keydown", (event) => this.key(event));
    this.control.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.choose(this.found[Number(item.dataset.place)]);
    });
    if (value) this.show(value);
  }

  // What is stored is an id; what is read is a title.
  async show({ collection, id, title }) {
    if (title) this.control.value = title;
    if (title || !id) return;
    const [known] = (await read(this.endpoints.named, { of: `${collection}:${id}` })) ?? [];
    this.value = { collection, id, title: known?.title ?? "" };
    if (!this.control.value) this.control.value = known?.title ?? "A document that is gone";
  }

  read() {
    if (!this.control.value.trim()) this.value = null;
    if (!this.value && this.control.value.trim()) throw new Error("Nothing of that name is chosen. Pick one from the list.");
    if (!this.value && this.required) throw new Error(this.required);
    return this.value;
  }

  soon() {
    this.value = null;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE);
  }

  async search() {
    const text = this.control.value.trim();
    this.asked?.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const own = this.offers(text);
    if (own.length) this.fill(own);
    const found = await read(this.endpoints.documents, { search: this.value ? "" : text, of: this.of }, signal);
    if (signal.aborted || !this.control.isConnected || document.activeElement !== this.control) return;
    this.fill([...own, ...(found ?? [])]);
    this.status.textContent = found ? `${this.found.length} found` : "The site does not answer.";
  }

  fill(choices) {
    this.found = choices;
    this.list.replaceChildren(...choices.map((each, place) => made("li", {
      id: `${this.listId}-${place}`, role: "option", "aria-selected": "false", "data-place": String(place),
    }, each.picture ? made("img", { src: each.picture.thumbnail, alt: "" }) : null,
    made("span", { class: "seeker-title" }, each.title), each.draft ? made("span", { class: "badge" }, "Draft") : null,
    made("span", { class: "seeker-kind" }, each.kind ?? ""))));
    if (!choices.length) this.list.append(made("li", { class: "note", role: "option", "aria-disabled": "true" }, "Nothing fits."));
    this.list.hidden = false;
    this.control.setAttribute("aria-expanded", "true");
    this.mark(choices.length && this.control.value.trim() ? 0 : -1);
  }

  mark(place) {
    this.marked = place;
    [...this.list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    const item = this.list.children[place];
    if (item?.id) this.control.setAttribute("aria-activedescendant", item.id);
    else this.control.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (this.found.length) this.mark((this.marked + step + this.found.length) % this.found.length);
    } else if (event.key === "Enter" && !this.list.hidden && this.found[this.marked]) {
      event.preventDefault();
      this.choose(this.found[this.marked]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    }
  }

  choose(choice) {
    this.value = choice;
    if (this.keep) this.control.value = choice.title;
    this.close();
    this.chosen(choice);
  }

  close() {
    clearTimeout(this.timer);
    this.list.hidden = true;
    this.control.setAttribute("aria-expanded", "false");
    this.control.removeAttribute("aria-activedescendant");
  }
}
