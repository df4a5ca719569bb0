// Display settings: the header's link opens a panel in place; choices apply at once and are kept in a cookie
// that the server reads, so the next page is painted right from its first byte.
{
  const root = document.documentElement;
  const keep = () => {
    const chosen = ["theme", "text", "contrast", "width"].filter((name) => root.dataset[name]);
    const value = chosen.map((name) => `${name}=${root.dataset[name]}`).join("&");
    const secure = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `lgd_prefs=${value};path=/;max-age=${value ? 31536000 : 0};samesite=lax${secure}`;
  };

  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.closest("[data-settings]") || !input.checked) return;
    if (input.value) root.dataset[input.name] = input.value;
    else delete root.dataset[input.name];
    keep();
  });

  class SettingsLink extends HTMLElement {
    connectedCallback() {
      this.link = this.querySelector("a");
      this.panel = document.getElementById(this.getAttribute("panel"));
      if (!this.link || !this.panel) return;
      this.link.setAttribute("role", "button");
      this.link.setAttribute("aria-controls", this.panel.id);
      this.show(false);
      this.link.addEventListener("click", (event) => this.toggle(event));
      this.link.addEventListener("keydown", (event) => event.key === " " && this.toggle(event));
      document.addEventListener("keydown", (event) => event.key === "Escape" && this.leave(true));
      document.addEventListener("click", (event) => {
        if (!this.panel.contains(event.target) && !this.contains(event.target)) this.leave(false);
      });
    }

    show(open) {
      this.panel.hidden = !open;
      this.link.setAttribute("aria-expanded", String(open));
      if (open) this.panel.querySelector("input:checked").focus();
    }

    toggle(event) {
      event.preventDefault();
      this.show(this.panel.hidden);
    }

    leave(focus) {
      if (this.panel.hidden) return;
      this.show(false);
      if (focus) this.link.focus();
    }
  }
  customElements.define("settings-link", SettingsLink);
}
