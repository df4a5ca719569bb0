// <exam-clock now="…" ends="…" submits="form">: counts down by the server's clock; the device's own clock may leap. Speaks at
// five minutes, one minute and the end, tells the page "timeup", and hands in the form named by `submits`.
const MEASURES = ["five", "one", "over"];

// The server looks at its own clock before it hands in what nobody pressed: more time may have been given meanwhile.
function byClock(form) {
  form.append(hidden("over", "1"));
  form.submit();
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

class ExamClock extends HTMLElement {
  connectedCallback() {
    this.face = this.querySelector("[data-face]");
    this.voice = this.querySelector("[data-voice]");
    this.ends = Number(this.getAttribute("ends"));
    const answered = (performance.getEntriesByType("navigation")[0] || {}).responseStart || performance.now();
    this.sync(Number(this.getAttribute("now")), answered);
    this.told = new Set(MEASURES.filter((_one, place) => place < 2 && this.left() <= [300, 60][place]));
    this.tick();
    this.beat = setInterval(() => this.tick(), 500);
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }

  sync(server, counted) {
    this.ahead = server - counted;
  }

  now() {
    return Math.round(performance.now() + this.ahead);
  }

  left() {
    return Math.max(0, Math.ceil((this.ends - this.now()) / 1000));
  }

  tick() {
    const left = this.left();
    this.face.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    this.toggleAttribute("data-late", left <= 60);
    if (left <= 300 && left > 60) this.say("five", this.dataset.left.replace("%s", Math.ceil(left / 60)));
    if (left <= 60 && left > 0) this.say("one", this.dataset.left.replace("%s", 1));
    if (left === 0) this.over();
  }

  say(measure, words) {
    if (this.told.has(measure)) return;
    this.told.add(measure);
    this.voice.textContent = words;
  }

  over() {
    clearInterval(this.beat);
    this.say("over", this.dataset.over);
    this.dispatchEvent(new CustomEvent("timeup", { bubbles: true }));
    const form = document.getElementById(this.getAttribute("submits"));
    if (form) byClock(form);
  }
}
customElements.define("exam-clock", ExamClock);

// <exam-paper>: saves each answer when it is given. What is not saved yet waits in localStorage, with the time it was given and
// a sequence that grows with the server's clock, so that the newest answer wins on whatever device. Without script the form saves.
// Words of ES2019 only (no ?. and ??): the old phones of a family run it too, and where it does not run the page says to save by hand.
const RETRY = 4000; // after a first failure; twice that after each other one, and up to twice again by chance: a whole province must not knock in step
const LONGEST = 30000;
const MOST = 50; // answers in one packet
const PATIENCE = 8000; // a line that takes a packet and never answers is a lost one
const ENDS = ["token", "late", "submitted", "other_paper"]; // after these nothing of this paper is taken any more
const ANSWERS = {
  one: (q) => picked(q),
  several: (q) => picked(q),
  true_false: (q) => picked(q),
  number: (q) => {
    const box = q.querySelector("input");
    const typed = tidy(box.value);
    if (typed !== box.value) box.value = typed;
    return box.validity.patternMismatch ? null : [typed].filter(Boolean);
  },
  order: (q) => {
    const rows = [...q.querySelectorAll("select")];
    const places = new Set(rows.map((row) => row.value).filter(Boolean));
    if (places.size === 0) return [];
    if (places.size < rows.length) return null;
    return rows.sort((a, b) => a.value - b.value).map((row) => row.dataset.option);
  },
  match: (q) => [...q.querySelectorAll("select")].filter((row) => row.value).map((row) => `${row.dataset.option}>${row.value}`),
};
const picked = (q) => [...q.querySelectorAll("input:checked")].map((one) => one.value);
const tidy = (typed) => typed.normalize("NFC").replace(/\p{Cf}/gu, "").replace(/\s+/g, " ").trim(); // as pasted from pages
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

class ExamPaper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.querySelector("[data-by-hand]").remove();
    this.clock = this.querySelector("exam-clock");
    this.key = `exam:${this.getAttribute("attempt")}:${this.getAttribute("paper")}`;
    this.failures = 0; // since the last answer of ours
    this.started = Number(this.getAttribute("started"));
    this.sequence = Number(this.getAttribute("sequence"));
    this.questions = new Map([...this.querySelectorAll("[data-slot]")].map((q) => [Number(q.dataset.slot), q]));
    this.known = new Map([...this.questions].map(([slot, q]) => [slot, ANSWERS[q.dataset.kind](q)]));
    this.keep(this.numbered(this.read()));
    for (const [slot, one] of Object.entries(this.waiting)) this.show(Number(slot), one.answer, "waits");
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("submit", (event) => this.goOn(event));
    this.addEventListener("timeup", () => this.handIn());
    addEventListener("online", () => this.send());
    addEventListener("storage", (event) => event.key === this.key && this.fromOtherTab(event));
    document.addEventListener("visibilitychange", () => document.hidden || this.send(true));
    this.send();
  }

  changed(event) {
    const question = event.target.closest("[data-slot]");
    if (!question) return;
    const slot = Number(question.dataset.slot);
    const answer = ANSWERS[question.dataset.kind](question);
    if (answer === null) return this.state(slot, question.dataset.kind === "number" ? "odd" : "half");
    if (same(answer, this.known.get(slot)) && !(slot in this.waiting)) return this.state(slot, answer.length ? "saved" : "none");
    const now = this.clock.now();
    this.sequence = Math.max(this.sequence + 1, now - this.started);
    this.keep({ ...this.read(), [slot]: { answer, sequence: this.sequence, given: now } });
    this.state(slot, "waits");
    this.send();
  }

  send(always = false) {
    clearTimeout(this.later);
    if (!this.sending) this.sending = this.deliver(always).finally(() => this.settle());
    return this.sending;
  }

  settle() {
    this.sending = null;
    if (Object.keys(this.waiting).length && !this.isOver) this.later = setTimeout(() => this.send(), this.patience());
  }

  patience() {
    return Math.min(LONGEST, RETRY * 2 ** Math.max(0, this.failures - 1) * (1 + Math.random()));
  }

  async deliver(always) {
    const batch = Object.entries(this.waiting).slice(0, MOST);
    if (!(batch.length || always)) return;
    const begun = performance.now();
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), PATIENCE);
    try {
      const response = await fetch(this.getAttribute("src"), {
        method: "POST",
        credentials: "omit",
        keepalive: true,
        signal: limit.signal,
        headers: { "Content-Type": "application/json", "X-Start-Token": this.getAttribute("token") },
        body: JSON.stringify({
          paper: this.getAttribute("paper"),
          answers: batch.map(([slot, one]) => ({ slot: Number(slot), ...one })),
        }),
      });
      const told = await response.json();
      if (!Number.isFinite(told.now)) throw new Error("not our answer"); // a proxy's, a café's
      this.failures = 0;
      this.clock.sync(told.now, (begun + performance.now()) / 2);
      if (told.ends > this.clock.ends) this.clock.ends = told.ends; // the round was given more time
      if (response.ok) this.took(batch, told);
      else this.refused(told);
    } catch {
      this.failures += 1;
      this.tell("offline", Object.keys(this.waiting).length);
    } finally {
      clearTimeout(timer);
    }
  }

  took(batch, told) {
    const waiting = { ...this.read() };
    for (const [slot, sent] of batch) if (waiting[slot] && waiting[slot].sequence === sent.sequence) delete waiting[slot];
    this.keep(waiting);
    for (const [slot, sent] of batch) {
      if (told.saved.includes(Number(slot))) {
        this.known.set(Number(slot), sent.answer);
        if (!(slot in waiting)) this.state(Number(slot), sent.answer.length ? "saved" : "none");
      }
    }
    if (batch.length) this.tell("online", [...this.known.values()].filter((one) => one && one.length).length);
    for (const [slot, one] of Object.entries(told.refused)) this.replaced(Number(slot), one);
  }

  replaced(slot, one) {
    this.sequence = Math.max(this.sequence, one.sequence);
    this.known.set(slot, one.answer);
    this.show(slot, one.answer, "saved");
    if (one.code === "old") this.tell("elsewhere", slot + 1);
    else this.say(one.message);
  }

  refused(told) {
    this.isOver = ENDS.includes(told.code);
    this.say(told.message);
    if (told.code === "submitted" || told.code === "late") location.assign(this.getAttribute("hands-in"));
  }

  fromOtherTab(event) {
    const before = JSON.parse(event.oldValue || "{}");
    this.waiting = this.read();
    for (const [slot, one] of Object.entries(this.waiting)) {
      if (before[slot] && before[slot].sequence === one.sequence) continue;
      this.sequence = Math.max(this.sequence, one.sequence);
      this.show(Number(slot), one.answer, "waits");
      this.known.set(Number(slot), one.answer);
      this.tell("elsewhere", Number(slot) + 1);
    }
    for (const slot of Object.keys(before)) if (!(slot in this.waiting)) this.state(Number(slot), "saved");
  }

  async goOn(event) {
    if (this.isOver || !Object.keys(this.waiting).length) return;
    event.preventDefault();
    await this.sending; // what is on its way may lack the newest answer
    await this.send();
    if (Object.keys(this.waiting).length) return;
    const pressed = event.submitter || this.form.querySelector("[name=act]");
    this.form.append(hidden(pressed.name, pressed.value));
    this.form.submit();
  }

  async handIn() {
    if (document.activeElement) document.activeElement.blur(); // what is being typed is an answer too
    this.say(this.dataset.sending);
    const until = this.clock.ends + Number(this.getAttribute("grace")) - 2000;
    while (Object.keys(this.waiting).length && this.clock.now() < until) {
      await this.send();
      if (Object.keys(this.waiting).length) await new Promise((done) => setTimeout(done, 1000));
    }
    this.form.action = this.getAttribute("hands-in");
    byClock(this.form);
  }

  show(slot, answer, state) {
    const question = this.questions.get(slot);
    if (!question) return;
    const pairs = new Map(answer.map((one, place) => (one.includes(">") ? one.split(">") : [one, String(place + 1)])));
    for (const field of question.querySelectorAll("input, select")) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = answer.includes(field.value);
      else field.value = field.dataset.option ? pairs.get(field.dataset.option) || "" : answer[0] || "";
    }
    this.state(slot, answer.length || state === "waits" ? state : "none");
  }

  state(slot, name) {
    const question = this.questions.get(slot);
    const line = question && question.querySelector("[data-state]");
    if (!line) return;
    line.textContent = this.dataset[name];
    line.dataset.state = name;
  }

  tell(name, count) {
    this.say(this.dataset[name].replace("%s", count));
  }

  say(words) {
    const line = this.querySelector("[data-told]");
    if (line.textContent !== words) line.textContent = words;
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) || {};
    } catch {
      return this.waiting || {};
    }
  }

  // What a script of before kept without a number is given one, or it could never be sent.
  numbered(waiting) {
    for (const one of Object.values(waiting)) {
      if (Number.isInteger(one.sequence) && Number.isInteger(one.given)) continue;
      Object.assign(one, { sequence: ++this.sequence, given: this.clock.now() });
    }
    return waiting;
  }

  keep(waiting) {
    this.waiting = waiting;
    try {
      localStorage.setItem(this.key, JSON.stringify(waiting));
    } catch {
      // a full or forbidden store: the page still holds the answers
    }
  }
}
customElements.define("exam-paper", ExamPaper);
