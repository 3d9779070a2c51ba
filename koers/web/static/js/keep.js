// A form on a phone that can't get lost: kept on the device while it is filled in, and sent again until it has
// arrived. `form[data-draft]` names the draft; `koers:form` tells other scripts that the form was replaced.
(() => {
  const isOn = (e) => (e.type === "radio" || e.type === "checkbox" ? e.checked : e.value);

  const start = () => {
    const form = document.querySelector("form[data-draft]");
    if (!form) return;
    const button = form.querySelector("[data-submit]");
    const kept = form.querySelector("[data-kept]");
    const draft = form.dataset.draft;

    const fields = () => [...form.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit");
    const keep = () => {
      const given = fields().filter(isOn).map((e) => [e.name, e.value]);
      try { localStorage.setItem(draft, JSON.stringify(given)); } catch { /* a full or closed store: the form itself still holds it */ }
    };
    const restore = () => {
      if (fields().some(isOn)) return;
      let given = [];
      try { given = JSON.parse(localStorage.getItem(draft) || "[]"); } catch { return; }
      for (const [name, value] of given)
        for (const e of form.elements)
          if (e.name === name && (e.type === "radio" || e.type === "checkbox")) e.checked ||= e.value === value;
          else if (e.name === name && e.type !== "hidden") e.value = value;
    };

    let again = 0;
    const give = async () => {
      clearTimeout(again);
      button.setAttribute("aria-busy", "true");
      try {
        const reply = await fetch(form.action || location.pathname, { method: "POST", body: new FormData(form), credentials: "same-origin" });
        const page = reply.redirected ? null : new DOMParser().parseFromString(await reply.text(), "text/html");
        kept.hidden = true;
        if (reply.redirected) {
          localStorage.removeItem(draft);
          return location.assign(reply.url);
        }
        document.querySelector("main").replaceWith(page.querySelector("main"));
        document.title = page.title;
        start();
        document.dispatchEvent(new Event("koers:form"));
        document.querySelector(".error-sum")?.scrollIntoView({ block: "nearest" });
      } catch {
        kept.hidden = false;
        again = setTimeout(give, 3000);
      } finally {
        button.removeAttribute("aria-busy");
      }
    };
    form.addEventListener("input", keep);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (button.getAttribute("aria-busy") !== "true") give();
    });
    restore();
  };
  start();
})();
