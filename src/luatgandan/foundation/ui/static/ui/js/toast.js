// Toasts: `document.dispatchEvent(new CustomEvent("toast", {detail: {text, kind}}))`, or the header
// `HX-Trigger: {"toast": {"text": "…"}}` of an htmx answer. The region is polite, so speech is never cut off.
{
  const show = ({ text, kind = "success" }) => {
    const region = document.getElementById("toasts");
    if (!region || !text) return;
    const toast = document.createElement("p");
    toast.className = `toast toast--${kind}`;
    toast.textContent = text;
    region.append(toast);
    setTimeout(() => toast.remove(), Math.max(5000, text.length * 90));
  };
  document.addEventListener("toast", (event) => show(event.detail));
}
