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

  async copy() {
    await navigator.clipboard.writeText(this.getAttribute("text") || this.address);
    document.dispatchEvent(new CustomEvent("toast", { detail: { text: this.getAttribute("copied") } }));
  }
}
customElements.define("share-tools", ShareTools);
