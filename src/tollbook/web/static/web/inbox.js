// The inbox by keyboard: j and k move from row to row, Enter opens (the row's link has the focus), Space chooses it.
// What is done with nothing chosen is done to the row at hand.
(() => {
  document.documentElement.classList.add("js");
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const boxOf = (row) => row.querySelector("input[type=checkbox]");
  let at = -1;

  function mark(focus) {
    const all = rows();
    at = Math.max(-1, Math.min(at, all.length - 1));
    all.forEach((row, i) => row.classList.toggle("at", i === at));
    if (focus && all[at]) { all[at].querySelector("a").focus(); all[at].scrollIntoView({ block: "nearest" }); }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.closest("select, textarea, input:not([type=checkbox])")) return;
    const step = { j: 1, k: -1 }[event.key];
    if (step) { event.preventDefault(); at = Math.max(0, at + step); mark(true); }
    const row = event.key === " " && event.target.closest("th a") && event.target.closest("[data-row]");
    if (row && boxOf(row)) { event.preventDefault(); boxOf(row).checked = !boxOf(row).checked; }
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) { at = rows().indexOf(row); mark(false); }
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "all") rows().forEach((row) => { boxOf(row).checked = event.target.checked; });
  });
  document.addEventListener("submit", (event) => {
    const all = rows();
    if (event.target.id !== "bulk" || all.some((row) => boxOf(row).checked) || !all[at]) return;
    boxOf(all[at]).checked = true;
  }, true);
  document.addEventListener("htmx:afterSwap", () => mark(true));
})();
