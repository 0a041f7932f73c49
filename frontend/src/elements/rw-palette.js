// The palette: the server answers /find?q= as HTML with role=option lines; this moves over them.
class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.found = this.querySelector(".found");
    this.input.addEventListener("input", () => this.ask());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.found.addEventListener("pointermove", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.mark(this.options.indexOf(option));
    });
  }

  open(text = "") {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.value = text;
    this.input.focus();
    this.ask();
  }

  // The last question wins, however the answers arrive.
  async ask() {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const url = `${this.input.form.action}?q=${encodeURIComponent(this.input.value)}`;
    let answer;
    try {
      answer = await fetch(url, { headers: { "HX-Request": "true" }, signal });
      if (answer.redirected) return location.reload();
      const html = await answer.text();
      if (signal.aborted || !answer.ok) return;
      this.found.innerHTML = html;
      this.mark(0);
    } catch (fault) {
      // Offline or overtaken: Enter still sends the form and opens the page of results.
      if (fault.name !== "AbortError") this.found.replaceChildren();
    }
  }

  get options() {
    return [...this.found.querySelectorAll("[role=option]")];
  }

  mark(at) {
    const all = this.options;
    all.forEach((option, i) => {
      option.id = `found-${i}`;
      option.setAttribute("aria-selected", String(i === at));
    });
    const now = all[at];
    if (now) this.input.setAttribute("aria-activedescendant", now.id);
    else this.input.removeAttribute("aria-activedescendant");
    now?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const all = this.options;
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const to = { ArrowDown: (at + 1) % all.length, ArrowUp: (at - 1 + all.length) % all.length, PageDown: all.length - 1, PageUp: 0 }[event.key];
    if (all.length && to !== undefined) {
      event.preventDefault();
      this.mark(to);
    } else if (event.key === "Escape") {
      // A search field would first only empty itself.
      event.preventDefault();
      this.dialog.close();
    } else if (event.key === "Enter" && all[at]) {
      event.preventDefault();
      (all[at].querySelector("a, button") ?? all[at]).click();
    }
  }
}
customElements.define("rw-palette", Palette);
