// Everything here is a comfort: each page of the admin works without it.
import { offerSchemes } from "../js/switch.js";
import { forgetCopies } from "./copies.js";
import { offerCopy } from "./copying.js";
import { searchWhileTyping } from "./combobox.js";
import { offerDragging } from "./dragging.js";
import { offerFolding } from "./folding.js";
import { dressFrame } from "./frame.js";
import { chooseMedia } from "./library/fields.js";
import { suggestWords } from "./library/suggesting.js";
import { showWhatLinksNeed } from "./links.js";
import { rearrangeInPlace } from "./rearranging.js";
import { selectMany } from "./selecting.js";
import { showComingSlug } from "./slugs.js";
import { saveByKey, warnBeforeLeaving } from "./leaving.js";

offerSchemes(document.querySelector("[data-scheme-switch]"));
dressFrame();
dress(document);
offerCopy(document);
const form = document.querySelector("[data-document]");
if (form) {
  rearrangeInPlace(form, dress);
  warnBeforeLeaving(form);
  saveByKey(form);
  showComingSlug(form);
}
const leaver = document.querySelector("[data-signs-out]");
leaver?.addEventListener("submit", () => forgetCopies(leaver.dataset.signsOut));
const many = document.querySelector("[data-many]");
if (many) selectMany(many);
document.getElementById("problems")?.scrollIntoView({ block: "center" });

function dress(part) {
  chooseMedia(part);
  suggestWords(part);
  searchWhileTyping(part);
  showWhatLinksNeed(part);
  offerDragging(part);
  offerFolding(part);
}
