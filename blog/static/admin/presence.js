// Who else has the document open: asked now and then while this page is looked at, told when it changes.
const EVERY = 20000;

export function showOthers(form, place) {
  let timer = 0;
  const body = () => new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
  const beat = async () => {
    clearTimeout(timer);
    if (form.dataset.present && document.visibilityState === "visible") {
      const answer = await fetch(form.dataset.present, { method: "POST", body: body() }).catch(() => null);
      if (answer?.ok) show((await answer.json()).others);
    }
    clearTimeout(timer);
    timer = setTimeout(beat, EVERY);
  };
  const show = (others) => {
    const names = others.map((each) => each.name);
    const first = others.length === 1 ? ` since ${clock(others[0].since)}` : "";
    const words = names.length ? `${listed(names)} ${names.length === 1 ? "is" : "are"} editing this too${first}` : "";
    if (place.textContent.trim() !== words) place.textContent = words;
  };
  form.addEventListener("autosaved", (event) => { if (event.detail.others) show(event.detail.others); });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") beat(); });
  addEventListener("pagehide", () => { if (form.dataset.left) navigator.sendBeacon(form.dataset.left, body()); });
  addEventListener("pageshow", (event) => { if (event.persisted) beat(); });
  beat();
}

function listed(names) {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function clock(moment) {
  return new Date(moment).toLocaleTimeString("en-GB", { timeStyle: "short" });
}
