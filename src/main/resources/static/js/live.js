// Parts of a page that stay true while it is open: asked for again every few seconds, not while nobody looks.
const EVERY = 4000;
for (const part of document.querySelectorAll("[data-live]")) {
  let shown = part.textContent;
  setInterval(async () => {
    if (document.hidden) {
      return;
    }
    try {
      const answer = await fetch(part.dataset.liveFrom, { headers: { "X-Live": "true" }, redirect: "error" });
      if (!answer.ok) {
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
      if (fresh && fresh.textContent !== shown) {
        shown = fresh.textContent;
        part.replaceChildren(fresh);
        part.dispatchEvent(new CustomEvent("fresh", { bubbles: true }));
        if (fresh.dataset.final && part.dataset.liveNext) {
          location.assign(part.dataset.liveNext);
        }
      }
    } catch {
      // no answer: the time beside the numbers shows how old they are
    }
  }, EVERY);
}
