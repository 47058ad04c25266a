// The server writes the organization's time; here it becomes the reader's own.
const page = document.documentElement.lang;
const language = navigator.languages.find((each) => each.split("-")[0] === page) || page || undefined; // with the reader's country
for (const moment of document.querySelectorAll("time.moment[datetime]")) {
  const date = new Date(moment.dateTime);
  if (!Number.isNaN(date.getTime())) {
    moment.title = moment.textContent.trim();
    moment.textContent = date.toLocaleString(language, { dateStyle: "medium", timeStyle: "short" });
  }
}
