// A half-written form survives an expired session: it is kept in this browser tab until it was sent.
const nameOf = (form) => `redwell:${location.pathname}:${form.dataset.keep}`;
const fields = (form) =>
  [...form.elements].filter((f) => f.name && !["hidden", "file", "password", "submit"].includes(f.type));

export function keepForms() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    form.addEventListener("input", () => {
      const typed = fields(form).map((f) => [f.name, f.type === "checkbox" || f.type === "radio" ? [f.checked, f.value] : f.value]);
      sessionStorage.setItem(nameOf(form), JSON.stringify(typed));
    });
  }
  if (document.querySelector("[data-saved]")) {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("redwell:")) sessionStorage.removeItem(key);
  }
}

export function restoreForms() {
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const kept = sessionStorage.getItem(nameOf(form));
    if (!kept || form.querySelector("[aria-invalid='true']")) continue;
    let changed = false;
    for (const [name, value] of JSON.parse(kept)) {
      for (const field of fields(form).filter((f) => f.name === name)) {
        if (Array.isArray(value)) {
          if (field.value === value[1] && field.checked !== value[0]) [field.checked, changed] = [value[0], true];
        } else if (field.value !== value) [field.value, changed] = [value, true];
      }
    }
    if (changed) form.querySelector("[data-kept-notice]")?.removeAttribute("hidden");
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

// After an action the server names the row that should have the focus.
export function focusNext() {
  const wanted = new URLSearchParams(location.search).get("at") ?? location.hash.slice(1);
  const row = wanted && document.getElementById(wanted);
  if (row?.matches("[data-row]")) row.focus();
}
