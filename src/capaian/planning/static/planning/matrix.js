// The role-result matrix by keyboard: Enter goes down, arrows leave a cell at its edge, one key says TIDAK ADA PERAN.
(() => {
  const NONE = "TIDAK ADA PERAN"
  const cellOf = (event) => event.target.closest?.(".matrix textarea")

  function beside(cell, down, right) {
    const td = cell.closest("td")
    const row = td?.parentElement.parentElement.rows[td.parentElement.sectionRowIndex + down] // -1 is none
    return row?.cells[td.cellIndex + right]?.querySelector("textarea") ?? null
  }

  function write(cell, text) {
    cell.value = text
    cell.dispatchEvent(new Event("change", { bubbles: true }))
  }

  function direct(cell) {
    const start = cell.value.lastIndexOf("\n", cell.selectionStart - 1) + 1
    const line = cell.value.slice(start)
    const changed = line.startsWith("[L] ") ? line.slice(4) : `[L] ${line}`
    write(cell, cell.value.slice(0, start) + changed)
  }

  const tool = { none: (cell) => write(cell, NONE), direct }

  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event)
    if (!cell || event.isComposing) return
    const { key, altKey, shiftKey } = event
    const first = !cell.value.slice(0, cell.selectionStart).includes("\n")
    const last = !cell.value.slice(cell.selectionEnd).includes("\n")
    const ways = { Enter: [1, 0, !shiftKey], ArrowDown: [1, 0, last], ArrowUp: [-1, 0, first],
      ArrowLeft: [0, -1, cell.selectionEnd === 0], ArrowRight: [0, 1, cell.selectionStart === cell.value.length] }
    if (altKey && ["t", "l"].includes(key.toLowerCase())) {
      event.preventDefault()
      tool[key.toLowerCase() === "t" ? "none" : "direct"](cell)
    } else if (!altKey && ways[key]?.[2]) {
      const next = beside(cell, ways[key][0], ways[key][1])
      if (next || (key === "Enter" && cell.closest("td"))) event.preventDefault()
      next?.focus()
      next?.setSelectionRange(next.value.length, next.value.length)
    }
  })
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event)
    const tools = document.getElementById("cell-tools")
    if (!tools || event.target.closest(".cell-tools")) return
    for (const old of document.querySelectorAll(".cell-tools")) old.remove()
    cell?.after(tools.content.cloneNode(true))
  })
  document.addEventListener("mousedown", (event) => event.target.closest?.(".cell-tools") && event.preventDefault())
  document.addEventListener("click", (event) => {
    const name = event.target.closest?.(".cell-tools button")?.dataset.tool
    if (name) tool[name](event.target.closest(".cell-tools").previousElementSibling)
  })
  document.addEventListener("change", (event) => {
    const cell = cellOf(event)
    if (cell && ["-", "–"].includes(cell.value.trim())) cell.value = NONE
  }, true)
})()
