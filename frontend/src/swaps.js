// What htmx answers must never land in a row: a sign-in page, a fault, a lost connection.
import { say } from "./toasts.js";

const word = (name, otherwise) => document.body.dataset[name] ?? otherwise;

export function listen() {
  document.addEventListener("htmx:before:response", (event) => {
    const { raw } = event.detail.ctx.response;
    // The session ended meanwhile: sign in, then come back to this page with what was typed.
    if (raw.redirected && new URL(raw.url).pathname.startsWith("/account/login")) {
      event.preventDefault();
      location.assign(`/account/login/?next=${encodeURIComponent(location.pathname + location.search)}`);
    }
  });
  document.addEventListener("htmx:response:error", (event) => {
    const { ctx } = event.detail;
    const { status } = ctx.response;
    // 409 and 422 come with a fragment that says what is wrong, in its place.
    if (status >= 500) say(word("wordFault", "Something broke. Nothing was changed; try again."), { kind: "danger" });
    else if (status === 403 || status === 404) {
      const said = new DOMParser().parseFromString(ctx.text ?? "", "text/html").querySelector("[role=alert] p");
      say(said?.textContent || word("wordRefused", "This was not done: it is not allowed, or no longer there."), { kind: "danger" });
    }
  });
  document.addEventListener("htmx:error", () => {
    say(word("wordOffline", "No connection. Nothing was changed; try again."), { kind: "danger" });
  });
}
