// Signing in again without leaving the page, so that an expired session costs nobody a word.
const PATIENCE = 15000;

// Who is signed in, and a fresh token for the forms; null when the site cannot be reached.
export async function whoIsHere(form) {
  const { words } = await ask(form.dataset.here);
  return words?.token ? words : null;
}

export function putToken(token) {
  for (const input of document.getElementsByName("csrf_token")) input.value = token;
}

let open = null;

// Opens the dialog, or waits for the one that is open. True once the person whose words these are is signed in.
export function signInHere(form) {
  open ??= asked(form).finally(() => { open = null; });
  return open;
}

function asked(form) {
  const dialog = document.getElementById("again");
  if (!dialog || dialog.open) return Promise.resolve(false);
  const sheet = dialog.querySelector("form");
  const said = dialog.querySelector("[role=alert]");
  const code = dialog.querySelector("[data-code]");
  const say = (words) => { said.textContent = words; };
  say("");
  code.hidden = true;
  dialog.showModal();
  sheet.elements.password.focus();

  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "in"), { once: true });
    dialog.returnValue = "";
    dialog.querySelector("[data-later]").onclick = () => dialog.close();
    sheet.onsubmit = async (event) => {
      event.preventDefault();
      const { status, words } = await enter(form, sheet, !code.hidden);
      if (status === 200) {
        sheet.elements.password.value = "";
        sheet.elements.code.value = "";
        if (words.person.id === form.dataset.person) return dialog.close("in");
        return say(`You are signed in as ${words.person.name} now. This was written by ${form.dataset.name}: it stays in`
          + " this browser and is not saved under another name.");
      }
      code.hidden = !(status === 202 || words?.code);
      if (!code.hidden) sheet.elements.code.focus();
      say(status === 202 ? "Now the six digits that your authenticator app shows, or a recovery code."
        : words?.said ?? (status === 429 ? "Too many attempts. Please wait a minute." : "The site does not answer."));
    };
  });
}

async function enter(form, sheet, withCode) {
  const here = await whoIsHere(form);
  if (!here) return { status: 0 };
  const body = new URLSearchParams({ csrf_token: here.token, email: sheet.elements.email.value,
    password: sheet.elements.password.value, code: withCode ? sheet.elements.code.value : "" });
  const answer = await ask(form.dataset.here, { method: "POST", body });
  if (answer.words?.token) putToken(answer.words.token);
  return answer;
}

async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    return { status: answer.status, words: isJson ? await answer.json() : null };
  } catch {
    return { status: 0, words: null };
  }
}

// A form is only sent when somebody is there to take it: otherwise the browser would put an error in its place.
export function sendWhenTaken(form, tell) {
  let passes = false;
  form.addEventListener("submit", async (event) => {
    const button = event.submitter;
    if (passes || button?.name === "_do") {
      passes = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    const here = await whoIsHere(form);
    if (!here) return tell("Not connected. What you write is kept in this browser.");
    putToken(here.token);
    if (here.person?.id !== form.dataset.person && !await signInHere(form)) {
      return tell("Not saved: you are not signed in. What you wrote is kept in this browser.");
    }
    passes = true;
    form.requestSubmit(button);
  }, true);
}
