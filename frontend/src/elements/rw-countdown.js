// <rw-countdown datetime="2026-11-23T22:00:00+00:00">8 h 18 min</rw-countdown>: the server writes the
// first text; this keeps it true. Red under a day, amber under a week, as the server's time_left.
const MINUTE = 60_000;
const DAY = 1440;

class Countdown extends HTMLElement {
  connectedCallback() {
    this.due = Date.parse(this.getAttribute("datetime"));
    this.units = (this.dataset.units ?? "d|h|min|late").split("|");
    this.timer = setInterval(() => this.show(), MINUTE / 2);
    this.show();
  }
  disconnectedCallback() {
    clearInterval(this.timer);
  }
  show() {
    const left = Math.floor((this.due - Date.now()) / MINUTE);
    const text = this.words(Math.abs(left));
    this.textContent = left < 0 ? `${text} ${this.units[3]}` : text;
    this.classList.toggle("danger", left < DAY);
    this.classList.toggle("warning", left >= DAY && left < 7 * DAY);
  }
  words(minutes) {
    const [d, h, min] = this.units;
    const days = Math.floor(minutes / DAY);
    const hours = Math.floor((minutes % DAY) / 60);
    if (days >= 7) return `${days} ${d}`;
    if (days) return `${days} ${d} ${hours} ${h}`;
    return hours ? `${hours} ${h} ${minutes % 60} ${min}` : `${minutes % 60} ${min}`;
  }
}
customElements.define("rw-countdown", Countdown);
