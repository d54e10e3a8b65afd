// Adds, moves and removes rows without leaving the page: the server arranges the form as it would without scripts,
// and only the part that changed is put in the place of the old one.
import { signInHere, whoIsHere } from "./session.js";

export function rearrangeInPlace(form, afterwards) {
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (button?.name !== "_do" || !form.hasAttribute("data-document")) return;
    const part = outermost(button);
    if (!part) return;
    event.preventDefault();
    let fresh = await arranged(form, button);
    if (!fresh && form.dataset.here && await isSignedOut(form) && await signInHere(form)) fresh = await arranged(form, button);
    const replacement = fresh?.getElementById(part.id);
    if (!replacement) {
      // The server may want us to sign in again: let the browser show what it says.
      form.removeAttribute("data-document");
      HTMLFormElement.prototype.requestSubmit.call(form, button);
      return;
    }
    keepFolds(part, replacement, button.value);
    part.replaceWith(replacement);
    afterwards(replacement);
    form.dispatchEvent(new Event("rearranged"));
    focusOn(replacement, button.value);
  });
}

async function isSignedOut(form) {
  const here = await whoIsHere(form);
  return here && here.person?.id !== form.dataset.person;
}

function outermost(button) {
  let part = button.closest("[data-part]");
  for (let above = part; above; above = above.parentElement?.closest("[data-part]")) part = above;
  return part;
}

async function arranged(form, button) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form, button)) {
    if (typeof value === "string") body.append(name, value);
  }
  try {
    const answer = await fetch(form.action || location.href, { method: "POST", body });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return null;
  }
}

// A row that somebody opened or folded stays so, wherever it moved to; a new one is open.
function keepFolds(before, after, command) {
  const rows = (part) => [...part.querySelectorAll(".item > details")];
  const folds = new Map(rows(before).map((row) => [row.parentElement.id, row.open]));
  for (const row of rows(after)) row.open = folds.get(idBefore(row.parentElement.id, command)) ?? true;
}

// The id that a row had before the command that moved it.
function idBefore(id, command) {
  const [verb, path, place] = command.split(":");
  const [, list, number] = path.match(/^(.*\.)(\d+)$/) ?? [];
  if (!list || !id.startsWith(list)) return id;
  const [row, ...inner] = id.slice(list.length).split(".");
  const now = Number(row);
  const chosen = Number(number);
  let then = now;
  if (verb === "up") then = now === chosen - 1 ? chosen : now === chosen ? chosen - 1 : now;
  if (verb === "down") then = now === chosen + 1 ? chosen : now === chosen ? chosen + 1 : now;
  if (verb === "remove" && now >= chosen) then = now + 1;
  if (verb === "move") then = placeBefore(now, chosen, Number(place));
  if (verb === "copy" && now > chosen) then = now === chosen + 1 ? NaN : now - 1;
  return list + [then, ...inner].join(".");
}

// Where the row at a place was before the row `from` was put at the place `to`.
function placeBefore(now, from, to) {
  if (now === to) return from;
  const among = now < to ? now : now - 1;
  return among < from ? among : among + 1;
}

const USABLE = "button:not(:disabled), input:not([type=hidden]), textarea, select:not([hidden])";

function focusOn(part, command) {
  const [verb, path, place] = command.split(":");
  if (verb === "move") {
    part.querySelector(`[data-path="${path.replace(/\d+$/, place)}"]`)?.focus();
    return;
  }
  if (verb === "keep") {
    (document.getElementById(path) ?? part).querySelector("select[data-adds] + .combo input")?.focus();
    return;
  }
  if (verb === "add") {
    const rows = part.id === path ? part : document.getElementById(path);
    rows?.querySelector(":scope > ol > li:last-child details")?.querySelector(USABLE)?.focus();
    return;
  }
  const number = Number(path.match(/\d+$/)?.[0] ?? 0) + (verb === "down" ? 1 : verb === "up" ? -1 : 0);
  const target = path.replace(/\d+$/, String(number));
  const button = part.querySelector(`[value="${verb}:${target}"]:not(:disabled)`)
    ?? part.querySelector(`[value$=":${target}"]:not(:disabled)`)
    ?? part.querySelector(USABLE);
  button?.focus();
}
