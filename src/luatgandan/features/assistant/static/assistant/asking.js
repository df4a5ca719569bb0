// <ask-live searching="…" found="…" written="…" checked="…">: sends the form inside it by script and shows each step of the answer
// (server-sent events) until its page opens. Without script, or when anything fails, the form is sent as forms are.
class AskLive extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    if (!this.form || !window.EventSource || this.state) return;
    this.state = Object.assign(document.createElement("p"), { className: "live__state", hidden: true });
    this.state.setAttribute("role", "status");
    this.said = Object.assign(document.createElement("div"), { className: "live__said" });
    this.append(this.state, this.said);
    this.form.addEventListener("submit", (event) => this.ask(event));
    window.addEventListener("pageshow", () => this.rest());
    window.addEventListener("pagehide", () => this.source?.close());
  }

  rest() {
    this.source?.close();
    this.source = null;
    this.state.hidden = true;
    this.said.replaceChildren();
  }

  async ask(event) {
    event.preventDefault();
    if (this.source) return;
    this.source = { close() {} }; // a second press while the first is on its way changes nothing
    this.show("searching");
    try {
      const answer = await fetch(this.form.action, { method: "POST", body: new FormData(this.form), headers: { Accept: "application/json" } });
      if (answer.status !== 202) throw new Error(answer.status);
      this.listen((await answer.json()).steps);
    } catch {
      this.form.submit();
    }
  }

  listen(address) {
    this.source = new EventSource(address);
    for (const step of ["searching", "found", "written", "checked"]) {
      this.source.addEventListener(step, (event) => this.step(step, JSON.parse(event.data)));
    }
    this.source.addEventListener("done", (event) => this.end(() => location.assign(JSON.parse(event.data).url)));
    this.source.addEventListener("failed", () => this.end(() => this.form.submit()));
    this.source.addEventListener("error", () => this.source.readyState === EventSource.CLOSED && this.form.submit());
  }

  step(name, data) {
    this.show(name);
    if (!data.text) return;
    const quote = Object.assign(document.createElement("blockquote"), { className: "law-quote live__quote", lang: "vi" });
    quote.append(Object.assign(document.createElement("p"), { className: "law-quote__words", textContent: data.text }));
    for (const source of data.sources) {
      const place = Object.assign(document.createElement("p"), { className: "citation__address" });
      place.append(Object.assign(document.createElement("a"), { href: source.url, textContent: source.label }));
      quote.append(place);
    }
    this.said.append(quote);
  }

  show(name) {
    this.state.hidden = false;
    this.state.textContent = this.getAttribute(name);
  }

  end(then) {
    this.source.close();
    then();
  }
}
customElements.define("ask-live", AskLive);

// <speak-in listening="…" unheard="…">: a button that writes what is said into the text box of its form. It only writes: nothing is
// sent until the person presses "ask". Hidden where the browser cannot listen.
class SpeakIn extends HTMLElement {
  connectedCallback() {
    const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
    this.button = this.querySelector("button");
    this.box = this.closest("form")?.querySelector("textarea");
    if (!Recognition || !this.button || !this.box) return;
    this.hearing = Object.assign(new Recognition(), { lang: "vi-VN", interimResults: false, continuous: false });
    this.hearing.addEventListener("result", (event) => this.write(event.results[event.results.length - 1][0].transcript));
    this.hearing.addEventListener("end", () => this.listens(false));
    this.hearing.addEventListener("error", () => this.tell(this.getAttribute("unheard")));
    this.button.addEventListener("click", () => (this.isOn ? this.hearing.stop() : this.start()));
    this.hidden = false;
  }

  start() {
    this.tell(this.getAttribute("listening"));
    this.listens(true);
    this.hearing.start();
  }

  write(words) {
    this.box.value = [this.box.value.trim(), words.trim()].filter(Boolean).join(" ");
    this.tell("");
    this.box.focus();
  }

  listens(isOn) {
    this.isOn = isOn;
    this.button.setAttribute("aria-pressed", isOn);
  }

  tell(words) {
    this.querySelector("[role=status]").textContent = words;
  }
}
customElements.define("speak-in", SpeakIn);

// <read-aloud for="id">: reads the words of the page aloud with a Vietnamese voice of the device; pressed again it stops. Hidden
// where there is no such voice.
class ReadAloud extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector("button");
    if (!window.speechSynthesis || !this.button) return;
    this.look();
    speechSynthesis.addEventListener?.("voiceschanged", () => this.look());
    this.button.addEventListener("click", () => this.press());
    window.addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  look() {
    this.voice = speechSynthesis.getVoices().find((voice) => voice.lang.toLowerCase().startsWith("vi"));
    this.hidden = !this.voice;
  }

  press() {
    const isReading = this.button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    this.button.setAttribute("aria-pressed", !isReading);
    if (isReading) return;
    for (const part of document.querySelectorAll(this.getAttribute("for"))) this.say(part.textContent.trim());
  }

  say(words) {
    const said = Object.assign(new SpeechSynthesisUtterance(words), { lang: "vi-VN", voice: this.voice });
    said.addEventListener("end", () => speechSynthesis.pending || this.button.setAttribute("aria-pressed", false));
    speechSynthesis.speak(said);
  }
}
customElements.define("read-aloud", ReadAloud);
