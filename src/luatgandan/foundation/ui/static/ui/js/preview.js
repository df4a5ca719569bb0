// <law-preview>: a bubble beside links to provisions and terms, on hover and on focus. It can be hovered, goes with Escape,
// and is said with the link (aria-describedby). Without script, or when the network fails, links are plain links.
class LawPreview extends HTMLElement {
  connectedCallback() {
    this.known = new Map();
    const over = (event) => this.soon(event.target.closest && event.target.closest(".law__link, .law__term"));
    if (matchMedia("(hover: hover)").matches) this.addEventListener("pointerover", over);
    this.addEventListener("focusin", (event) => {
      if (event.target.matches(":focus-visible")) over(event);
    });
    this.addEventListener("pointerout", () => this.later());
    this.addEventListener("focusout", () => this.later());
    document.addEventListener("keydown", (event) => event.key === "Escape" && this.hide());
  }

  soon(link) {
    if (!link) return;
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.show(link), 250);
  }

  later() {
    clearTimeout(this.wait);
    this.wait = setTimeout(() => this.hide(), 300);
  }

  async show(link) {
    if (this.link === link) return;
    this.hide();
    this.link = link;
    const content = await this.content(link);
    if (!content || this.link !== link) return;
    const bubble = document.createElement("div");
    bubble.className = "preview";
    bubble.id = "xem-truoc";
    bubble.lang = "vi";
    bubble.setAttribute("role", "tooltip");
    bubble.append(content);
    bubble.addEventListener("pointerover", () => clearTimeout(this.wait));
    bubble.addEventListener("pointerout", () => this.later());
    this.append(bubble);
    this.bubble = bubble;
    this.place(link, bubble);
    link.setAttribute("aria-describedby", bubble.id);
  }

  place(link, bubble) {
    const box = link.getClientRects()[0];
    const room = document.documentElement.clientWidth - bubble.offsetWidth - 16;
    const above = box.top - bubble.offsetHeight - 8;
    const below = innerHeight - box.bottom < bubble.offsetHeight + 8 && above > 0;
    bubble.style.left = `${Math.max(16, Math.min(box.left, room)) + scrollX}px`;
    bubble.style.top = `${(below ? above : box.bottom + 8) + scrollY}px`;
  }

  async content(link) {
    const page = new URL(link.href);
    if (page.pathname === location.pathname && page.hash) return this.copy(page.hash.slice(1));
    if (page.origin !== location.origin || !/\/dieu-[^/]+\//.test(page.pathname)) return null;
    if (!this.known.has(page.href)) this.known.set(page.href, this.ask(page));
    const text = await this.known.get(page.href);
    return text && document.createRange().createContextualFragment(text);
  }

  async ask(page) {
    try {
      const answer = await fetch(`${page.pathname}xem-truoc/${page.search}`);
      return answer.ok ? answer.text() : "";
    } catch {
      return "";
    }
  }

  copy(id) {
    const part = document.getElementById(id);
    if (!part) return null;
    const clone = part.cloneNode(true);
    clone.querySelectorAll("[id]").forEach((one) => one.removeAttribute("id"));
    clone.querySelectorAll("a").forEach((one) => one.replaceWith(...one.childNodes));
    clone.querySelectorAll(".law__facts, .term__close, .hidden-text").forEach((one) => one.remove());
    const content = document.createDocumentFragment();
    content.append(...clone.childNodes);
    return content;
  }

  hide() {
    clearTimeout(this.wait);
    if (this.link) this.link.removeAttribute("aria-describedby");
    if (this.bubble) this.bubble.remove();
    this.link = this.bubble = null;
  }
}
customElements.define("law-preview", LawPreview);
