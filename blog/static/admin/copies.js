// A copy of what is being written, in this browser: for a crash, a closed tab, a lost connection. It never holds a
// password or a secret, is gone as soon as the words are saved or the person signs out, and after two weeks anyway.
const START = "quire-copy:";
const SENT = "quire-sent";
const PAUSE = 500;
const OLD = 14 * 24 * 3600 * 1000;
const MOST = 30;
const MOST_SIGNS = 2_000_000;
const SECRET = /(password|secret|token)$/i;
const NOT_KEPT = ["_key", "_person", "_do", "_save"];

export function keepCopy(form) {
  const keyOf = (id) => `${START}${form.dataset.person}:${form.dataset.collection}:${id || "new"}`;
  let key = keyOf(form.dataset.id);
  let timer = 0;

  const keep = () => {
    clearTimeout(timer);
    timer = 0;
    const copy = { at: Date.now(), fields: pairs(form) };
    if (!write(key, copy)) write(key, { ...copy, fields: copy.fields.filter(([name]) => name !== "_origin") });
  };
  const soon = () => { timer ||= setTimeout(keep, PAUSE); };
  const drop = () => {
    clearTimeout(timer);
    timer = 0;
    remove(key);
  };
  form.addEventListener("input", (event) => { if (event.target.form === form) soon(); });
  form.addEventListener("rearranged", soon);
  form.addEventListener("autosaved", (event) => { if (event.detail.whole) drop(); });
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name === "_do") return;
    if (timer) keep();
    try { sessionStorage.setItem(SENT, key); } catch { /* Then the copy is offered once more. */ }
  });
  addEventListener("pagehide", () => { if (timer) keep(); });
  sweep();
  forgetSent(form);
  if (!("unsaved" in form.dataset)) offer(form, key);
  return { move(id) { drop(); key = keyOf(id); } };
}

export function forgetCopies(person) {
  for (const key of keys()) if (key.startsWith(`${START}${person}:`)) remove(key);
}

function pairs(form) {
  const secret = (name) => SECRET.test(name) || form.querySelector(`[type=password][name="${CSS.escape(name)}"]`);
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && !NOT_KEPT.includes(name) && !secret(name),
  );
}

// The page that follows a save says so. A page that says nothing may follow a crash.
function forgetSent(form) {
  try {
    const sent = sessionStorage.getItem(SENT);
    if (!sent || "unsaved" in form.dataset) return;
    if (document.querySelector(".said")) remove(sent);
    sessionStorage.removeItem(SENT);
  } catch { /* A browser that keeps nothing has nothing to forget. */ }
}

// What is offered is put aside first, so that typing on does not write over it.
async function offer(form, key) {
  const aside = `${key}:aside`;
  const copy = read(key) ?? read(aside);
  if (!copy) return;
  if (read(key) && write(aside, copy)) remove(key);
  if (form.dataset.kept && await saysTheSame(form, copy)) return remove(aside);
  const box = document.getElementById("copy-offer").content.cloneNode(true).firstElementChild;
  box.querySelector("time").textContent = said(copy.at);
  box.querySelector("[data-use]").onclick = () => {
    write(key, copy);
    remove(aside);
    post(form, copy, { _do: "copy" });
  };
  const compare = box.querySelector("[data-compare]");
  compare.hidden = !form.dataset.kept;
  compare.onclick = () => post(form, copy, {}, form.dataset.kept);
  box.querySelector("[data-discard]").onclick = () => {
    remove(aside);
    box.remove();
    form.querySelector(".bar a, .bar button")?.focus();
  };
  form.querySelector(".columns").before(box);
}

async function saysTheSame(form, copy) {
  const body = new URLSearchParams([...copy.fields, ["csrf_token", form.elements.csrf_token.value], ["_quietly", "1"]]);
  const answer = await fetch(form.dataset.kept, { method: "POST", body }).catch(() => null);
  return answer?.ok ? (await answer.json()).same : false;
}

function post(form, copy, more, elsewhere) {
  const sheet = Object.assign(document.createElement("form"), { method: "post", action: elsewhere ?? location.href });
  if (elsewhere) Object.assign(sheet, { target: "_blank", rel: "noopener" });
  const fields = [...copy.fields, ...Object.entries({ ...more, csrf_token: form.elements.csrf_token.value })];
  for (const [name, value] of fields) {
    const input = document.createElement("textarea");
    Object.assign(input, { name, value });
    sheet.append(input);
  }
  sheet.hidden = true;
  document.body.append(sheet);
  sheet.submit();
  sheet.remove();
}

function said(at) {
  const then = new Date(at);
  const time = then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return then.toDateString() === new Date().toDateString() ? time : `${then.toLocaleDateString()}, ${time}`;
}

function sweep() {
  let signs = 0;
  const kept = keys().map((key) => ({ key, copy: read(key) })).sort((a, b) => (b.copy?.at ?? 0) - (a.copy?.at ?? 0));
  kept.forEach(({ key, copy }, number) => {
    signs += JSON.stringify(copy).length;
    if (!copy || copy.at < Date.now() - OLD || number >= MOST || signs > MOST_SIGNS) remove(key);
  });
}

function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(START));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    const copy = JSON.parse(localStorage.getItem(key));
    return Array.isArray(copy?.fields) && Number.isFinite(copy.at) ? copy : null;
  } catch {
    return null;
  }
}

function write(key, copy) {
  try {
    localStorage.setItem(key, JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch { /* Nothing is kept there, then. */ }
}
