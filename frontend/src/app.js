// What the script adds; every page and form works without it.
import "htmx.org";
import "./elements/rw-countdown.js";
import "./elements/rw-palette.js";
import { keepForms, restoreForms, sendOnce } from "./forms.js";
import { listen as keys } from "./keys.js";
import { watch as news } from "./news.js";
import { focusNamedRow, followActions } from "./rows.js";
import { listen as swaps } from "./swaps.js";
import { listen as toasts } from "./toasts.js";

document.documentElement.classList.add("js");
const dialogs = { help: "#keyboard-help", palette: "rw-palette" };

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-keyboard-help]")) document.querySelector(dialogs.help)?.showModal();
  if (event.target.closest("[data-opens-palette]")) document.querySelector(dialogs.palette)?.open();
  // A menu is a <details>: it opens without script, and closes by a click beside it with script.
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open], .more details[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
// Reasons belong on paper: what is folded on the screen is printed open.
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("main details:not([open])")) {
    folded.open = folded.dataset.unfolded = true;
  }
});
addEventListener("afterprint", () => {
  for (const folded of document.querySelectorAll("details[data-unfolded]")) {
    folded.open = false;
    delete folded.dataset.unfolded;
  }
});

keys();
swaps();
followActions();
toasts();
restoreForms();
keepForms();
sendOnce();
focusNamedRow();
// What stood in the page when it loaded is not read out by itself: the focus goes to what was refused.
// A page that is a form begins at its first field, or at what is wrong with it.
(
  document.querySelector("main .problems") ??
  (document.activeElement === document.body &&
    document.querySelector("main form[data-keep] .field :is(input:not([type=hidden]), select, textarea)"))
)?.focus?.();
news();
