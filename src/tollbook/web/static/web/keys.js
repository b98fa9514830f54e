// Keyboard: an element with data-key="j" is clicked (or focused, if it takes text) by that key; data-go="i" by g, then i.
// "?" lists the keys of the page. Nothing happens while somebody writes.
(() => {
  const writes = (e) => e.target.closest("input, textarea, select, [contenteditable]");
  const named = (attribute, key) => [...document.querySelectorAll(`[${attribute}]`)].find(
    (e) => e.getAttribute(attribute) === key && !e.disabled && e.offsetParent !== null);
  const label = (e) => e.dataset.keyLabel || e.getAttribute("aria-label") || e.textContent.trim() || e.title;
  let going = 0;

  function list() {
    const box = document.getElementById("keys"), rows = box.querySelector("dl");
    rows.replaceChildren();
    const own = document.querySelectorAll("[data-key]"), sections = document.querySelectorAll("[data-go]:not([data-key])");
    for (const e of [...own, ...sections]) {
      const row = document.createElement("div"), dt = document.createElement("dt"), dd = document.createElement("dd");
      const keys = e.dataset.key ? [e.dataset.key] : ["g", e.dataset.go];
      for (const key of keys) { const k = document.createElement("kbd"); k.textContent = key; dt.append(k, " "); }
      dd.textContent = label(e);
      row.append(dt, dd);
      rows.append(row);
    }
    box.showModal();
  }

  function press(e) {
    if (e.matches("input, textarea, select")) e.focus(); else e.click();
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (writes(event)) { if (event.key === "Escape") event.target.blur(); return; }
    if (event.key === "?") { event.preventDefault(); list(); return; }
    const going_now = Date.now() - going < 1200;
    const found = going_now ? named("data-go", event.key) : named("data-key", event.key);
    going = event.key === "g" && !going_now ? Date.now() : 0;
    if (found) { event.preventDefault(); press(found); }
  });
})();
