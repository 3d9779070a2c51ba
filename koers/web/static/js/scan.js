// Answering on a phone: one S at a time. `keep.js` keeps what is filled in and sends it.
(() => {
  const start = () => {
    const form = document.querySelector("[data-scan]");
    if (!form) return;
    const steps = [...form.querySelectorAll("[data-step]")];
    const track = [...document.querySelectorAll("[data-track] li")];
    const send = form.querySelector("[data-send]");
    form.noValidate = true;

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
    show(wrong >= 0 ? wrong : asked(), wrong >= 0);
  };
  document.addEventListener("koers:form", start);
  start();
})();
