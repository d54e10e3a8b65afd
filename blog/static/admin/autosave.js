// Saves to the draft after each pause in writing, never to what readers see. What could not be saved stays in the form.
const PAUSE = 1500;
const AGAIN = 10000;
const PATIENCE = 20000;

export function saveByItself(form, place) {
  let written = 0;
  let saved = 0;
  let running = null;
  let stopped = false;
  let timer = 0;

  const wait = (time) => {
    clearTimeout(timer);
    timer = setTimeout(save, time);
  };
  const touch = () => {
    written += 1;
    if (!stopped) wait(PAUSE);
  };
  form.addEventListener("input", (event) => { if (event.target.form === form) touch(); });
  form.addEventListener("rearranged", touch);
  addEventListener("focus", () => { if (written > saved && !stopped) wait(0); });
  form.addEventListener("submit", holdOn, true);

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
    const answer = await post(form);
    const words = answer?.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (answer?.status === 400 && words.token && !isSecond) {
      for (const input of document.getElementsByName("csrf_token")) input.value = words.token;
      return send(mark, true);
    }
    if (answer?.status === 200) return keep(words, mark);
    refuse(answer?.status ?? 0, words);
  }

  function keep(words, mark) {
    const whole = mark === written;
    form.elements._revision.value = words.revision;
    if (whole) nameRows(form, words.rows);
    else wait(PAUSE);
    if (mark > saved) tell(`Saved at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`);
    saved = mark;
    form.dispatchEvent(new CustomEvent("autosaved", { detail: { path: words.preview, whole } }));
  }

  function refuse(status, words) {
    if (status === 401) {
      tell("You are signed out. What you wrote is still here: ", link(form.dataset.signIn, "sign in in another tab"),
        " and come back.");
    } else if (status === 409) {
      stopped = true;
      tell("Somebody else saved this document. Yours is kept here but not saved by itself any more: press “Save draft”"
        + " to see both.");
    } else if (status === 422) {
      tell(`Not saved yet. ${words.problems.join(" ")}`);
    } else if (status === 0 || status >= 429) {
      tell("Not saved: the site does not answer. What you wrote is still here, and is sent again soon.");
      wait(AGAIN);
    } else {
      stopped = true;
      tell("This is not saved by itself any more. What you wrote is still here: press “Save draft”.");
    }
    place.classList.add("wrong");
  }

  function tell(...parts) {
    place.classList.remove("wrong");
    if (place.textContent !== parts.map((part) => part.textContent ?? part).join("")) place.replaceChildren(...parts);
  }

  return save;
}

async function post(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") body.append(name, value);
  }
  try {
    return await fetch(form.dataset.autosave, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return null;
  }
}

// A new row gets the id that it was saved under, so that it is the same row the next time.
function nameRows(form, ids) {
  for (const [name, id] of Object.entries(ids)) {
    const input = form.elements[name];
    if (input && !input.value) input.value = id;
  }
}

function link(address, words) {
  const made = document.createElement("a");
  Object.assign(made, { href: address, target: "_blank", rel: "noopener", textContent: words });
  return made;
}
