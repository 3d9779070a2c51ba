// The frame's own few lines: say when the connection is lost, let a toast go, keep a second press away.
(() => {
  const offline = document.getElementById("offline");
  const show = (lost) => { if (offline) offline.hidden = !lost; };
  addEventListener("offline", () => show(true));
  addEventListener("online", () => show(false));
  document.addEventListener("htmx:sendError", () => show(true));
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) show(false); });
  show(navigator.onLine === false);

  // Windows close at an hour on the team's own clock. Where this device is in another zone, its time is said too.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `koers_zone=${zone}; path=/; max-age=31536000; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;

  // A toast that offers nothing to press leaves by itself, after long enough to read it.
  const leave = (toast) => setTimeout(() => toast.remove(), 8000);
  const toasts = document.getElementById("toasts");
  if (toasts) {
    for (const toast of toasts.children) if (!toast.querySelector("a, button")) leave(toast);
    new MutationObserver((changes) => {
      for (const change of changes) for (const node of change.addedNodes)
        if (node.nodeType === 1 && !node.querySelector("a, button")) leave(node);
    }).observe(toasts, { childList: true });
  }

  // A form goes once: a second tap on a slow network would find the seat taken by the first one. When no
  // answer comes it may be tried again, and coming back to the page frees it.
  let sent = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (sent.has(form)) return event.preventDefault();
    sent.add(form);
    setTimeout(() => sent.delete(form), 10000);
    setTimeout(() => event.submitter?.setAttribute("aria-busy", "true"), 300);
  });
  addEventListener("pageshow", () => {
    sent = new WeakSet();
    for (const busy of document.querySelectorAll("form button[aria-busy]")) busy.removeAttribute("aria-busy");
  });
})();
