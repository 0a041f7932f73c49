import "htmx.org";
import { tinykeys } from "tinykeys";
import "./elements/rw-palette.js";
import { focusNext, keepForms, restoreForms } from "./forms.js";
import { move, press } from "./rows.js";

document.documentElement.classList.add("js");

// Single keys are off inside fields, and for people who switched them off (WCAG 2.1.4).
const typing = (event) =>
  event.target.closest("input, textarea, select, [contenteditable], dialog[open]") ||
  document.body.dataset.keys === "off" ||
  event.defaultPrevented;
const single = (run) => (event) => {
  if (typing(event)) return;
  event.preventDefault();
  run(event);
};

const keys = {
  "$mod+k": (event) => {
    event.preventDefault();
    document.querySelector("rw-palette")?.open();
  },
  j: single(() => move(1)),
  k: single(() => move(-1)),
  x: single(() => press("[data-pick], .pick")),
  d: single(() => press("[data-done]")),
  n: single(() => document.querySelector("[data-new]")?.click()),
  "/": single(() => document.querySelector("[data-filter]")?.focus()),
  "Shift+?": single(() => document.querySelector("#keyboard-help")?.showModal()),
  z: single(() => document.querySelector("#undo-form")?.submit()),
};
for (const link of document.querySelectorAll("[data-go]")) {
  keys[`g ${link.dataset.go}`] = single(() => link.click());
}
tinykeys(window, keys);

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
  if (event.target.closest("[data-keyboard-help]")) document.querySelector("#keyboard-help")?.showModal();
});
document.addEventListener("focusin", (event) => {
  if (event.target.matches("[data-opens-palette]")) document.querySelector("rw-palette")?.open(event.target.value);
});

// A form is sent once: the server keeps the promise, the button only shows it.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || event.target.method === "dialog") return;
  setTimeout(() => (button.disabled = true));
  setTimeout(() => (button.disabled = false), 4000);
});
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button:disabled")) button.disabled = false;
});

restoreForms();
keepForms();
focusNext();

for (const toast of document.querySelectorAll(".toast")) setTimeout(() => toast.remove(), 10000);
