// The accent colour as it will be used, while it is chosen: the server knows how dark it has to be.
for (const swatch of document.querySelectorAll("[data-accent]")) {
  document.getElementById(swatch.dataset.accent).addEventListener("input", async ({ target }) => {
    const answer = await fetch(`/theme/${target.value.slice(1).toLowerCase()}.css`);
    const used = /--accent: (#[0-9a-f]{6})/.exec(await answer.text());
    if (used) {
      swatch.setAttribute("fill", used[1]);
    }
  });
}
