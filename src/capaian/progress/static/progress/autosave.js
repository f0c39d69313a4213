// Nothing typed is lost: a card that could not be sent waits on this device and goes when the signal is back.
(() => {
  const key = (card) => `capaian:progress:${card.getAttribute("hx-post")}`;
  const form = (card) => card.closest("form");
  const status = (card) => document.querySelector(card.getAttribute("hx-target"));
  const inputs = (card) => [...card.querySelectorAll("input[name]:not([type=file], [type=checkbox]), textarea[name]")];
  const cardOf = (event) => event.target.closest?.("[data-autosave]");

  const say = (card, words) => {
    const line = document.createElement("span");
    line.className = "not-saved";
    line.textContent = words;
    status(card).replaceChildren(line);
  };
  const keep = (card) => {
    localStorage.setItem(key(card), JSON.stringify(inputs(card).map((input) => [input.name, input.value])));
    say(card, form(card).dataset.waiting);
  };
  const resend = (card) => {
    if (localStorage.getItem(key(card))) card.dispatchEvent(new Event("change", { bubbles: true }));
  };

  for (const failure of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(failure, (event) => cardOf(event) && keep(cardOf(event)));
  }
  document.addEventListener("htmx:afterRequest", (event) => {
    const card = cardOf(event);
    if (card && event.detail.xhr.status) localStorage.removeItem(key(card));
  });

  // The press on "Kirim" carries everything: a save still on its way would only arrive after the report is closed.
  let leaving = false;
  document.addEventListener("submit", (event) => { leaving = event.target.matches("form.report"); });
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("htmx:beforeRequest", (event) => { if (leaving && cardOf(event)) event.preventDefault(); });

  window.addEventListener("online", () => document.querySelectorAll("[data-autosave]").forEach(resend));

  document.addEventListener("DOMContentLoaded", () => {
    for (const card of document.querySelectorAll("[data-autosave]")) {
      for (const [name, value] of JSON.parse(localStorage.getItem(key(card)) || "[]")) {
        const input = card.querySelector(`[name="${name}"]`);
        if (input) input.value = value;
      }
      if (localStorage.getItem(key(card))) say(card, form(card).dataset.kept);
      setTimeout(resend, 500, card);
    }
    const all = document.querySelector("[data-select-all]");
    if (!all) return;
    all.hidden = false;
    all.addEventListener("click", () => {
      document.querySelectorAll("[data-all]").forEach((box) => { box.checked = true; });
    });
  });
})();
