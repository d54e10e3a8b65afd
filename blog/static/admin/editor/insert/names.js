// The titles of documents that a text names only by their ids, each asked for once, those of one moment together.
import { made } from "../made.js";
import { read } from "./server.js";

const known = new Map();
let waiting = new Map();

// Everything that is known about a document, or null where it is gone.
export function found(endpoints, collection, id) {
  const name = `${collection}:${id}`;
  if (!known.has(name)) {
    known.set(name, new Promise((resolve) => {
      if (!waiting.size) setTimeout(() => fetchAll(endpoints), 20);
      waiting.set(name, resolve);
    }));
  }
  return known.get(name);
}

async function fetchAll(endpoints) {
  const asked = waiting;
  waiting = new Map();
  const answer = await read(endpoints.named, { of: [...asked.keys()].join(",") });
  for (const [name, resolve] of asked) {
    resolve((answer ?? []).find((each) => `${each.collection}:${each.id}` === name) ?? null);
    if (!answer) known.delete(name);
  }
}

export function remember(collection, document) {
  known.set(`${collection}:${document.id}`, Promise.resolve(document));
}

// The title of a document as a part of the page, filled in when it comes.
export function named(endpoints, collection, id, before = "") {
  const element = made("span", {}, "…");
  found(endpoints, collection, id).then((document) => {
    element.textContent = `${before}${document?.title ?? "a document that is gone"}`;
  });
  return element;
}
