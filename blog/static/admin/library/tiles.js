// The tiles of files in a grid, and moving among them by the arrow keys.
import { make } from "./elements.js";

export function tile(doc) {
  const plate = make("span", { className: "plate" });
  plate.append(
    doc.thumbnail
      ? make("img", { src: doc.thumbnail, alt: "", loading: "lazy" })
      : make("span", { className: "kind", textContent: doc.mimeType.split("/").pop() }),
  );
  const button = make("button", { type: "button", className: "tile" }, plate, make("strong", { textContent: doc.filename }));
  if (doc.alt) button.append(make("small", { textContent: doc.alt }));
  return button;
}

// Lets the arrow keys go from one of the elements that fit `what` to the next, by where they stand on the page.
export function moveAmong(grid, what) {
  grid.addEventListener("keydown", (event) => {
    const all = [...grid.querySelectorAll(what)];
    const place = all.indexOf(event.target.closest(what));
    if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const next = {
      ArrowRight: () => all[place + 1],
      ArrowLeft: () => all[place - 1],
      ArrowDown: () => below(all, all[place], 1),
      ArrowUp: () => below(all, all[place], -1),
      Home: () => all[0],
      End: () => all.at(-1),
    }[event.key]?.();
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}

function below(all, from, step) {
  const here = from.getBoundingClientRect();
  const others = all.map((each) => [each, each.getBoundingClientRect()]).filter(([, at]) => (at.top - here.top) * step > 1);
  const far = ([, at]) => Math.abs(at.top - here.top) * 100 + Math.abs(at.left - here.left);
  return others.sort((a, b) => far(a) - far(b))[0]?.[0];
}
