// <time-left seconds="600">: counts down against the clock (a sleeping phone loses nothing), speaks at five minutes,
// one minute and the end, and tells the page with the event "timeup".
class TimeLeft extends HTMLElement {
  connectedCallback() {
    this.end = Date.now() + Number(this.getAttribute("seconds")) * 1000;
    this.face = this.querySelector("time");
    this.voice = this.querySelector("[aria-live]");
    this.tick();
    this.beat = setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }

  tick() {
    const left = Math.max(0, Math.round((this.end - Date.now()) / 1000));
    const minutes = Math.floor(left / 60);
    this.face.textContent = `${minutes}:${String(left % 60).padStart(2, "0")}`;
    this.face.dateTime = `PT${left}S`;
    if (left <= 60) this.dataset.late = "";
    if (left === 300 || left === 60) this.say("left", minutes);
    if (left === 0) {
      clearInterval(this.beat);
      this.say("over", 0);
      this.dispatchEvent(new CustomEvent("timeup", { bubbles: true }));
    }
  }

  say(name, minutes) {
    this.voice.textContent = (this.dataset[name] || "").replace("%s", minutes);
  }
}
customElements.define("time-left", TimeLeft);
