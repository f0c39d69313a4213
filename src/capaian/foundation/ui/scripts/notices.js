// A request that failed is said so and can be tried again; what was typed stays in the form.
(() => {
  const failed = new Map() // element -> the request it made
  const box = () => document.getElementById("connection")

  function show(kind) {
    const place = box()
    if (!place) return
    for (const words of place.querySelectorAll("[data-kind]")) words.hidden = words.dataset.kind !== kind
    place.querySelector("button").hidden = failed.size === 0
    place.hidden = false
  }

  function hide() {
    if (failed.size === 0 && navigator.onLine && box()) box().hidden = true
  }

  function remember(event, kind) {
    const { elt, requestConfig } = event.detail
    failed.set(elt, requestConfig)
    if (kind === "failed" && requestConfig.verb === "get") kind = "unread"
    show(navigator.onLine ? kind : "offline")
  }

  function retry() {
    for (const [elt, { verb, path }] of [...failed]) {
      failed.delete(elt)
      if (elt.isConnected) htmx.ajax(verb, path, { source: elt })
    }
    hide()
  }

  document.addEventListener("htmx:sendError", (event) => remember(event, "failed"))
  document.addEventListener("htmx:timeout", (event) => remember(event, "failed"))
  document.addEventListener("htmx:responseError", (event) => {
    remember(event, [401, 403].includes(event.detail.xhr.status) ? "expired" : "failed")
  })
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const { status } = event.detail.xhr
    const told = status === 422 || event.detail.xhr.getResponseHeader("HX-Retarget") !== null
    if (status >= 400 && !told) return // said by responseError
    failed.delete(event.detail.elt)
    hide()
  })
  document.addEventListener("click", (event) => {
    if (event.target.closest("#connection button")) retry()
  })
  window.addEventListener("offline", () => show("offline"))
  window.addEventListener("online", retry)
  window.addEventListener("beforeunload", (event) => {
    if (failed.size) event.preventDefault()
  })
})()
