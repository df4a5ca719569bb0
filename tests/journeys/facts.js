() => {
  // What stands in the head and in the body of this page, for the tests of test_public_pages*.py.
  const meta = (name) => document.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.content ?? "";
  const all = (selector, read) => [...document.querySelectorAll(selector)].map(read);
  const vietnamese = /[ăđơưẠ-ỹ]/iu;
  // A name of a ward or a law may stand in another language's sentence; a sentence may not.
  const sentence = (text) => text.split(/\s+/).filter((word) => vietnamese.test(word)).length >= 5;
  const khmer = /[\u1780-\u17ff]/u;
  // One language by its letters, another by `lang`: texts that a screen reader would read out with the wrong voice.
  const mistagged = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode.textContent.trim();
    const parent = walk.currentNode.parentElement;
    if (!text || parent.closest("script, style, template, noscript")) continue; // where scripts run nobody reads these
    const said = parent.closest("[lang]").getAttribute("lang"); // drawings have no `.lang`
    const seen = khmer.test(text) ? "km" : sentence(text) ? "vi" : said;
    if (seen !== said) mistagged.push(`${said}: ${text.slice(0, 80)}`);
  }
  const named = (selector, name) => all(selector, (e) => [e.getAttribute(name), e.closest("[lang]").getAttribute("lang")]);
  for (const name of ["aria-label", "placeholder", "title", "alt"])
    for (const [text, said] of named(`[${name}]`, name))
      if (sentence(text) && said !== "vi") mistagged.push(`${said}: ${name}="${text}"`);
  return {
    lang: document.documentElement.lang,
    title: document.title,
    description: meta("description"),
    h1: all("h1", (e) => e.textContent.trim()),
    canonical: document.querySelector("link[rel=canonical]")?.href ?? "",
    robots: meta("robots"),
    og: Object.fromEntries(["title", "description", "image", "url", "type"].map((name) => [name, meta(`og:${name}`)])),
    jsonLd: all('script[type="application/ld+json"]', (e) => e.textContent),
    crumbs: all(".breadcrumb li", (e) => ({
      text: e.textContent.trim(), href: e.querySelector("a")?.getAttribute("href") ?? "",
    })),
    ids: all("[id]", (e) => e.id).filter((id, place, ids) => ids.indexOf(id) !== place),
    inline: all("[style], [onclick], style, script:not([src]):not([type$=json])", (e) => e.outerHTML.slice(0, 120)),
    untranslated: mistagged,
    notice: document.querySelector(".notice")?.textContent.trim() ?? "",
  };
}
