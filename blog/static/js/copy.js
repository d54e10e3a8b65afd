// A button beside each listing that copies it.
export function offerCopies(listings) {
  if (!navigator.clipboard) return;
  for (const listing of listings) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(listing.textContent.trimEnd() + "\n");
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
    const figure = listing.closest("figure");
    const caption = figure?.querySelector("figcaption");
    if (caption) caption.append(button);
    else {
      listing.after(button);
      listing.parentElement.classList.add("has-copy");
    }
  }
}
