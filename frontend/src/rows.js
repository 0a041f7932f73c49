// Moving over the rows of a list: the focused row is the selected one.
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);

export function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest("[data-row]"));
  const next = all[Math.max(0, Math.min(all.length - 1, at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

export function press(selector) {
  document.activeElement?.closest("[data-row]")?.querySelector(selector)?.click();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-row]")) return;
  const open = event.target.querySelector("[data-open], a.title, summary");
  if (open) {
    event.preventDefault();
    open.click();
  }
});
