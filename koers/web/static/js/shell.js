// The frame's own few lines: say when the connection is lost, let a toast go, keep a second press away.
(() => {
  const offline = document.getElementById("offline");
  const show = (lost) => { if (offline) offline.hidden = !lost; };
  addEventListener("offline", () => show(true));
  addEventListener("online", () => show(false));
  document.addEventListener("htmx:sendError", () => show(true));
  document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) show(false); });
  show(navigator.onLine === false);

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

  // After a press the button says that it is busy; coming back to the page frees it again.
  document.addEventListener("submit", (event) => {
    if (event.submitter && !event.defaultPrevented) setTimeout(() => event.submitter.setAttribute("aria-busy", "true"), 300);
  });
  addEventListener("pageshow", () => {
    for (const busy of document.querySelectorAll("button[aria-busy]")) busy.removeAttribute("aria-busy");
  });
})();
