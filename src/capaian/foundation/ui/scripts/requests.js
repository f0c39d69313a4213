// What every HTMX request needs: today's CSRF token (it changes when one signs in again in another tab), and a
// refusal shown only where the server aims it; any other 403 page is an error, not a piece of this page.
(() => {
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1]

  document.addEventListener("htmx:configRequest", (event) => {
    if (token()) event.detail.headers["X-CSRFToken"] = token()
  })
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail
    if (xhr.status !== 403) return
    const aimed = xhr.getResponseHeader("HX-Retarget") !== null
    event.detail.shouldSwap = aimed
    event.detail.isError = !aimed
  })
})()
