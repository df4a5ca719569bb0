// <law-contents>: the contents show where the reader is. Its links lead to places of this page or of others; without script
// it is a plain list. An address that names a place of another part ("#dieu-90") goes on to that part.
class LawContents extends HTMLElement {
  connectedCallback() {
    const links = [...this.querySelectorAll("a[href*='#']")];
    const here = links.filter((link) => link.pathname === location.pathname && link.search === location.search);
    this.links = new Map(here.map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
    this.links.delete(null);
    this.goOn(links);
    addEventListener("hashchange", () => this.show()); // on a phone the contents open by their address
    const watch = new IntersectionObserver((seen) => this.seen(seen), { rootMargin: "-12% 0px -70% 0px" });
    this.visible = new Set();
    for (const place of this.links.keys()) watch.observe(place);
  }

  goOn(links) {
    const id = location.hash.slice(1);
    if (!id || document.getElementById(id)) return;
    const inside = (link) => id === link.hash.slice(1) || id.startsWith(`${link.hash.slice(1)}-`);
    const link = links.find(inside);
    if (link && link.search !== location.search) location.replace(link.href.replace(/#.*/, location.hash));
  }

  seen(entries) {
    for (const one of entries) this.visible[one.isIntersecting ? "add" : "delete"](one.target);
    const now = [...this.links.keys()].find((place) => this.visible.has(place));
    if (now) this.mark(this.links.get(now));
  }

  mark(link) {
    if (this.now === link) return;
    if (this.now) this.now.removeAttribute("aria-current");
    this.now = link;
    link.setAttribute("aria-current", "location");
    for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    this.show();
  }

  show() {
    if (!this.now) return;
    const box = this.parentElement;
    const at = this.now.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - frame.height / 3;
  }
}
customElements.define("law-contents", LawContents);
