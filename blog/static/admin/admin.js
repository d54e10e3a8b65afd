// Everything here is a comfort: each page of the admin works without it.
import { offerSchemes } from "../js/switch.js";
import { searchWhileTyping } from "./combobox.js";
import { rearrangeInPlace } from "./rearranging.js";
import { saveByKey, warnBeforeLeaving } from "./leaving.js";

offerSchemes(document.querySelector("[data-scheme-switch]"));
searchWhileTyping(document);
const form = document.querySelector("[data-document]");
if (form) {
  rearrangeInPlace(form, searchWhileTyping);
  warnBeforeLeaving(form);
  saveByKey(form);
}
document.getElementById("problems")?.scrollIntoView({ block: "center" });
