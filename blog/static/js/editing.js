// Shows the way to the editor to those who have signed in on this device. The cookie that says so is no key to
// anything: who follows the link without a session is asked to sign in. The page is the same for everybody.
const HINT = "quire_author=1";

export function offerEditing(main, skip) {
  if (!main?.dataset.edit || !document.cookie.split("; ").includes(HINT)) return;
  const link = document.createElement("a");
  link.className = "edit";
  link.href = main.dataset.edit;
  link.textContent = "Edit";
  const place = document.createElement("nav");
  place.setAttribute("aria-label", "For authors");
  place.append(link);
  skip.after(place);
}
