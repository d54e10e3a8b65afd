// The small forms of blocks: a dialog with labels, help and errors beside the fields. Escape leads back to the text.
import { made } from "../made.js";
import { DocumentPicker } from "./picker.js";
import { rows } from "./rows.js";

let counted = 0;
const SAFE = /^(https?:\/\/[^\s/]+|mailto:[^\s]+@|tel:[0-9+*#(]|[/#?](?![/\\]))\S*$/i;
const BARE = /^[\w-]+(\.[\w-]+)*\.[a-z]{2,24}(?:[/?#]\S*)?$/i;

// An address as it can be stored, or null: a bare name of a host gets its scheme.
export function addressOf(text) {
  const wish = text.trim();
  if (SAFE.test(wish)) return wish;
  if (BARE.test(wish)) return `https://${wish}`;
  return /^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(wish) ? `mailto:${wish}` : null;
}

const CONTROLS = {
  text: ({ longest = 500 }) => made("input", { type: "text", autocomplete: "off", maxlength: String(longest) }),
  address: () => made("input", { type: "text", inputmode: "url", autocomplete: "off", maxlength: "2000" }),
  number: ({ low, high }) => made("input", { type: "number", min: String(low), max: String(high) }),
  area: ({ lines = 3, longest = 5000, mono }) => made("textarea", {
    rows: String(lines), maxlength: String(longest), class: mono && "mono", spellcheck: mono ? "false" : "true",
  }),
  select: ({ options }) => made("select", {}, ...options.map(([value, words]) => made("option", { value }, words))),
};

// One labelled field: `value` reads it or throws a sentence.
export function field(about, value, endpoints) {
  const id = `block-field-${(counted += 1)}`;
  const wrong = made("p", { class: "wrong-text", id: `${id}-wrong`, hidden: true });
  const help = about.help ? made("p", { class: "help", id: `${id}-help` }, about.help) : null;
  const label = about.kind === "rows"
    ? made("span", { class: "label", id: `${id}-label` }, about.label) : made("label", { for: id }, about.label);
  const part = about.kind === "document" ? new DocumentPicker({ ...about, id, endpoints, value })
    : about.kind === "rows" ? rows(about, value ?? [], `${id}-label`) : plain(about, value);
  const control = part.control;
  if (about.kind !== "rows") control.id = id;
  control.setAttribute("aria-describedby", `${id}-wrong${help ? ` ${id}-help` : ""}`);
  const element = made("div", { class: "field" }, label, part.element ?? control, wrong, help);
  return {
    about, element, control,
    complain(words) {
      wrong.textContent = words;
      wrong.hidden = !words;
      element.classList.toggle("wrong", Boolean(words));
      if (words) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    },
    read: () => part.read(),
  };
}

function plain(about, value) {
  const control = CONTROLS[about.kind ?? "text"](about);
  control.value = value ?? (about.kind === "select" ? about.options[0][0] : "");
  const read = () => {
    const text = about.mono ? control.value : control.value.trim();
    if (!text.trim() && about.required) throw new Error(about.required);
    if (!text.trim()) return about.empty ?? null;
    if (about.kind === "number") return whole(text, about);
    if (about.kind !== "address") return text;
    const address = addressOf(text);
    if (!address) throw new Error("Give an address that begins with https://, mailto:, tel: or /.");
    return address;
  };
  return { control, read };
}

function whole(text, { low, high }) {
  const number = Number(text);
  if (!Number.isInteger(number) || number < low || number > high) throw new Error(`A whole number from ${low} to ${high}.`);
  return number;
}

// Opens a form; `submit(values)` is called once all of them are right. `extra` is shown below the fields.
export function openForm({ title, fields: told, values = {}, endpoints, submit, done = "Done", extra = null, wide = false, leave }) {
  const fields = told.map((about) => field(about, values[about.name], endpoints));
  const heading = made("h2", { id: `block-form-${(counted += 1)}` }, title);
  const form = made("form", { novalidate: true }, heading, ...fields.map((each) => each.element), extra?.element,
    made("div", { class: "row" }, made("button", { class: "button" }, done),
      made("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel")));
  const dialog = made("dialog", { class: `block-form${wide ? " wide" : ""}`, "aria-labelledby": heading.id }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = {};
    let first = null;
    for (const each of fields) {
      try {
        found[each.about.name] = each.read();
        each.complain("");
      } catch (problem) {
        each.complain(problem.message);
        first ??= each.control;
      }
    }
    if (first) return first.focus();
    dialog.close("done");
    submit(found);
  });
  return shown(dialog, { focus: fields[0]?.control, leave, ready: () => extra?.begin?.(fields) });
}

// A dialog above everything; its keys and inputs are nothing to the form around the text.
export function shown(dialog, { focus, leave, ready } = {}) {
  for (const name of ["keydown", "input", "change", "paste", "drop", "submit"]) {
    dialog.addEventListener(name, (event) => event.stopPropagation());
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    dialog.querySelector("form")?.requestSubmit();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    leave?.(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  ready?.();
  focus?.focus();
  focus?.select?.();
  return dialog;
}
