// The editor's page saves by itself and shows what it saves. Everything here is a comfort: both buttons do without it.
import { saveByItself } from "./autosave.js";
import { showBeside } from "./pane.js";

const form = document.querySelector("[data-document]");
const save = form?.dataset.autosave ? saveByItself(form, document.querySelector("[data-saving]")) : null;
const pane = document.getElementById("pane");
if (form && pane) showBeside(pane, form, save);
