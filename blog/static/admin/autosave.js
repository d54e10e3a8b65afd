// Saves to the draft after each pause in writing, never to what readers see; the first time, it makes the draft. What
// could not be saved stays in the form, and in this browser.
import { putToken, signInHere } from "./session.js";

const PAUSE = 1500;
const LONGEST_PAUSE = 12000;
const FIRST_WAIT = 2000;
const LONGEST_WAIT = 60000;
const PATIENCE = 20000;

export function saveByItself(form, place, made) {
  let written = "unsaved" in form.dataset ? 1 : 0;
  let saved = 0;
  let running = null;
  let stopped = false;
  let timer = 0;
  let again = FIRST_WAIT;
  let pause = PAUSE;
  let declined = false;

  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  };
  const touch = () => {
    written += 1;
    if (!stopped) wait(pause);
  };
  const now = () => { if (written > saved && !stopped) wait(0); };
  form.addEventListener("input", (event) => { if (event.target.form === form) touch(); });
  form.addEventListener("rearranged", touch);
  addEventListener("focus", now);
  addEventListener("online", now);
  form.addEventListener("submit", holdOn, true);
  if (written) wait(PAUSE);

  // What is sent by a button must not meet a save of ours on its way: it would look like somebody else's.
  function holdOn(event) {
    const button = event.submitter;
    if (button?.name === "_do") return;
    clearTimeout(timer);
    if (!running) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    running.then(() => { clearTimeout(timer); form.requestSubmit(button); });
  }

  function save(always = false) {
    clearTimeout(timer);
    if (!running && !stopped && (always === true || written > saved)) {
      running = send(written).finally(() => { running = null; });
    }
    return running ?? Promise.resolve();
  }

  async function send(mark, isSecond = false) {
    const begun = performance.now();
    const answer = await post(form);
    // A long text takes the site its time, and is sent the less often: two thirds of the time the site has rest.
    if (answer) pause = Math.min(Math.max(PAUSE, 2 * (performance.now() - begun)), LONGEST_PAUSE);
    const words = answer?.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    const status = answer?.status ?? 0;
    if (status === 400 && words.token && !isSecond) {
      putToken(words.token);
      return send(mark, true);
    }
    if (status === 409 && !words.trashed && !isSecond) return send(mark, true);
    if (status === 200 || status === 201) return keep(words, mark);
    refuse(status, words);
  }

  function keep(words, mark) {
    again = FIRST_WAIT;
    if (!words.revision) return; // nothing was written yet that is worth a document
    if (words.id) made(words);
    const whole = mark === written && !words.repeated;
    put(form, "_revision", words.revision);
    put(form, "_origin", words.origin);
    if (whole) nameRows(form, words.rows);
    else wait(pause);
    if (mark > saved) tell(`Saved at ${new Date().toLocaleTimeString("en-GB", { timeStyle: "short" })}`);
    saved = words.repeated ? mark - 1 : mark;
    const detail = { path: words.preview, whole, others: words.others };
    form.dispatchEvent(new CustomEvent("autosaved", { detail }));
  }

  function refuse(status, words) {
    if (status === 401) {
      tell("You are signed out. What you wrote is kept in this browser. ", button("Sign in", reenter));
      if (!declined) reenter();
    } else if (status === 403 && words.person) {
      stopped = true;
      tell(`You are signed in as ${words.person} now. This was written by ${form.dataset.name}: it is kept in this`
        + " browser, and not saved under another name.");
    } else if (words.trashed) {
      stopped = true;
      tell("This was put in the trash meanwhile, and is not saved by itself any more. What you wrote is kept in this"
        + " browser. ", button("Save it to the document in the trash", together));
    } else if (words.gone) {
      stopped = true;
      tell("This was deleted for good meanwhile. What you wrote is still here. ",
        button("Make a new document of it", together));
    } else if (status === 409) {
      stopped = true;
      tell(`${words.who ?? "Somebody else"} saved this, too. `, button("Bring both together", together),
        words.clear ? "" : " You both changed the same place.");
    } else if (status === 422) {
      tell(`Not saved yet. ${words.problems.join(" ")}`);
    } else if (status === 0 || status >= 429) {
      tell(status === 0 ? "Not connected. What you write is kept in this browser."
        : "The site does not answer. What you write is kept in this browser, and sent again soon.");
      wait(again);
      again = Math.min(2 * again, LONGEST_WAIT);
    } else {
      stopped = true;
      tell("This is not saved by itself any more. What you wrote is still here: press “Save draft”.");
    }
    place.classList.add("wrong");
  }

  async function reenter() {
    declined = !await signInHere(form);
    if (!declined) wait(0);
  }

  function together() {
    form.requestSubmit(form.querySelector("[name=_save][value=draft]"));
  }

  function tell(...parts) {
    place.classList.remove("wrong");
    if (place.textContent !== parts.map((part) => part.textContent ?? part).join("")) place.replaceChildren(...parts);
  }

  return save;
}

let met = false;

// What a form was opened on is long, and only asked for when somebody else has saved meanwhile.
async function post(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && (met || name !== "_origin")) body.append(name, value);
  }
  try {
    const answer = await fetch(form.dataset.autosave, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
    met = answer.status === 409;
    return answer;
  } catch {
    return null;
  }
}

function put(form, name, value) {
  let input = form.elements[name];
  if (!input) {
    input = Object.assign(document.createElement("input"), { type: "hidden", name });
    form.prepend(input);
  }
  input.value = value;
}

// A new row gets the id that it was saved under, so that it is the same row the next time.
function nameRows(form, ids) {
  for (const [name, id] of Object.entries(ids)) {
    const input = form.elements[name];
    if (input && !input.value) input.value = id;
  }
}

function button(words, press) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: words });
  made.addEventListener("click", press);
  return made;
}
