// Before a document goes to its readers for the first time: where it will be, and what the checks have found so far.
export function askBeforeRelease(form) {
  const sheet = document.getElementById("release");
  if (!sheet) return;
  let button = null;
  let isSure = false;
  const planner = () => document.getElementById("at-publish");

  const tell = () => {
    const list = document.querySelector("[data-checklist] details");
    const found = [...(list?.querySelectorAll(".findings") ?? [])].map((each) => each.cloneNode(true));
    sheet.querySelector("[data-found]").replaceChildren(...found);
    sheet.querySelector("[data-all-good]").hidden = !list || found.length > 0;
    sheet.querySelector("[value=time]").hidden = !planner();
  };
  new MutationObserver(() => { if (sheet.open) tell(); })
    .observe(document.querySelector('[data-graft="publishing"]'), { childList: true, subtree: true });

  // Before the form hears of it, so that what is written goes on being saved behind the question.
  document.addEventListener("submit", (event) => {
    if (isSure || event.target !== form || !event.submitter?.matches("[data-first]")) return;
    event.preventDefault();
    event.stopPropagation();
    button = event.submitter;
    const place = sheet.querySelector("[data-where]");
    if (place) place.textContent = addressOf(form, place.dataset.where);
    tell();
    sheet.showModal();
    sheet.querySelector("[value=publish]").focus();
  }, true);
  addEventListener("pageshow", () => { isSure = false; });

  sheet.addEventListener("click", (event) => {
    const wish = event.target.closest("button")?.value;
    if (wish || event.target.closest("[data-place]")) sheet.close();
    if (wish === "publish") {
      isSure = true;
      noteSeen(form);
      form.requestSubmit(button.isConnected ? button : form.querySelector("[data-first]"));
    } else if (wish === "time") {
      planner().closest("details").open = true;
      planner().focus();
    }
  });
}

function addressOf(form, pattern) {
  const slug = form.elements.slug?.value.trim() || form.elements.slug?.placeholder || "…";
  return slug === "home" && pattern.endsWith("/{slug}") && form.elements["hero.type"] ? pattern.replace("{slug}", "")
    : pattern.replace("{slug}", slug);
}

// The warnings were read here: the page need not hold them back once more.
function noteSeen(form) {
  const mark = document.querySelector("[data-mark]")?.dataset.mark;
  if (!mark) return;
  let seen = form.querySelector("[name=_seen_warnings]");
  if (!seen) {
    seen = Object.assign(document.createElement("input"), { type: "hidden", name: "_seen_warnings" });
    form.append(seen);
  }
  seen.value = mark;
}
