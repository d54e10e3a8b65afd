// A list of rows with the same few fields, such as numbers and what they count.
import { icon, made } from "../made.js";

const MOST = 100;
const UP = "M10 16V5M5 9.500L10 4.500l5 5";
const DOWN = "M10 4v11M5 10.500l5 5 5-5";
const BIN = "M5 6.500h10l-.700 10H5.700zM3.500 6.500h13M8 6V3.500h4V6";

export function rows({ columns, noun }, given, labelled) {
  const list = made("ol", { class: "plain row-list" });
  const add = made("button", { type: "button", class: "quiet small", onclick: () => { put({}).focus(); number(); } }, `Add ${noun}`);
  const element = made("div", { role: "group", "aria-labelledby": labelled }, list, add);

  function put(values) {
    const inputs = columns.map(({ name, label }) => made("input", {
      type: "text", maxlength: "5000", placeholder: label, "data-name": name, value: values[name] ?? "",
    }));
    const button = (label, drawing, run) => made("button", { type: "button", class: "icon", "data-does": label, onclick: run }, icon(drawing));
    const row = made("li", {}, ...inputs, made("span", { class: "movers" },
      button("Move up", UP, () => move(row, -1)), button("Move down", DOWN, () => move(row, 1)),
      button("Delete", BIN, () => drop(row))));
    list.append(row);
    return inputs[0];
  }

  function move(row, step) {
    const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    number();
    row.querySelector(`[data-does="${step < 0 ? "Move up" : "Move down"}"]`).focus();
  }

  function drop(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    number();
    (next?.querySelector("input") ?? add).focus();
  }

  function number() {
    [...list.children].forEach((row, place) => {
      for (const input of row.querySelectorAll("input")) {
        const { label } = columns.find(({ name }) => name === input.dataset.name);
        input.setAttribute("aria-label", `${label}, ${noun} ${place + 1}`);
      }
      for (const button of row.querySelectorAll("button")) {
        button.setAttribute("aria-label", `${button.dataset.does}: ${noun} ${place + 1}`);
        button.title = button.dataset.does;
      }
    });
    add.hidden = list.children.length >= MOST;
  }

  (given.length ? given : [{}]).forEach(put);
  number();
  const read = () => [...list.children]
    .map((row) => Object.fromEntries([...row.querySelectorAll("input")].map((each) => [each.dataset.name, each.value.trim()])))
    .filter((row) => Object.values(row).some(Boolean));
  // What is described, and takes the focus when something is wrong, is the first input.
  return { element, control: list.querySelector("input"), read };
}
