// Turns a select whose options are only the first few into a field that searches all of them while one types.
let made = 0;

export function searchWhileTyping(part) {
  for (const select of part.querySelectorAll("select[data-search]:not([hidden])")) {
    if (!select.disabled) new Combobox(select);
  }
}

class Combobox {
  constructor(select) {
    this.select = select;
    this.adds = select.hasAttribute("data-adds");
    this.sources = select.dataset.search.split(" ");
    this.prefixes = select.dataset.prefixes?.split(" ") ?? [];
    this.marked = -1;
    this.found = [];
    this.build();
  }

  build() {
    const id = `combo-${++made}`;
    this.box = document.createElement("div");
    this.box.className = "combo";
    this.input = document.createElement("input");
    Object.assign(this.input, { type: "text", autocomplete: "off", placeholder: this.adds ? "Search to add …" : "Search …" });
    this.input.value = this.current();
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list",
    })) this.input.setAttribute(name, value);
    const label = this.select.getAttribute("aria-label");
    if (label) this.input.setAttribute("aria-label", label);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (this.select.hasAttribute(name)) this.input.setAttribute(name, this.select.getAttribute(name));
    }
    this.list = document.createElement("ul");
    Object.assign(this.list, { id, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.box.append(this.input, this.list);
    if (this.select.id) {
      this.input.id = this.select.id;
      this.select.removeAttribute("id");
    }
    this.select.hidden = true;
    this.select.after(this.box);
    this.select.closest(".picks")?.classList.add("live");
    this.listen();
  }

  listen() {
    let waiting;
    this.input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.search(), 180);
    });
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("click", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => {
      if (!this.adds && !this.input.value.trim() && this.select.value) this.choose({ value: "", label: "" });
      this.close();
      this.input.value = this.current();
    });
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const item = event.target.closest("[role=option]");
      if (item) this.choose(this.found[Number(item.dataset.place)]);
    });
  }

  current() {
    const option = this.select.selectedOptions[0];
    return option?.value ? option.textContent.trim() : "";
  }

  async search() {
    const typed = this.input.value.trim();
    const words = typed === this.current() ? "" : typed;
    const answers = await Promise.all(this.sources.map(async (source, place) => {
      const answer = await fetch(`${source}?search=${encodeURIComponent(words)}`).catch(() => null);
      const found = answer?.ok ? await answer.json() : [];
      const prefix = this.prefixes[place] ? `${this.prefixes[place]}:` : "";
      return found.map((each) => ({ ...each, value: prefix + each.value, kind: this.prefixes[place] }));
    }));
    if (document.activeElement !== this.input) return;
    const always = words ? [] : [...this.select.options].filter((each) => "always" in each.dataset);
    this.found = [...always.map(({ value, textContent: label }) => ({ value, label })), ...answers.flat().slice(0, 30)];
    this.show();
  }

  show() {
    this.list.replaceChildren(...this.found.map((each, place) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${place}`;
      item.dataset.place = place;
      item.setAttribute("role", "option");
      if (each.picture) item.append(Object.assign(document.createElement("img"), { src: each.picture, alt: "" }));
      item.append(each.kind ? `${each.label} (${each.kind})` : each.label);
      return item;
    }));
    if (!this.found.length) {
      this.list.append(Object.assign(document.createElement("li"), { className: "note", textContent: "Nothing fits." }));
    }
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.mark(this.found.length && this.input.value.trim() && this.input.value !== this.current() ? 0 : -1);
  }

  mark(place) {
    this.marked = place;
    [...this.list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    const item = this.list.children[place];
    if (item) this.input.setAttribute("aria-activedescendant", item.id);
    else this.input.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.search();
      else if (this.found.length) {
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.mark((this.marked + step + this.found.length) % this.found.length);
      }
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      if (this.found[this.marked]) this.choose(this.found[this.marked]);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.input.value = this.current();
      this.close();
    }
  }

  choose(choice) {
    let option = [...this.select.options].find((each) => each.value === choice.value);
    if (!option) {
      option = new Option(choice.label, choice.value);
      this.select.append(option);
    }
    option.selected = true;
    this.input.value = this.current();
    this.close();
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    if (this.adds) this.select.form.requestSubmit(this.select.parentElement.querySelector('button[value^="keep:"]'));
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}
