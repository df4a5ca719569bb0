// <share-tools>: copy the address, hand the page to the phone's own share sheet (Zalo stands there), print.
// A button that the browser cannot serve stays hidden.
class ShareTools extends HTMLElement {
  connectedCallback() {
    const act = {
      share: navigator.share && (() => navigator.share({ title: document.title, url: this.address }).catch(() => {})),
      copy: navigator.clipboard && (() => this.copy()),
      print: () => window.print(),
    };
    for (const button of this.querySelectorAll("[data-act]")) {
      const run = act[button.dataset.act];
      button.hidden = !run;
      if (run) button.addEventListener("click", run);
    }
  }

  get address() {
    const canonical = document.querySelector("link[rel=canonical]");
    return this.getAttribute("address") || (canonical ? canonical.href : location.href);
  }

  // Words for plain places, the same words as a link for word processors.
  linked(text) {
    const link = document.createElement("a");
    link.href = this.address;
    link.textContent = text;
    const blob = (type, value) => new Blob([value], { type });
    return new ClipboardItem({ "text/plain": blob("text/plain", text), "text/html": blob("text/html", link.outerHTML) });
  }

  async copy() {
    const text = this.getAttribute("text");
    if (text && window.ClipboardItem) await navigator.clipboard.write([this.linked(text)]);
    else await navigator.clipboard.writeText(text || this.address);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: this.getAttribute("copied") } }));
  }
}
customElements.define("share-tools", ShareTools);
