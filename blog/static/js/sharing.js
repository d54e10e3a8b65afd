// The system's own way to share where there is one, and buttons that copy the address and the citation.
import { copyButton } from "./copy.js";

export default function offerSharing([list]) {
  const { title, url } = list.dataset;
  const add = (button) => {
    const item = document.createElement("li");
    item.append(button);
    list.append(item);
  };
  if (navigator.share) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Share with …";
    // Who changes their mind has not met an error.
    button.addEventListener("click", () => navigator.share({ title, url }).catch(() => {}));
    add(button);
  }
  if (!navigator.clipboard) return;
  add(copyButton("Copy link", "to this page", () => url));
  const citation = list.parentElement.querySelector("[data-citation]");
  const words = citation?.textContent.trim().replace(/\s+/g, " ");
  citation?.append(" ", copyButton("Copy", "the citation", () => words));
}
