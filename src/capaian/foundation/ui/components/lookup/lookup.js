// Suggestions under a text input (combobox): arrows walk, Enter or a click takes, Escape and leaving close.
(() => {
  const listOf = (input) => document.getElementById(input.getAttribute("aria-controls"))
  const inputOf = (list) => list.parentElement.querySelector("[role=combobox]")
  const options = (list) => [...list.querySelectorAll("[role=option]:not([aria-disabled])")]
  const at = (event) => event.target.closest?.("[role=combobox]")

  function show(input, open) {
    listOf(input).hidden = !open
    input.setAttribute("aria-expanded", String(open))
    if (!open) mark(input, null)
  }

  function mark(input, option) {
    for (const one of options(listOf(input))) one.setAttribute("aria-selected", String(one === option))
    if (option) input.setAttribute("aria-activedescendant", option.id)
    else input.removeAttribute("aria-activedescendant")
    option?.scrollIntoView({ block: "nearest" })
  }

  function take(input, option) {
    input.value = option.dataset.value
    show(input, false)
    input.focus()
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }

  document.addEventListener("htmx:afterSwap", (event) => {
    if (!event.target.matches?.(".lookup > .options")) return
    const input = inputOf(event.target)
    show(input, document.activeElement === input && event.target.children.length > 0)
  })
  document.addEventListener("keydown", (event) => {
    const input = at(event)
    if (!input) return
    const list = listOf(input)
    const all = options(list)
    const now = all.findIndex((one) => one.getAttribute("aria-selected") === "true")
    if (event.key === "Escape" && !list.hidden) show(input, false)
    else if (event.key === "Enter" && !list.hidden && now >= 0) take(input, all[now])
    else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
      show(input, true)
      mark(input, all[(now + (event.key === "ArrowDown" ? 1 : all.length - (now < 0 ? 0 : 1))) % all.length])
    } else return
    event.preventDefault()
  })
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest?.(".lookup > .options > [role=option]:not([aria-disabled])")
    if (!option) return
    event.preventDefault() // the input keeps its focus
    take(inputOf(option.parentElement), option)
  })
  document.addEventListener("focusout", (event) => at(event) && show(at(event), false))
})()
