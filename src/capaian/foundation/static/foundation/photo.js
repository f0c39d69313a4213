// A photo of a phone's camera is made smaller on the phone: a few hundred kilobytes travel instead of megabytes.
(() => {
  const LARGE = 700 * 1024, SIDE = 2000, QUALITY = 0.82;
  const waits = (input) => {
    const [file] = input.files;
    return file && file.size > LARGE && ["image/jpeg", "image/png", "image/webp"].includes(file.type) && !input.dataset.shrunk;
  };

  const shrunk = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.[^.]*$/, "")}.jpg`, { type: "image/jpeg" });
  };

  // In the capture phase, so that nothing is sent before the photo is ready; where it fails, the photo goes as it is.
  document.addEventListener("change", async (event) => {
    const input = event.target;
    if (!input.matches?.("input[type=file][data-shrink]")) return;
    if (!waits(input)) { delete input.dataset.shrunk; return; }
    event.stopImmediatePropagation();
    try {
      const files = new DataTransfer();
      files.items.add(await shrunk(input.files[0]));
      input.files = files.files;
    } catch { /* not a picture that this browser can read */ }
    input.dataset.shrunk = "1";
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);
})();
