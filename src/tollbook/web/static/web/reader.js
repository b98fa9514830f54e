// The reader by keyboard: j and k move from claim to claim, and the claim at hand lends its buttons the keys a, e, x, u
// and i. In the text, arrow keys choose words; n makes a claim of what is chosen. Enter goes on to the next report.
(() => {
  document.documentElement.classList.add("js");
  const cards = () => [...document.querySelectorAll(".cards > .card")];
  const current = () => document.querySelector(".cards > .card.at");
  const body = () => document.getElementById("text-body");

  function atHand(card, move) {
    for (const other of cards()) {
      const here = other === card;
      other.classList.toggle("at", here);
      if (here) other.setAttribute("aria-current", "true"); else other.removeAttribute("aria-current");
      for (const e of other.querySelectorAll("[data-claim-key]")) {
        if (here) e.dataset.key = e.dataset.claimKey; else delete e.dataset.key;
      }
    }
    for (const e of document.querySelectorAll("#text-body mark.here")) e.classList.remove("here");
    if (!card) return;
    const anchor = CSS.escape(card.dataset.for);
    const marks = document.querySelectorAll(`#text-body mark[id="${anchor}"], #text-body mark[data-of="${anchor}"]`);
    marks.forEach((e) => e.classList.add("here"));
    if (!move) return;
    if (marks[0]) marks[0].scrollIntoView({ block: "nearest" });
    card.scrollIntoView({ block: "nearest" });
    card.focus({ preventScroll: true });
  }

  function step(by) {
    const all = cards(), at = all.indexOf(current());
    atHand(all[Math.max(0, Math.min(all.length - 1, at + by))], true);
  }

  // Words chosen in the text: how many shown characters stand before them, counted as people count letters.
  function chosen() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed || !body()) return null;
    const range = selection.getRangeAt(0);
    if (!body().contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(body());
    before.setEnd(range.startContainer, range.startOffset);
    const start = [...before.toString()].length, words = range.toString();
    return { start, end: start + [...words].length, words: words.trim() };
  }

  function offer(words) {
    const form = document.querySelector("#add form");
    if (words && form) {
      for (const name of ["start", "end", "words"]) form.elements[name].value = words[name];
    }
    if (form) (words ? form.elements.harm : form.elements.words).focus();
  }

  const moves = {
    ArrowRight: ["right", "word"], ArrowLeft: ["left", "word"],
    ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
  };

  function choose(event) {
    const [way, unit] = moves[event.key], selection = getSelection();
    event.preventDefault();
    if (!selection.rangeCount || !body().contains(selection.anchorNode)) {
      const mark = body().querySelector("mark.here");
      selection.collapse(mark || body(), 0);
    }
    if (event.shiftKey) { selection.modify("extend", way, unit); return; }
    selection.modify("move", way, unit);
    if (unit === "line") { selection.modify("move", "forward", "word"); selection.modify("move", "backward", "word"); }
    selection.modify("extend", "forward", "word");
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target === body() && moves[event.key]) { choose(event); return; }
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const by = { j: 1, k: -1 }[event.key];
    if (by) { event.preventDefault(); step(by); }
    if (event.key === "w" && body()) { event.preventDefault(); body().focus(); }
    const idle = event.target === document.body || event.target.matches("main, .card, #text-body");
    const next = document.getElementById("next");
    if (event.key === "Enter" && idle && next) {
      event.preventDefault();
      if (document.querySelector(".card.proposed")) next.focus(); else next.click();  // undecided claims: Enter once more
    }
  });
  document.addEventListener("click", (event) => {
    const summary = event.target.closest("#add > summary"), words = summary && chosen();
    if (words) { event.preventDefault(); summary.parentElement.open = true; offer(words); return; }
    const mark = event.target.closest("#text-body mark");
    const anchor = mark && getSelection().isCollapsed && (mark.id || mark.dataset.of);
    const card = anchor ? document.getElementById(`card-${anchor}`) : event.target.closest(".cards > .card");
    if (card) atHand(card, Boolean(anchor));
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("details.reject[open]")) event.target.querySelector("select").focus();
    if (event.target.matches("#add[open]") && document.activeElement.closest("summary")) offer(null);
  }, true);
  document.addEventListener("htmx:afterSettle", () => {
    const editing = document.querySelector(".card.editing"), wrong = document.querySelector(".cell.wrong :is(input, select, textarea)");
    atHand(editing || current(), !editing && !wrong && document.activeElement === document.body);
    if (wrong) wrong.focus();
    else if (editing && !document.activeElement.matches("input, select, textarea")) editing.querySelector("[name=least]").focus();
    else if (!current() && document.activeElement === document.body) document.getElementById("next")?.focus();
  });
  atHand(current(), false);
})();
