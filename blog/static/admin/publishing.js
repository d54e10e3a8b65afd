// Keeps what stands between a document and its readers up to date: the checklist after each save, and how the document
// looks elsewhere with each key. Everything here is a comfort: both are right when the page comes.
import { askBeforeRelease } from "./releasing.js";

const form = document.querySelector("[data-document]");
// A new document gets both with its first save.
const findList = () => document.querySelector("[data-checks]");
const findLooks = () => document.querySelector("[data-looks]");

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-place]");
  if (link) goTo(link, event);
});
if (form) askBeforeRelease(form);
form?.addEventListener("autosaved", refresh);
form?.addEventListener("input", say);
say();
document.getElementById("held")?.scrollIntoView({ block: "center" });

async function refresh() {
  const list = findList();
  if (!list) return;
  const answer = await fetch(list.dataset.checks, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!answer?.ok) return;
  const found = await answer.json();
  const isOpen = list.querySelector("details")?.open;
  const had = list.contains(document.activeElement);
  list.innerHTML = found.checklist;
  const made = list.querySelector("details");
  if (made && isOpen) made.open = true;
  if (made && had) made.querySelector("summary").focus();
  const state = document.querySelector('[data-graft="badge"]');
  if (state) state.innerHTML = found.state;
  follow(found);
}

function follow(found) {
  const looks = findLooks();
  if (!looks) return;
  looks.dataset.fallback = found.fallback;
  const picture = looks.querySelector("[data-looks-picture]");
  if (found.picture && picture.getAttribute("src") !== found.picture) picture.src = found.picture;
  say();
}

// The same as blog/collections/appearance.py says: what is written for elsewhere, else what the document has.
function say() {
  const looks = findLooks();
  if (!looks) return;
  const title = read("meta.title") || read("title");
  const words = read("meta.description") || read("summary");
  const site = looks.dataset.site;
  const whole = title || "Untitled";
  write("title", whole === site || !site ? whole : `${whole} – ${site}`);
  write("own-title", title || site);
  write("words", words || looks.dataset.fallback);
  const slug = read("slug") || form.elements.slug?.placeholder;
  if (slug) write("slug", slug.split("/").pop());
  measure("title", title);
  measure("description", words);
}

function read(name) {
  return form.elements[name]?.value?.trim().replace(/\s+/g, " ") ?? "";
}

function write(name, words) {
  for (const place of findLooks().querySelectorAll(`[data-looks-${name}]`)) {
    if (place.textContent !== words) place.textContent = words;
  }
}

function measure(name, words) {
  const length = [...words].length;
  findLooks().querySelector(`[data-looks-meter="${name}"]`).value = length;
  findLooks().querySelector(`[data-looks-count="${name}"]`).textContent = length;
}

// To the input that a finding is about, through whatever is folded above it.
function goTo(link, event) {
  const id = decodeURIComponent(link.hash.slice(1));
  const place = document.getElementById(id) ?? form.querySelector(`[name="${CSS.escape(id)}"], [name^="${CSS.escape(id)}."]`);
  const field = place?.closest(".field") ?? place;
  if (!field) return;
  event.preventDefault();
  for (let around = field.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  field.scrollIntoView({ block: "center" });
  const target = [place, ...field.querySelectorAll("input, textarea, select, [contenteditable=true]")];
  target.find((each) => each.offsetParent && !each.matches("[type=hidden]"))?.focus({ preventScroll: true });
}
