// Shows the way to the editor to those who have signed in on this device. The page is the same for everybody.
import { isAuthor } from "./author.js";

export function offerEditing(main, skip) {
  if (!main?.dataset.edit || !isAuthor()) return;
  const link = document.createElement("a");
  link.className = "edit";
  link.href = main.dataset.edit;
  link.textContent = "Edit";
  const place = document.createElement("nav");
  place.setAttribute("aria-label", "For authors");
  place.append(link);
  skip.after(place);
}
