// A double click sends a form once; a second try two seconds later is a wish, not a slip.
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) {
    return;
  }
  if (event.timeStamp - (sentAt.get(event.target) ?? -Infinity) < 2000) {
    event.preventDefault();
    return;
  }
  sentAt.set(event.target, event.timeStamp);
});
