// <suggest-list src="…" label="…" count="…" none="…">: suggestions under the search box it wraps, after two letters. A combobox
// with list autocomplete as the ARIA Authoring Practices describe it. The address answers `?q=` with a JSON list of
// {label, detail, url, lang}; one with a url leads there, one without is searched for. Without script or network the form works.
class SuggestList extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=search]");
    if (!this.input || !this.getAttribute("src") || this.list) return;
    const id = `${this.input.id || "tim"}-list`;
    this.list = this.part("ul", { className: "suggestions__list", id, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.getAttribute("label") || "");
    this.status = this.part("p", { className: "hidden-text" });
    this.status.setAttribute("role", "status");
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(roles)) this.input.setAttribute(name, value);
    this.input.autocomplete = "off";
    this.items = [];
    this.input.addEventListener("input", (event) => event.isComposing || this.soon());
    this.input.addEventListener("compositionend", () => this.soon()); // Khmer and Telex: only whole words are asked about
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the box
    this.list.addEventListener("click", (event) => this.go([...this.list.children].indexOf(event.target.closest("li"))));
  }

  part(name, values) {
    const part = Object.assign(document.createElement(name), values);
    this.append(part);
    return part;
  }

  soon() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.ask(), 150);
  }

  async ask() {
    if (this.asking) this.asking.abort();
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.getAttribute("src")}?q=${encodeURIComponent(text)}`, { signal: this.asking.signal });
      if (answer.ok && document.activeElement === this.input) this.show((await answer.json()).slice(0, 8));
    } catch {
      // gone on typing, or no network
    }
  }

  show(items) {
    this.items = items;
    this.list.replaceChildren(...items.map((item, index) => this.option(item, index)));
    this.open(items.length > 0);
    const words = this.getAttribute(items.length ? "count" : "none") || "";
    this.status.textContent = words.replace("{n}", items.length);
  }

  option(item, index) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const label = document.createElement("span");
    label.textContent = item.label;
    if (item.lang) label.lang = item.lang;
    option.append(label);
    if (item.detail) {
      const detail = document.createElement("small");
      detail.textContent = item.detail;
      option.append(" ", detail);
    }
    return option;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
    this.choose(-1);
  }

  close() {
    clearTimeout(this.wait);
    if (this.asking) this.asking.abort();
    this.items = [];
    this.open(false);
    this.status.textContent = "";
  }

  choose(index) {
    this.at = index;
    [...this.list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
    const option = this.list.children[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || this.list.hidden) return;
    const count = this.items.length;
    if (event.key === "ArrowDown") this.choose(this.at + 1 < count ? this.at + 1 : -1);
    else if (event.key === "ArrowUp") this.choose(this.at < 0 ? count - 1 : this.at - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.at >= 0) this.go(this.at);
    else return;
    event.preventDefault();
  }

  go(index) {
    const item = this.items[index];
    if (!item) return;
    this.close();
    if (item.url) return location.assign(item.url);
    this.input.value = item.label;
    this.input.form.requestSubmit();
  }
}
customElements.define("suggest-list", SuggestList);
