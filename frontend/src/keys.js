// Keys. Single ones are off inside fields and dialogs, and for people who switched them off
// (WCAG 2.1.4); an element takes one by data-key, in the focused row first, then on the page.
import { tinykeys } from "tinykeys";
import { currentRow, move, open } from "./rows.js";

const busy = (event) =>
  event.defaultPrevented ||
  document.body.dataset.keys === "off" ||
  document.querySelector("dialog[open]") ||
  event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

const single = (run) => (event) => {
  if (busy(event) || run(event) === false) return;
  event.preventDefault();
};

const shown = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
const first = (selector, within) => within && [...within.querySelectorAll(selector)].find(shown);

// Spellings of a key that screens use: data-done is d, data-new is n, data-filter is /.
const NAMED = { d: "[data-done]", n: "[data-new]", "/": "[data-filter]", x: "[data-pick], .pick", "?": "[data-keyboard-help]" };

function press(key) {
  const selector = `[data-key="${CSS.escape(key)}"]${NAMED[key] ? `, ${NAMED[key]}` : ""}`;
  const row = currentRow();
  // d, x and f act on the row a person is on, never on one chosen for them.
  const page = ["d", "x", "f"].includes(key) ? null : document.querySelector("main");
  // Within the row also what is folded away: the tick of a closed deadline.
  const found = first(selector, row) ?? row?.querySelector(selector) ?? first(selector, page) ?? (page && first(selector, document));
  if (!found) return false;
  if (found.matches("input:not([type=checkbox]), textarea, select")) found.focus();
  else if (found.matches("summary")) {
    found.click();
    first("a, button", found.parentElement.querySelector("summary ~ *"))?.focus();
  } else found.click();
}

export function listen() {
  const bindings = {};
  // First, because the first binding that matches wins: in `g t` the t must not add a task.
  for (const link of document.querySelectorAll("[data-go]")) {
    bindings[`g ${link.dataset.go}`] = single(() => link.click());
  }
  Object.assign(bindings, {
    "$mod+k": (event) => {
      event.preventDefault();
      document.querySelector("rw-palette")?.open();
    },
    j: single(() => move(1)),
    k: single(() => move(-1)),
    e: single(() => open(currentRow())),
    z: single(undo),
    "Shift+?": single(() => document.querySelector("#keyboard-help")?.showModal()),
    "/": single(() => (press("/") === false ? document.querySelector("#finder")?.focus() : undefined)),
  });
  for (const key of "dfmntx") bindings[key] = single(() => press(key));
  tinykeys(window, bindings, { ignore: (event) => event.isComposing });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches?.("[data-row]") && open(event.target)) event.preventDefault();
  });
}

function undo() {
  const form = document.querySelector("#undo-form");
  form?.requestSubmit();
  return Boolean(form);
}
