// What the editor asks the server: answers as they are, refusals as sentences. An old token is changed for a new one.
const PATIENCE = 30000;
const SILENT = "The site does not answer. Nothing is lost; try again.";

function token(fresh) {
  const fields = [...document.querySelectorAll("input[name=csrf_token]")];
  if (fresh) for (const field of fields) field.value = fresh;
  return fields[0]?.value ?? "";
}

export async function read(address, asked = {}, signal = undefined) {
  const answer = await fetched(`${address}?${new URLSearchParams(asked)}`, { signal });
  return answer.problem ? null : answer.body;
}

// Answers { body }, or { problem } with a sentence.
export async function send(address, body) {
  const post = () => fetched(address, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const answer = await post();
  return answer.isStale ? post() : answer;
}

async function fetched(address, options) {
  try {
    const answer = await fetch(address, options);
    const body = await answer.json();
    return answer.ok ? { body } : refused(body);
  } catch {
    return { problem: SILENT };
  }
}

function refused(body) {
  if (body.token) token(body.token);
  return { problem: body.said ?? SILENT, problems: body.problems ?? {}, isStale: Boolean(body.token) };
}

// A file on its way: `progress` is told the part that has arrived, from 0 to 1.
export async function upload(address, file, words, progress) {
  const answer = await sent(address, file, words, progress);
  return answer.isStale ? sent(address, file, words, progress) : answer;
}

function sent(address, file, words, progress) {
  const form = new FormData();
  for (const [name, value] of Object.entries(words)) form.append(name, value);
  form.append("file", file, file.name || "picture");
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("X-CSRFToken", token());
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener("error", () => resolve({ problem: SILENT, problems: {} }));
    request.addEventListener("load", () => {
      const body = request.response;
      if (!body) resolve({ problem: SILENT, problems: {} });
      else resolve(request.status < 300 ? { body } : refused(body));
    });
    request.send(form);
  });
}
