// Keeps an open page true: hears that its stream has news, and asks again for what may have changed.
(() => {
  let token = document.body.dataset.live;
  if (!token || !window.EventSource) return;
  let source = null, seen = "", busy = false, again = false, silent = 0;
  const known = new WeakMap();
  const plain = (html) => html.replace(/(name="(?:csrfmiddlewaretoken|key)" value=")[^"]*/g, "$1");
  const offline = (is) => document.querySelectorAll("[data-offline]").forEach((e) => (e.hidden = !is));

  // Somebody who is typing is never interrupted; the part is fetched when they leave the field.
  const inUse = (part) => {
    const field = document.activeElement;
    if (!part.contains(field) || !field.matches("input, textarea, select, [contenteditable]")) return false;
    field.addEventListener("blur", refresh, { once: true });
    return true;
  };
  // What somebody chose or wrote and hasn't sent yet goes along into the fresh part. A part in which there is no
  // place for it any more stays as it is: nothing written is ever lost.
  const isSet = (e) => (e.type === "radio" || e.type === "checkbox" ? e.checked !== e.defaultChecked : e.value !== e.defaultValue);
  const written = (part) => [...part.querySelectorAll("form[method=post]")].flatMap((form) =>
    [...form.elements].filter((e) => e.name && e.matches("input:not([type=hidden]), textarea") && isSet(e)));
  const place = (fresh, field) => {
    const form = [...fresh.querySelectorAll("form")].find((f) => f.getAttribute("action") === field.form.getAttribute("action"));
    return form && [...form.elements].find((e) => e.name === field.name && e.type === field.type && (!/radio|checkbox/.test(e.type) || e.value === field.value));
  };
  const carry = (part, fresh) => {
    const fields = written(part);
    if (!fields.every((field) => place(fresh, field))) return false;
    for (const field of fields) {
      const there = place(fresh, field);
      if (/radio|checkbox/.test(field.type)) there.checked = field.checked; else there.value = field.value;
    }
    for (const open of part.querySelectorAll("details[id][open]")) fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
    return true;
  };
  const swap = (part, html) => {
    const fresh = Object.assign(document.createElement("template"), { innerHTML: html.trim() }).content.firstElementChild;
    if (!fresh) return;
    const same = plain(part.outerHTML) === plain(fresh.outerHTML);
    known.set(same ? part : fresh, plain(html));
    if (same || !carry(part, fresh)) return;
    const focus = part.contains(document.activeElement) && document.activeElement.id;
    part.replaceWith(fresh);
    window.htmx?.process(fresh);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  };
  const fetchPart = async (part) => {
    const reply = await fetch(part.dataset.liveSrc, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const go = reply.headers.get("Koers-Go");
    if (go && new URL(go, location.href).origin === location.origin) return location.assign(go);
    if (!reply.ok || reply.redirected) return;
    const html = await reply.text();
    if (known.get(part) !== plain(html) && !inUse(part)) swap(part, html);
  };
  async function refresh() {
    if (busy) return void (again = true);
    busy = true;
    try {
      await Promise.all([...document.querySelectorAll("[data-live-src]")].map(fetchPart));
    } catch { offline(true); }
    busy = false;
    if (again) { again = false; refresh(); }
  }

  const close = () => { source?.close(); source = null; clearTimeout(silent); };
  const open = () => {
    if (source || document.hidden) return;
    source = new EventSource(`/live/${token}${seen && `?seen=${seen}`}`);
    source.onopen = () => { clearTimeout(silent); offline(false); if (open.before) refresh(); open.before = true; };
    source.onmessage = (event) => { seen = event.lastEventId; refresh(); };
    source.addEventListener("over", (event) => {
      close();
      if (event.data === "seat") location.reload(); else renew();
    });
    source.onerror = () => {
      clearTimeout(silent);
      silent = setTimeout(() => offline(true), 3000);
      // Refused, not just cut off. A breath before asking again: a server that refuses everybody isn't helped by haste.
      if (source?.readyState === EventSource.CLOSED) { source = null; setTimeout(renew, 1000 + 1000 * Math.random()); }
    };
  };
  const renew = async () => {
    try {
      const reply = await fetch("/live-token/", { method: "POST", body: new URLSearchParams({ token }) });
      if (reply.status === 403) return clearTimeout(silent);
      if (!reply.ok) throw new Error(reply.status);
      token = (await reply.json()).token;
      open();
    } catch { offline(true); setTimeout(renew, 2000); }
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  // After another network the old line may be dead without knowing it.
  addEventListener("online", () => { close(); open(); });
  addEventListener("offline", () => offline(true));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
