// Selects rows of a list: all of a page at once, a range by Shift and a click or the arrow keys, and says how many.
export function selectMany(form) {
  const boxes = [...form.querySelectorAll("input[name=id]")];
  if (!boxes.length) return;
  const every = form.querySelector("[data-all]");
  const fitting = form.querySelector("[name=all]");
  const count = form.querySelector("[data-count]");
  let last = null;

  const tell = () => {
    const chosen = boxes.filter((box) => box.checked).length;
    every.checked = chosen === boxes.length;
    every.indeterminate = chosen > 0 && chosen < boxes.length;
    count.textContent = fitting?.checked ? "" : chosen ? `${chosen} selected` : "";
  };
  const between = (from, to, checked) => {
    const [first, end] = [boxes.indexOf(from), boxes.indexOf(to)].sort((a, b) => a - b);
    for (const box of boxes.slice(first, end + 1)) box.checked = checked;
  };

  every.hidden = false;
  every.addEventListener("change", () => {
    for (const box of boxes) box.checked = every.checked;
    tell();
  });
  fitting?.addEventListener("change", tell);
  form.addEventListener("click", (event) => {
    const box = event.target;
    if (!boxes.includes(box)) return;
    if (event.shiftKey && last && last !== box) between(last, box, box.checked);
    last = box;
    tell();
  });
  form.addEventListener("keydown", (event) => {
    const place = boxes.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = boxes[place + step];
    if (place < 0 || !next) return;
    event.preventDefault();
    if (event.shiftKey) {
      event.target.checked = next.checked = true;
      last = next;
      tell();
    }
    next.focus();
  });
  addEventListener("pageshow", tell);
}
