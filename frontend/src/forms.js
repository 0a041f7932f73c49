// A half-written form outlives an expired session: it is kept in this tab until it was sent.
// Kept per person, and forgotten at once when somebody else signs in.
const person = document.body.dataset.person ?? "";
const PREFIX = "redwell:form:";
const SENT = "redwell:sent";
const keyOf = (form) => `${PREFIX}${person}:${location.pathname}:${form.dataset.keep}`;
const SECRET = ["hidden", "file", "password", "submit"];
const fields = (form) => [...form.elements].filter((f) => f.name && !SECRET.includes(f.type) && f.autocomplete !== "off");
const kept = () => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

const read = (field) => {
  if (["checkbox", "radio"].includes(field.type)) return field.checked;
  return field.multiple ? [...field.selectedOptions].map((o) => o.value) : field.value;
};
function write(field, value) {
  if (JSON.stringify(read(field)) === JSON.stringify(value)) return false;
  if (typeof value === "boolean") field.checked = value;
  else if (Array.isArray(value)) for (const o of field.options) o.selected = value.includes(o.value);
  else field.value = value;
  return true;
}

export function keepForms() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("input", () => {
      sessionStorage.setItem(keyOf(form), JSON.stringify(fields(form).map((f) => [f.name, read(f)])));
    });
    form.addEventListener("submit", (event) => {
      const method = event.submitter?.getAttribute("formmethod") ?? form.method;
      if (method === "post") sessionStorage.setItem(SENT, keyOf(form));
    });
  }
  document.querySelector('form[action*="logout"]')?.addEventListener("submit", () => kept().forEach(forget));
}

const forget = (key) => sessionStorage.removeItem(key);

// Sent and gone on to another page, or answered by a toast: nothing is left to keep.
function forgetWhatWasSent() {
  // The page that asks for the password again saved nothing: the form is yet to be sent.
  if (document.querySelector("[data-asks-again]")) return;
  const sent = sessionStorage.getItem(SENT);
  const samePage = sent?.includes(`:${location.pathname}:`);
  const refused = document.querySelector("main [aria-invalid='true'], main .problems, main [role='alert']");
  if (sent && (document.querySelector("[data-saved]") || (!samePage && !refused))) forget(sent);
  sessionStorage.removeItem(SENT);
}

export function restoreForms() {
  kept().filter((key) => !key.startsWith(`${PREFIX}${person}:`)).forEach(forget);
  forgetWhatWasSent();
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const saved = sessionStorage.getItem(keyOf(form));
    // The server's answer to a refused form holds what was typed already.
    if (!saved || form.querySelector("[aria-invalid='true'], .problems")) continue;
    const now = fields(form);
    const changed = JSON.parse(saved).filter(([name, value], i) => now[i]?.name === name && write(now[i], value));
    if (!changed.length) continue;
    announce(form);
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function announce(form) {
  const notice = form.querySelector("[data-kept-notice]");
  if (!notice) return;
  const empty = document.createElement("button");
  empty.type = "button";
  empty.className = "btn plain end";
  empty.textContent = document.body.dataset.wordForget ?? "Start afresh";
  empty.addEventListener("click", () => {
    forget(keyOf(form));
    form.reset();
    notice.hidden = true;
    form.dispatchEvent(new Event("change", { bubbles: true }));
  });
  notice.append(empty);
  notice.setAttribute("role", "status");
  notice.hidden = false;
}

// A form is sent once: the server keeps that promise by its hidden token, the button shows it.
export function sendOnce() {
  document.addEventListener("submit", (event) => {
    const { submitter, target } = event;
    const method = submitter?.getAttribute("formmethod") ?? target.method;
    if (!submitter || method !== "post") return;
    setTimeout(() => (submitter.disabled = true));
    submitter.setAttribute("aria-busy", "true");
    setTimeout(() => release(submitter), 8000);
  });
  const release = (button) => {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  };
  const releaseAll = () => document.querySelectorAll("button[aria-busy]").forEach(release);
  addEventListener("pageshow", (event) => event.persisted && releaseAll());
  document.addEventListener("htmx:finally:request", releaseAll);
}
