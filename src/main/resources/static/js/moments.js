// The server writes the organization's time; here it becomes the reader's own, in the same style (Moment.java).
const page = document.documentElement.lang;
const language = page === "en" ? "en-GB" : page;
const day = new Intl.DateTimeFormat(language, { dateStyle: "long" });
const minutes = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

function write(part) {
  for (const moment of part.querySelectorAll("time.moment[datetime]")) {
    const at = new Date(moment.dateTime);
    const text = `${day.format(at)}, ${minutes.format(at)}`;
    if (text !== moment.textContent) {
      moment.title = moment.textContent;
      moment.textContent = text;
    }
  }
}

write(document);
document.addEventListener("fresh", (event) => write(event.target));
