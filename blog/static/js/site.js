// Everything here is a comfort: each page is complete without it. What only some pages have, only those fetch.
import { offerEditing } from "./editing.js";
import { loadForPaper } from "./printing.js";
import { offerSchemes } from "./switch.js";

async function offer(selector, load) {
  const found = document.querySelectorAll(selector);
  if (found.length) (await load()).default(found);
}

offerSchemes(document.querySelector("[data-scheme-switch]"));
offerEditing(document.querySelector("main"), document.querySelector(".skip"));
loadForPaper();
offer("[data-contents]", () => import("./contents.js"));
offer("img[data-placeholder]", () => import("./placeholders.js"));
offer("figure.code pre", () => import("./copy.js"));
offer(".table, figure.code pre, .math-block", () => import("./boxes.js"));
offer("a[role=doc-noteref]", () => import("./notes.js"));
offer("a.enlarge", () => import("./lightbox.js"));
offer("[data-counted]", () => import("./counting.js"));
offer("[data-share]", () => import("./sharing.js"));
offer("[data-when-field]", () => import("./conditions.js"));
offer("form[role=search] input[type=search]", () => import("./suggest.js"));
document.querySelector("[data-take-focus]")?.focus();
