// Hides form fields whose condition is not met; without scripts all are shown, and the server decides either way.
export default function followConditions(fields) {
  const forms = new Set([...fields].map((field) => field.closest("form")));
  for (const form of forms) {
    const update = () => {
      const values = new FormData(form);
      for (const field of form.querySelectorAll("[data-when-field]")) {
        const met = values.getAll(field.dataset.whenField).includes(field.dataset.whenValue);
        field.hidden = !met;
        for (const input of field.querySelectorAll("input, textarea, select")) input.disabled = !met;
      }
    };
    form.addEventListener("input", update);
    update();
    form.dataset.followed = "";
  }
}
