// Suggests documents under a search field while one types. The form works without it: Enter still asks for all.
const PAUSE = 160;
let made = 0;

export default function suggestWhileTyping(fields) {
  for (const field of fields) new Suggestions(field);
}

class Suggestions {
  constructor(input) {
    this.input = input;
    this.found = [];
    this.marked = -1;
    this.list = document.createElement("ul");
    Object.assign(this.list, { id: `suggestions-${++made}`, className: "suggestions", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "Suggestions");
    this.told = Object.assign(document.createElement("span"), { className: "hush" });
    this.told.setAttribute("role", "status");
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": this.list.id, "aria-autocomplete": "list",
    })) input.setAttribute(name, value);
    input.autocomplete = "off";
    input.after(this.list, this.told);
    this.listen();
    // On a slow line somebody types before this script is there.
    if (input.value !== input.defaultValue) this.ask();
  }

  listen() {
    this.input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.ask(), PAUSE);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The field keeps the focus, so that a press on the list does not close it before the choice is made.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("[role=option]");
      if (item) this.go(Number(item.dataset.place));
    });
  }

  async ask() {
    this.asking?.abort();
    const words = this.input.value.trim();
    if (words.length < 2) return this.close();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`/search/suggestions?q=${encodeURIComponent(words)}`, { signal: this.asking.signal });
      const { suggestions } = answer.ok ? await answer.json() : { suggestions: [] };
      if (document.activeElement === this.input) this.show(suggestions);
    } catch {
      // Given up for a newer question, or away from the network: the form is still there.
    }
  }

  show(suggestions) {
    this.found = suggestions;
    this.list.replaceChildren(...suggestions.map(({ title, kind }, place) => {
      const item = document.createElement("li");
      item.id = `${this.list.id}-${place}`;
      item.dataset.place = place;
      item.setAttribute("role", "option");
      item.append(title, Object.assign(document.createElement("span"), { textContent: kind }));
      return item;
    }));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.told.textContent = suggestions.length === 1 ? "1 suggestion" : `${suggestions.length || "No"} suggestions`;
    this.mark(-1);
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
    // Whoever picks characters in an input method means them, not the list.
    if (event.isComposing) return;
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) return this.ask();
      // One place more than there are suggestions: the field itself, with what was typed.
      const places = this.found.length + 1;
      this.mark(((this.marked + 1 + (event.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    } else if (event.key === "Enter" && open && this.marked >= 0) {
      event.preventDefault();
      this.go(this.marked);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      this.close();
    }
  }

  go(place) {
    const { address } = this.found[place];
    this.close();
    location.assign(address);
  }

  close() {
    clearTimeout(this.waiting);
    this.asking?.abort();
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.mark(-1);
  }
}
