// A double click sends a form once; a second try two seconds later is a wish, not a slip.
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  const now = performance.now();
  if (now - (sentAt.get(event.target) ?? -Infinity) < 2000) {
    event.preventDefault();
    return;
  }
  sentAt.set(event.target, now);
});
