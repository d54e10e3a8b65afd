// Buttons that copy, and tell what came of it in sight and in speech.
import { say } from "./saying.js";

export function copyButton(label, what, text) {
  const button = document.createElement("button");
  const seen = document.createElement("span");
  const heard = document.createElement("span");
  let back;
  button.type = "button";
  button.className = "copy";
  seen.textContent = label;
  heard.className = "hush";
  heard.textContent = ` ${what}`;
  button.append(seen, heard);
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text()).then(() => true, () => false);
    seen.textContent = copied ? "Copied" : "Not copied";
    say(copied ? `Copied ${what}.` : `The browser did not let ${what} be copied.`);
    clearTimeout(back);
    back = setTimeout(() => (seen.textContent = label), 2500);
  });
  return button;
}

export default function offerCopies(listings) {
  if (!navigator.clipboard) return;
  for (const listing of listings) {
    const figure = listing.closest("figure");
    const caption = figure.querySelector("figcaption");
    const button = copyButton("Copy", listing.getAttribute("aria-label") || "code", () => listing.textContent.trimEnd() + "\n");
    if (caption) caption.append(button);
    else {
      listing.after(button);
      figure.classList.add("has-copy");
    }
  }
}
