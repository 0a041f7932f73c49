// Toasts stay ten seconds, longer while somebody points at one or has the focus in it; what they
// say stays in History. A page brings its own; htmx answers bring one as the event "toast".
const SECONDS = 10;
const MOST = 3;

export function listen() {
  const region = document.querySelector("#toasts");
  if (!region) return;
  region.querySelectorAll(".toast").forEach(dismissLater);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node.matches?.(".toast")) dismissLater(node);
    while (region.children.length > MOST) region.firstElementChild.remove();
  }).observe(region, { childList: true });
  // HX-Trigger: {"toast": {"text": "…", "kind": "danger", "undo": true}}
  document.addEventListener("toast", ({ detail }) => say(detail.text ?? detail.value, detail));
}

export function say(text, { kind = "", undo = false } = {}) {
  const region = document.querySelector("#toasts");
  const toast = document.createElement("div");
  toast.className = `toast ${kind}`;
  toast.append(Object.assign(document.createElement("span"), { textContent: text }));
  if (undo) toast.append(document.querySelector("#undo-button").content.cloneNode(true));
  region?.append(toast);
}

function dismissLater(toast) {
  let timer;
  const start = () => (timer = setTimeout(() => toast.remove(), SECONDS * 1000));
  const stop = () => clearTimeout(timer);
  toast.addEventListener("mouseenter", stop);
  toast.addEventListener("mouseleave", start);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("focusout", start);
  start();
}
