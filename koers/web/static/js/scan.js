// Answering on a phone: one S at a time, kept on the device until it has arrived.
(() => {
  const start = () => {
    const form = document.querySelector("[data-scan]");
    if (!form) return;
    const steps = [...form.querySelectorAll("[data-step]")];
    const track = [...document.querySelectorAll("[data-track] li")];
    const send = form.querySelector("[data-send]");
    const button = form.querySelector("[data-submit]");
    const kept = form.querySelector("[data-kept]");
    const draft = form.dataset.draft;
    form.noValidate = true;

    const fields = () => [...form.elements].filter((e) => e.name && e.type !== "hidden" && e.type !== "submit");
    const isOn = (e) => (e.type === "radio" || e.type === "checkbox" ? e.checked : e.value);
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

    const show = (at, focus) => {
      steps.forEach((step, i) => (step.hidden = i !== at));
      send.hidden = at !== steps.length - 1;
      const before = steps.length - track.length;
      track.forEach((li, i) => {
        li.classList.toggle("is-done", i < at - before);
        if (i === at - before) li.setAttribute("aria-current", "step"); else li.removeAttribute("aria-current");
      });
      if (focus) { scrollTo(0, 0); steps[at].querySelector("h1")?.focus({ preventScroll: true }); }
    };
    const asked = () => Math.max(0, steps.findIndex((step) => `#${step.dataset.step}` === location.hash));
    const wrong = steps.findIndex((step) => step.querySelector(".error"));
    const mayLeave = (step) => [...step.querySelectorAll("[required]")].every((e) => e.checked || (e.focus(), false));

    steps.forEach((step, i) => {
      const next = step.querySelector("[data-next]");
      if (!next) return;
      next.hidden = false;
      next.addEventListener("click", () => {
        if (!mayLeave(step)) return;
        history.pushState(null, "", `#${steps[i + 1].dataset.step}`);
        show(i + 1, true);
      });
    });
    addEventListener("popstate", () => show(asked(), true));
    form.addEventListener("input", keep);

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
      } catch {
        kept.hidden = false;
        again = setTimeout(give, 3000);
      } finally {
        button.removeAttribute("aria-busy");
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (button.getAttribute("aria-busy") !== "true") give();
    });

    restore();
    show(wrong >= 0 ? wrong : asked(), wrong >= 0);
    document.querySelector(".error-sum")?.scrollIntoView({ block: "nearest" });
  };
  start();
})();
