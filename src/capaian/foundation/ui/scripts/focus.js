// After a form came back with problems, the summary of them is read first.
(() => {
  const look = (root) => root.querySelector?.("[data-focus]:not([data-still] *)")?.focus()
  document.addEventListener("DOMContentLoaded", () => look(document))
  document.addEventListener("htmx:afterSettle", (event) => look(event.detail.elt))
})()
