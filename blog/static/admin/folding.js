// Folds and opens all rows of a list at once.
export function offerFolding(part) {
  const lists = [...(part.matches?.(".rows") ? [part] : []), ...part.querySelectorAll(".rows")];
  for (const list of lists) {
    const rows = () => [...list.querySelectorAll(":scope > ol > .item > details")];
    if (rows().length < 2 || list.querySelector(":scope > .folds")) continue;
    const title = list.querySelector(":scope > legend")?.firstChild?.textContent.trim() ?? "";
    const box = Object.assign(document.createElement("p"), { className: "folds" });
    box.append(
      button("Collapse all", title, () => { for (const row of rows()) row.open = false; }),
      button("Expand all", title, () => { for (const row of rows()) row.open = true; }),
    );
    list.querySelector(":scope > ol").before(box);
  }
}

function button(words, title, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "link", textContent: words });
  made.append(Object.assign(document.createElement("span"), { className: "hush", textContent: ` of ${title}` }));
  made.addEventListener("click", act);
  return made;
}
