// Writing one's own sentence: how many characters are left, and a day in words, so that 2-1 is never 1-2.
(() => {
  const start = () => {
    for (const field of document.querySelectorAll("[data-left-of]")) {
      const left = document.getElementById(field.dataset.leftOf);
      const most = Number(field.dataset.most);
      const tell = () => { left.textContent = left.dataset.says.replace("{n}", most - field.value.length); };
      field.addEventListener("input", tell);
      tell();
    }
    const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" });
    for (const field of document.querySelectorAll("[data-day-in]")) {
      const says = document.getElementById(field.dataset.dayIn);
      const tell = () => { says.textContent = field.value ? words.format(new Date(field.value)) : ""; };
      field.addEventListener("input", tell);
      tell();
    }
  };
  document.addEventListener("koers:form", start);
  start();
})();
