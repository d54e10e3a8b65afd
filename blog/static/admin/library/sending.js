// Sends one file to the library. `done` is fulfilled with {status, said}, whatever the server says; a lost connection is
// status 0. `stop` takes it back.
export function sendFile(file, words, onProgress) {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append("csrf_token", document.querySelector('input[name="csrf_token"]')?.value ?? "");
  for (const [name, value] of Object.entries(words)) {
    if (value) form.append(name, value === true ? "1" : value);
  }
  form.append("file", file, file.name);
  const done = new Promise((resolve) => {
    request.upload.addEventListener("progress", (event) => onProgress?.(event.lengthComputable ? event.loaded / event.total : null));
    request.addEventListener("load", () => resolve({ status: request.status, said: answerOf(request) }));
    request.addEventListener("error", () => resolve({ status: 0, said: { message: "The connection broke off." } }));
    request.addEventListener("abort", () => resolve({ status: -1, said: { message: "Taken back." } }));
  });
  request.open("POST", "/admin/media/upload");
  request.setRequestHeader("Accept", "application/json");
  request.send(form);
  return { done, stop: () => request.abort() };
}

const WORDS = {
  400: "The page had been open for too long. Load it again, then send the file once more.",
  401: "You are not signed in any more. Sign in in another tab, then try again.",
  403: "You may not upload files.",
  413: "The file is larger than this site takes.",
  429: "Too many files in a short time. Wait a minute, then try again.",
};

function answerOf(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return { message: WORDS[request.status] ?? "The server could not take the file. Try again." };
  }
}
