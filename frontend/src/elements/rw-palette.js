// The palette: the server answers /find?q= as a list of links; this moves over them.
class Palette extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.input = this.querySelector("input");
    this.found = this.querySelector(".found");
    this.input.addEventListener("input", () => this.ask());
    this.dialog.addEventListener("click", (event) => event.target === this.dialog && this.dialog.close());
    this.input.addEventListener("keydown", (event) => this.key(event));
  }
  open(text = "") {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.value = text;
    this.input.focus();
    this.ask();
  }
  async ask() {
    const answer = await fetch(`/find?q=${encodeURIComponent(this.input.value)}`, { headers: { "HX-Request": "true" } });
    if (answer.ok) this.found.innerHTML = await answer.text();
    this.mark(0);
  }
  get options() {
    return [...this.found.querySelectorAll("[role=option]")];
  }
  mark(at) {
    this.options.forEach((option, i) => {
      option.setAttribute("aria-selected", i === at);
      option.id = `found-${i}`;
    });
    const now = this.options[at];
    if (now) this.input.setAttribute("aria-activedescendant", now.id);
    now?.scrollIntoView({ block: "nearest" });
  }
  key(event) {
    const at = this.options.findIndex((o) => o.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.mark(Math.max(0, Math.min(this.options.length - 1, at + step)));
    } else if (event.key === "Enter" && this.options[at]) {
      event.preventDefault();
      this.options[at].querySelector("a").click();
    }
  }
}
customElements.define("rw-palette", Palette);
