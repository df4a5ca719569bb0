// <law-lookup>: results under the search box while one types. Without script the button does the same.
customElements.define(
  "law-lookup",
  class extends HTMLElement {
    connectedCallback() {
      this.form = this.closest("form");
      this.form.elements.q.addEventListener("input", () => {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.look(), 300);
      });
    }

    async look() {
      const wanted = this.form.elements.q.value;
      const answer = await fetch(`?${new URLSearchParams({ q: wanted, lookup: 1 })}`);
      if (answer.ok && wanted === this.form.elements.q.value) this.innerHTML = await answer.text();
    }
  },
);
