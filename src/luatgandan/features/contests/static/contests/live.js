// <live-part src tag [stream] [keys]>: the part of a page that follows a live stage. It asks for itself with the tag of what it shows
// (304: nothing new) as often as the part says (data-wait, milliseconds); with `stream` it is told when to ask. The clock is the
// server's: the part brings its time, a leap of this device's clock moves nothing. While a part says that it is the same (data-same)
// only its counts are swapped, so that no sound or film starts again. An answer is sent again until the server has it.
const PATIENCE = 8000; // a line that never answers is a lost one
const within = (time) => {
  const limit = new AbortController();
  setTimeout(() => limit.abort(), time);
  return limit.signal;
};

class LivePart extends HTMLElement {
  connectedCallback() {
    this.tag = this.getAttribute("tag");
    this.failed = 0;
    this.lost = document.querySelector("[data-lost]");
    this.addEventListener("submit", (event) => event.target.matches("[data-send]") && this.send(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.look());
    if (this.hasAttribute("keys")) document.addEventListener("keydown", (event) => this.press(event));
    if (this.hasAttribute("stream") && window.EventSource) this.listen();
    this.begin();
    setInterval(() => this.tick(), 200);
  }

  get data() {
    return this.firstElementChild.dataset;
  }

  // What has just been put in: its clock starts, and the next question is set.
  begin() {
    const { now, ends } = this.data;
    this.ends = ends ? performance.now() + Number(ends) - Number(now) : 0;
    this.tick();
    this.plan();
  }

  plan() {
    clearTimeout(this.timer);
    const wait = Number(this.data.wait);
    if (!wait) return;
    const told = this.source?.readyState === EventSource.OPEN ? 10000 : wait;
    const patience = Math.min(told * 2 ** this.failed, 10000);
    this.timer = setTimeout(() => this.look(), patience * (1 + Math.random() / 4));
  }

  listen() {
    this.source = new EventSource(this.getAttribute("stream"));
    this.source.addEventListener("news", () => this.look());
    window.addEventListener("pagehide", () => this.source.close());
  }

  tick() {
    if (!this.ends) return;
    const left = Math.max(0, this.ends - performance.now());
    for (const face of this.querySelectorAll("[data-clock]")) face.textContent = Math.ceil(left / 1000);
    if (left) return;
    this.ends = 0;
    for (const one of this.querySelectorAll("[data-send] button, [data-send] input")) one.disabled = true;
    setTimeout(() => this.look(), 100 + 700 * Math.random());
  }

  async look() {
    if (this.busy) return;
    this.busy = true;
    try {
      const headers = { "X-Part": "1", "If-None-Match": this.tag };
      const answer = await fetch(this.getAttribute("src"), { headers, cache: "no-store", signal: within(PATIENCE) });
      if (answer.status >= 500) throw new Error(answer.status);
      this.found(true);
      if (answer.status !== 304) await this.take(answer);
    } catch {
      this.found(false);
    }
    this.busy = false;
    this.plan();
  }

  // A part of ours bears a tag; anything else (the door, an end, a page that is gone) is opened whole.
  async take(answer) {
    const tag = answer.headers.get("ETag");
    if (!tag) return location.reload();
    const words = await answer.text();
    const box = document.createElement("template");
    box.innerHTML = words;
    if (Number(box.content.firstElementChild.dataset.step) < Number(this.data.step)) return;
    const held = this.contains(document.activeElement);
    this.tag = tag;
    if (this.recount(box.content.firstElementChild)) return;
    this.replaceChildren(box.content);
    this.pressed = false;
    this.begin();
    if (held) this.querySelector("[role=alert], [data-told], h1")?.focus();
  }

  recount(fresh) {
    const counts = this.querySelectorAll("[data-count]");
    const news = fresh.querySelectorAll("[data-count]");
    if (!fresh.dataset.same || fresh.dataset.same !== this.data.same || counts.length !== news.length) return false;
    counts.forEach((one, place) => one.replaceWith(news[place]));
    return true;
  }

  found(is) {
    this.failed = is ? 0 : Math.min(this.failed + 1, 3);
    if (this.lost) this.lost.hidden = is;
  }

  async send(event) {
    event.preventDefault();
    const form = event.target;
    const body = new FormData(form, event.submitter);
    const turn = (this.turn = (this.turn || 0) + 1);
    event.submitter?.setAttribute("aria-busy", "true");
    while (turn === this.turn) {
      try {
        const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Part": "1" }, signal: within(PATIENCE) });
        if (answer.status >= 500) throw new Error(answer.status);
        this.found(true);
        if (turn === this.turn) await this.take(answer);
        return;
      } catch {
        this.found(false);
        await new Promise((done) => setTimeout(done, 1000));
      }
    }
  }

  // The space bar, and what presenters' clickers send, is the next step: once for each step.
  press(event) {
    if (![" ", "PageDown", "ArrowRight"].includes(event.key) || event.repeat || event.target.closest("input, select, textarea, a, summary, button")) return;
    const next = this.querySelector("[data-next]");
    if (!next) return;
    event.preventDefault();
    if (this.pressed) return;
    this.pressed = true;
    next.click();
  }
}
customElements.define("live-part", LivePart);
