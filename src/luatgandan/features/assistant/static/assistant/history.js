// What was asked is remembered on this device only, and only after the person ticked the box of <asked-here>: a list of
// {url, question} in localStorage, the newest first. No list: not remembered. Nothing of it is ever sent.
const ASKED_KEY = "assistant:asked";
const MOST_ASKED = 30;

function keptQuestions() {
  try {
    return JSON.parse(localStorage.getItem(ASKED_KEY));
  } catch {
    return null;
  }
}

function keepQuestions(list) {
  try {
    if (list) localStorage.setItem(ASKED_KEY, JSON.stringify(list.slice(0, MOST_ASKED)));
    else localStorage.removeItem(ASKED_KEY);
    return true;
  } catch {
    return false; // a full or forbidden store
  }
}

// <asked-now question="…">: on the page of an answer; remembers it where the person wanted that and comes from a page of
// ours: an answer that somebody else sent as a link was not asked here.
class AskedNow extends HTMLElement {
  connectedCallback() {
    const list = keptQuestions();
    const one = { url: location.pathname, question: this.getAttribute("question") };
    const isOwn = document.referrer.startsWith(`${location.origin}/`);
    if (list && isOwn) keepQuestions([one, ...list.filter((other) => other.url !== one.url)]);
  }
}
customElements.define("asked-now", AskedNow);

// <asked-here removed="…">: the box to tick, and what was asked, each with its way out. Hidden without script or store.
class AskedHere extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector("input");
    this.list = this.querySelector("ul");
    this.all = this.querySelector("[data-all]");
    this.said = this.querySelector("[role=status]");
    if (!keepQuestions(keptQuestions())) return;
    this.box.addEventListener("change", () => this.change(this.box.checked ? [] : null));
    this.all.addEventListener("click", () => this.change([]));
    window.addEventListener("pageshow", () => this.show());
    this.show();
    this.hidden = false;
  }

  change(list) {
    const had = keptQuestions()?.length;
    keepQuestions(list);
    this.show();
    this.said.textContent = had ? this.getAttribute("removed") : "";
    this.box.focus();
  }

  show() {
    const list = keptQuestions();
    this.box.checked = Boolean(list);
    this.all.hidden = !list?.length;
    this.list.replaceChildren(...(list ?? []).map((one) => this.row(one)));
  }

  row({ url, question }) {
    const row = this.querySelector("template").content.cloneNode(true);
    const [link, button] = [row.querySelector("a"), row.querySelector("button")];
    Object.assign(link, { href: url, textContent: question });
    button.setAttribute("aria-label", `${button.textContent}: ${question}`);
    button.addEventListener("click", () => this.change(keptQuestions().filter((one) => one.url !== url)));
    return row;
  }
}
customElements.define("asked-here", AskedHere);
