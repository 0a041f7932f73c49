// Lists: the row with the focus is the selected one, and after an action it is the next one.
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

export const currentRow = () => document.activeElement?.closest("[data-row]");

export function move(step) {
  const all = rows();
  if (!all.length) return false;
  const at = all.indexOf(currentRow());
  const start = step > 0 ? 0 : all.length - 1;
  focus(all[at < 0 ? start : Math.max(0, Math.min(all.length - 1, at + step))]);
}

function focus(row) {
  if (row.tabIndex < 0) row.tabIndex = -1;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

export function open(row) {
  const way = row?.querySelector("[data-open], a.title") ?? row?.querySelector("summary");
  way?.click();
  return Boolean(way);
}

// A page that follows an action names its row: ?at=deadline-12 or #deadline-12.
export function focusNamedRow() {
  const wanted = new URLSearchParams(location.search).get("at") ?? decodeURIComponent(location.hash.slice(1));
  const row = wanted ? document.getElementById(wanted) : null;
  if (row?.matches("[data-row]")) focus(row);
}

// htmx takes the acted-on row away, and the focus with it: the next row by its stable id gets it.
export function followActions() {
  let left = null;
  document.addEventListener("htmx:before:request", ({ target }) => {
    const row = target.closest?.("[data-row]");
    if (!row) return;
    const all = rows();
    const at = all.indexOf(row);
    const advance = target.closest("[data-done], [data-advance]");
    const order = advance ? [all[at + 1], all[at - 1]] : [row, all[at + 1], all[at - 1]];
    left = order.filter(Boolean).map((other) => other.id);
  });
  document.addEventListener("htmx:after:swap", () => {
    const lost = !document.activeElement || document.activeElement === document.body;
    const next = left?.map((id) => document.getElementById(id)).find((row) => row?.isConnected);
    if (next && (lost || currentRow())) focus(next);
    left = null;
  });
}
