// Without script, or where the browser gives no clipboard (plain http), the buttons stay hidden.
function select(element) {
  getSelection().selectAllChildren(element);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const source = document.getElementById(button.dataset.copy);
  const status = document.getElementById(button.dataset.status);
  if (!source || !navigator.clipboard) {
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (status) {
      status.textContent = "";
    }
    try {
      await navigator.clipboard.writeText(source.textContent.replace(/\s/g, ""));
    } catch {
      select(source); // not allowed: at least ready for the keyboard's copy
      return;
    }
    if (status) {
      status.textContent = button.dataset.copied;
    }
  });
}
