// <suggest-list src="…">: a combobox over the search box it wraps. The address answers `?q=` with a JSON list of
// {label, url}; a failing or slow network changes nothing, the form still works.
class SuggestList extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    if (!this.input || !this.getAttribute("src")) return;
    this.list = document.createElement("ul");
    this.list.className = "suggestions__list";
    this.list.id = `${this.input.id}-list`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.getAttribute("label") || "");
    this.list.hidden = true;
    this.append(this.list);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    Object.entries(roles).forEach(([name, value]) => this.input.setAttribute(name, value));
    this.input.autocomplete = "off";
    this.input.addEventListener("input", () => {
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.ask(), 180);
    });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => setTimeout(() => this.show([]), 150));
  }

  async ask() {
    const text = this.input.value.trim();
    if (text.length < 2) return this.show([]);
    try {
      const answer = await fetch(`${this.getAttribute("src")}?q=${encodeURIComponent(text)}`);
      if (answer.ok && text === this.input.value.trim()) this.show(await answer.json());
    } catch {
      this.show([]);
    }
  }

  show(items) {
    this.items = items.slice(0, 7);
    this.at = -1;
    this.list.replaceChildren(
      ...this.items.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${this.list.id}-${index}`;
        option.setAttribute("role", "option");
        option.textContent = item.label;
        option.addEventListener("mousedown", () => this.go(index));
        return option;
      }),
    );
    this.list.hidden = !this.items.length;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") this.show([]);
    if (event.key === "Enter" && this.at >= 0) {
      event.preventDefault();
      this.go(this.at);
    }
    if (!step || this.list.hidden) return;
    event.preventDefault();
    this.at = (this.at + step + this.items.length) % this.items.length;
    [...this.list.children].forEach((option, index) => option.setAttribute("aria-selected", String(index === this.at)));
    this.input.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
  }

  go(index) {
    const item = this.items[index];
    if (item.url) location.assign(item.url);
    else this.input.value = item.label;
  }
}
customElements.define("suggest-list", SuggestList);
