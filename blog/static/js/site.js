// Everything here is a comfort: each page is complete without it.
import { loadForPaper } from "./printing.js";
import { offerSchemes } from "./switch.js";
import { offerCopies } from "./copy.js";
import { followConditions } from "./conditions.js";

offerSchemes(document.querySelector("[data-scheme-switch]"));
offerCopies(document.querySelectorAll("figure.code pre"));
followConditions(document.querySelectorAll("[data-when-field]"));
loadForPaper();
document.querySelector("[data-take-focus]")?.focus();
