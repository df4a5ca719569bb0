// <ward-picker>: suggestions for a text box that names a ward. The address answers `?q=` with a JSON list of
// {code, label, reason}. Without script, or on a failing network, the box is a plain text box that the server reads.

class WardPicker extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=text]");
    this.list = this.querySelector("[role=listbox]");
    this.status = this.querySelector("[role=status]");
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.setAttribute("aria-expanded", "false");
    this.input.addEventListener("input", () => {
      this.forget();
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.ask(), 150);
    });
    this.input.addEventListener("keydown", (event) => this.onKey(event));
    this.input.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.pick(option);
    });
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  get active() {
    return this.list.querySelector("[aria-selected=true]");
  }

  async ask() {
    const text = this.input.value.trim();
    if (text.length < 2) return this.close();
    try {
      const answer = await fetch(`${this.input.dataset.src}?q=${encodeURIComponent(text)}`);
      if (answer.ok && text === this.input.value.trim()) this.show(await answer.json());
    } catch {
      this.close();
    }
  }

  show(wards) {
    const options = wards.map((ward) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${ward.code}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      Object.assign(option.dataset, { code: ward.code, name: ward.label });
      option.append(ward.label);
      if (ward.reason) option.append(Object.assign(document.createElement("small"), { textContent: ward.reason }));
      return option;
    });
    this.list.replaceChildren(...options);
    this.open();
  }

  open() {
    const count = this.options.length;
    const typed = this.input.value.trim() !== "" && document.activeElement === this.input;
    this.list.hidden = count === 0 || !typed;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    if (typed) this.status.textContent = count ? `${this.status.dataset.some} ${count}` : this.status.dataset.none;
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  forget() {
    this.querySelectorAll(`[name="${this.input.dataset.codeName}"]`).forEach((field) => {
      if (field.type === "radio") field.checked = false;
      else field.remove();
    });
  }

  pick(option) {
    this.forget();
    this.input.value = option.dataset.name;
    const code = Object.assign(document.createElement("input"), {
      type: "hidden",
      name: this.input.dataset.codeName,
      value: option.dataset.code,
    });
    this.append(code);
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  move(step) {
    const options = this.options;
    if (!options.length) return;
    const next = options[(options.indexOf(this.active) + step + options.length) % options.length] || options[0];
    options.forEach((option) => option.setAttribute("aria-selected", String(option === next)));
    this.input.setAttribute("aria-activedescendant", next.id);
    next.scrollIntoView({ block: "nearest" });
  }

  onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open();
      else this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && !this.list.hidden && this.active) {
      event.preventDefault();
      this.pick(this.active);
    } else if (event.key === "Escape") {
      this.close();
    }
  }
}

customElements.define("ward-picker", WardPicker);
