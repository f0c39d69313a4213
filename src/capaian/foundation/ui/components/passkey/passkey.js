// Passkeys: form[data-passkey] asks the browser for one, puts the answer into its hidden field and is sent. The options
// stand in the page (data-options names them) or are fetched from the form's address. Hidden where there are no passkeys.
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0))
  const text = (buffer) => btoa(Array.from(new Uint8Array(buffer), (one) => String.fromCharCode(one)).join(""))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
  const opened = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }))

  function answer(made) {
    const response = { clientDataJSON: text(made.response.clientDataJSON) }
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part])
    }
    return JSON.stringify({
      id: made.id, rawId: text(made.rawId), type: made.type, response, clientExtensionResults: made.getClientExtensionResults(),
    })
  }

  async function options(form) {
    if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent)
    const asked = await fetch(form.action, { headers: { Accept: "application/json" } })
    if (!asked.ok) throw new Error(asked.statusText)
    return asked.json()
  }

  async function ask(form) {
    const { creation_options: create, request_options: get } = await options(form)
    if (get) {
      const key = get.publicKey
      return navigator.credentials.get({ publicKey: { ...key, challenge: bytes(key.challenge), allowCredentials: opened(key.allowCredentials) } })
    }
    const key = create.publicKey
    return navigator.credentials.create({ publicKey: {
      ...key, challenge: bytes(key.challenge), user: { ...key.user, id: bytes(key.user.id) }, excludeCredentials: opened(key.excludeCredentials),
      authenticatorSelection: { ...key.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
    } })
  }

  function tell(form, name) {
    for (const words of form.querySelectorAll("[data-problem]")) words.hidden = words.dataset.problem !== name
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-passkey]")
    if (!form || form.elements.credential.value) return
    event.preventDefault()
    tell(form, "")
    try {
      form.elements.credential.value = answer(await ask(form))
      form.requestSubmit()
    } catch (problem) {
      tell(form, { InvalidStateError: "known", SecurityError: "address" }[problem.name] || "stopped")
    }
  })
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    if (window.PublicKeyCredential) for (const part of form.querySelectorAll("[data-able]")) part.hidden = false
    else tell(form, "unable")
  }
})()
