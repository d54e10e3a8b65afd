// A button that copies what is shown only once; without it, the text can be marked by one click.
import { copyButton } from "../js/copy.js";

export function offerCopy(part) {
  if (!navigator.clipboard) return;
  for (const place of part.querySelectorAll("[data-copy]")) {
    const shown = document.getElementById(place.dataset.copy);
    const button = copyButton("Copy", place.dataset.copyWhat || "the key", () => shown.innerText.trim());
    button.className = "quiet";
    place.append(button);
  }
}
