const options = { dateStyle: "medium", timeStyle: "short" };
for (const moment of document.querySelectorAll("time.moment")) {
  moment.title = moment.textContent;
  moment.textContent = new Date(moment.dateTime).toLocaleString(document.documentElement.lang, options);
}
