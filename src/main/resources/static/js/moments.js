// The server writes the organization's time; here it becomes the reader's own.
const language = document.documentElement.lang || undefined;
for (const moment of document.querySelectorAll("time.moment[datetime]")) {
  const date = new Date(moment.dateTime);
  if (!Number.isNaN(date.getTime())) {
    moment.title = moment.textContent.trim();
    moment.textContent = date.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  }
}
