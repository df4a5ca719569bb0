// <beside-draft src="…" told="… {n} …">: while a question is written, what is answered already appears below it after a
// pause. The words go in the body of a request, so that no log has them. Without script the same comes before sending.
const PAUSE = 900;
const FEWEST = 12;
class BesideDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.list = this.querySelector("[data-list]");
    this.status = this.querySelector("[role=status]");
    this.form.addEventListener("input", (event) => {
      if (!["title", "text"].includes(event.target.name) || event.isComposing) return;
      clearTimeout(this.wait);
      this.wait = setTimeout(() => this.ask(), PAUSE);
    });
  }

  words() {
    const { title, text } = this.form.elements;
    return [title.value, text.value].join("\n").trim().slice(0, 400);
  }

  async ask() {
    const words = this.words();
    if (words === this.asked || words.length < FEWEST || this.list.contains(document.activeElement)) return;
    this.asked = words;
    this.asking?.abort();
    this.asking = new AbortController();
    const body = new URLSearchParams({ text: words, csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value });
    try {
      const answer = await fetch(this.getAttribute("src"), { method: "POST", body, signal: this.asking.signal });
      if (answer.ok) this.show(await answer.text());
    } catch {
      // gone on writing, or no network: the form works without
    }
  }

  show(html) {
    this.list.innerHTML = html;
    const count = this.list.querySelectorAll("li").length;
    if (count) this.status.textContent = this.getAttribute("told").replace("{n}", count);
    else this.status.textContent = "";
  }
}
customElements.define("beside-draft", BesideDraft);
