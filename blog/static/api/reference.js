// "Try it" on the pages of the API's reference: sends the request from this page and shows what came back.
const credentials = document.querySelector("[data-credentials]");
const authorization = document.querySelector("#authorization");
const KEPT = "api-authorization";
const LONGEST = 20000;

if (credentials) {
  credentials.hidden = false;
  authorization.value = sessionStorage.getItem(KEPT) ?? "";
  authorization.addEventListener("input", () => sessionStorage.setItem(KEPT, authorization.value));
  credentials.addEventListener("submit", (event) => event.preventDefault());
}

for (const panel of document.querySelectorAll("[data-try]")) {
  panel.hidden = false;
  panel.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(panel.closest(".operation"), event.target);
  });
}

function request({ method, path }, form) {
  const query = new URLSearchParams();
  const headers = {};
  for (const field of form.querySelectorAll("[data-in]")) {
    if (!field.value) continue;
    if (field.dataset.in === "path") path = path.replace(`{${field.name}}`, encodeURIComponent(field.value));
    else if (field.dataset.in === "header") headers[field.name] = field.value;
    else query.set(field.name, field.value);
  }
  if (authorization?.value.trim()) headers.Authorization = authorization.value.trim();
  const sent = { method, headers, credentials: "omit" };
  const body = form.querySelector("[data-body]")?.value;
  const file = form.querySelector("[data-file]");
  if (file) {
    sent.body = new FormData();
    if (file.files[0]) sent.body.set("file", file.files[0]);
    sent.body.set("_payload", body);
  } else if (body !== undefined) {
    sent.body = body;
    headers["Content-Type"] = "application/json";
  }
  return [query.size ? `${path}?${query}` : path, sent];
}

async function send(operation, form) {
  const status = form.querySelector("output");
  const shown = form.querySelector(".answer");
  status.hidden = false;
  status.textContent = "Sending…";
  try {
    const [address, sent] = request(operation.dataset, form);
    const answer = await fetch(address, sent);
    const kind = answer.headers.get("Content-Type") ?? "";
    const text = kind.includes("json") ? pretty(await answer.text()) : `${kind || "Nothing"}`;
    status.textContent = `${answer.status} ${answer.statusText}, ${answer.headers.get("X-Request-Id") ?? ""}`;
    shown.hidden = false;
    shown.firstChild.textContent = text.length > LONGEST ? `${text.slice(0, LONGEST)}\n…` : text;
  } catch (error) {
    status.textContent = `Not sent: ${error.message}`;
    shown.hidden = true;
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
