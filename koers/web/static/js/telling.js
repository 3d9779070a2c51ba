// Writing one's own sentence: how many characters are left, said before it is too late.
(() => {
  const start = () => {
    for (const field of document.querySelectorAll("[data-left-of]")) {
      const left = document.getElementById(field.dataset.leftOf);
      const most = Number(field.dataset.most);
      const tell = () => { left.textContent = left.dataset.says.replace("{n}", most - field.value.length); };
      field.addEventListener("input", tell);
      tell();
    }
  };
  document.addEventListener("koers:form", start);
  start();
})();
