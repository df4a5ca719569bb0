// <keep-draft name="…" most="…" told="… {n} … {most} …" restored="…">: keeps what is typed into its form on this device until it
// is sent, and counts the letters. Codes, keys and contacts are not kept. Without script the form works as forms do.
const KEPT = ["title", "text", "field", "name", "place"];
class KeepDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.key = `draft:${this.getAttribute("name")}`;
    this.counter = this.querySelector("[data-count]");
    this.restore();
    this.count();
    this.form.addEventListener("input", () => {
      this.count();
      this.keep();
    });
  }

  restore() {
    const kept = this.read();
    const text = this.form.elements.text;
    if (!kept || text.value.trim()) return;
    for (const name of KEPT) if (kept[name]) this.form.elements[name].value = kept[name];
    const told = Object.assign(document.createElement("p"), { className: "small soft", textContent: this.getAttribute("restored") });
    told.setAttribute("role", "status");
    this.prepend(told);
  }

  count() {
    const most = Number(this.getAttribute("most"));
    const length = this.form.elements.text.value.length;
    const number = (one) => one.toLocaleString("vi-VN");
    this.counter.textContent = this.getAttribute("told").replace("{n}", number(length)).replace("{most}", number(most));
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      return null;
    }
  }

  keep() {
    const kept = Object.fromEntries(KEPT.map((name) => [name, this.form.elements[name].value]));
    try {
      localStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // a full or forbidden store: the form still holds the words
    }
  }
}
customElements.define("keep-draft", KeepDraft);

// <forget-draft>: the question was sent, so that nothing of it stays on the device.
class ForgetDraft extends HTMLElement {
  connectedCallback() {
    try {
      localStorage.removeItem("draft:qa");
    } catch {
      // nothing was kept either
    }
  }
}
customElements.define("forget-draft", ForgetDraft);
