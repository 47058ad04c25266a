for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!navigator.clipboard) {
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = document.getElementById(button.dataset.copy).textContent.replace(/\s/g, "");
    await navigator.clipboard.writeText(text);
    document.getElementById(button.dataset.status).textContent = button.dataset.copied;
  });
}
