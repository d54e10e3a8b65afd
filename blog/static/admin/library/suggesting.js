// Suggests words that are in use while one types: one word, or with data-several the last of a list with commas.
import { make } from "./elements.js";

let made = 0;

export function suggestWords(part) {
  for (const input of part.querySelectorAll("input[data-suggests]:not([role], :disabled)")) offer(input);
}

function offer(input) {
  const several = "several" in input.dataset;
  const list = make("ul", { id: `suggests-${++made}`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  const box = make("div", { className: "suggests" });
  input.replaceWith(box);
  box.append(input, list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);
  let marked = -1;
  let waiting;

  const begun = () => (several ? input.value.split(",").pop() : input.value).trim();
  const close = () => {
    list.hidden = true;
    marked = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    marked = place;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === place)));
    input.setAttribute("aria-activedescendant", list.children[place]?.id ?? "");
  };
  const choose = (word) => {
    const before = several ? input.value.split(",").slice(0, -1).map((each) => each.trim()) : [];
    input.value = several ? `${[...before, word].join(", ")}, ` : word;
    input.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };
  const search = async () => {
    const typed = begun();
    const answer = typed ? await fetch(`${input.dataset.suggests}?search=${encodeURIComponent(typed)}`).catch(() => null) : null;
    if (document.activeElement !== input || begun() !== typed) return;
    const taken = input.value.split(",").map((each) => each.trim().toLowerCase());
    const words = answer?.ok ? (await answer.json()).filter((word) => !taken.includes(word.toLowerCase())).slice(0, 8) : [];
    list.replaceChildren(...words.map((word, place) => {
      const item = make("li", { id: `${list.id}-${place}`, textContent: word });
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      return item;
    }));
    list.hidden = !words.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    marked = -1;
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark((marked + (event.key === "ArrowDown" ? 1 : count - 1) + (marked < 0 && event.key === "ArrowUp" ? 1 : 0)) % count);
    else if (event.key === "Enter" && marked >= 0) choose(list.children[marked].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const item = event.target.closest("li");
    if (item) choose(item.textContent);
  });
}
