// A row of the matrix says how it stands (antre, menyimpan, gagal); a table pasted into a cell is spread over the cells.
(() => {
  const rowOf = (element) => element.closest?.("[data-row]")

  function say(row, word, failed) {
    const words = row.closest(".matrix").dataset
    const place = row.querySelector(".row-state output")
    if (place) place.textContent = words[word]
    row.classList.toggle("failed", Boolean(failed))
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches?.(".matrix [data-row] textarea, .matrix[data-row] textarea")) say(rowOf(event.target), "queued")
  })
  const saves = (event) => event.detail.requestConfig?.path.endsWith("/cells/") && rowOf(event.target) // hints do not

  document.addEventListener("htmx:beforeRequest", (event) => {
    const row = saves(event)
    if (row) say(row, "saving")
  })
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      const row = saves(event)
      if (row) say(row, "failed", true)
    })
  }

  function table(text) {
    const rows = [[""]]
    let quoted = false
    for (let place = 0; place < text.length; place += 1) {
      const sign = text[place]
      const row = rows.at(-1)
      if (sign === '"' && (quoted || row.at(-1) === "")) {
        if (quoted && text[place + 1] === '"') row[row.length - 1] += text[(place += 1)]
        else quoted = !quoted
      } else if (sign === "\t" && !quoted) row.push("")
      else if (sign === "\n" && !quoted) rows.push([""])
      else row[row.length - 1] += sign
    }
    return rows
  }

  document.addEventListener("paste", (event) => {
    const text = event.clipboardData?.getData("text/plain").replaceAll("\r", "").replace(/\n$/, "")
    const td = event.target.closest?.("table.matrix td")
    if (!td || !text?.includes("\t")) return
    event.preventDefault()
    const body = td.parentElement.parentElement
    table(text).forEach((cells, down) => {
      const row = body.rows[td.parentElement.sectionRowIndex + down]
      const places = cells.map((words, right) => [row?.cells[td.cellIndex + right]?.querySelector("textarea"), words])
      const written = places.filter(([place, words]) => place && words)
      for (const [place, words] of written) place.value = words
      written.at(-1)?.[0].dispatchEvent(new Event("change", { bubbles: true }))
    })
  })
})()
