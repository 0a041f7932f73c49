// Asks once a minute whether anything happened, and says so only when this very page would read
// differently. Pages opt in with data-live: asking again for one whose reading is logged would log.
const MINUTE = 60_000;
const words = (root) => root.querySelector("[data-live]")?.textContent.replace(/\s+/g, " ");

export function watch() {
  const notice = document.querySelector("#news");
  if (!notice || !document.querySelector("[data-live]")) return;
  let mark = "";
  let used = Date.now();
  let shown = words(document);
  for (const kind of ["keydown", "pointerdown", "scroll"]) {
    addEventListener(kind, () => (used = Date.now()), { passive: true });
  }
  document.addEventListener("htmx:after:swap", () => (shown = words(document)));

  async function ask() {
    // Nobody is here: asking for the page would count as use and keep the session open.
    if (document.hidden || Date.now() - used > 5 * MINUTE) return;
    const answer = await fetch(`/news?after=${mark}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const told = await answer.json();
    mark = told.mark;
    if (!told.news) return;
    const page = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!page.ok || page.redirected) return;
    const fresh = words(new DOMParser().parseFromString(await page.text(), "text/html"));
    notice.hidden = fresh === shown;
  }
  const quietly = () => ask().catch(() => {});
  quietly();
  setInterval(quietly, MINUTE);
  notice.addEventListener("click", () => location.reload());
}
