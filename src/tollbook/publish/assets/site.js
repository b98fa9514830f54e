// What makes pages easier to use; everything on them can be read without it.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function fromHash(name) {
    return new URLSearchParams(location.hash.slice(1)).get(name);
  }

  function toHash(name, value) {
    history.replaceState(null, "", "#" + new URLSearchParams([[name, value]]));
  }

  // Variants shown one after the other become one at a time, with native radio buttons.
  function makeSwitch(box) {
    var variants = Array.from(box.querySelectorAll(":scope > .variant"));
    if (variants.length < 2) return;
    var name = box.dataset.name;
    var field = document.createElement("fieldset");
    var legend = document.createElement("legend");
    field.className = "switch";
    legend.textContent = box.dataset.switch;
    field.append(legend);

    function show(id, remember) {
      variants.forEach(function (v) { v.hidden = v.id !== id; });
      if (remember) toHash(name, id.slice(name.length + 1));
    }

    variants.forEach(function (v, number) {
      var label = document.createElement("label");
      var input = document.createElement("input");
      var span = document.createElement("span");
      input.type = "radio";
      input.name = name;
      input.value = v.id;
      input.checked = number === 0;
      input.addEventListener("change", function () { show(v.id, true); });
      span.textContent = v.dataset.label;
      label.append(input, span);
      field.append(label);
    });

    function follow() {
      var wanted = name + "-" + fromHash(name);
      var input = Array.from(field.querySelectorAll("input")).find(function (i) { return i.value === wanted; });
      if (input) { input.checked = true; show(wanted, false); }
    }

    box.classList.add("switched");
    box.before(field);
    show(variants[0].id, false);
    follow();
    addEventListener("hashchange", follow);
  }

  // On a report's page: the claim in the address is marked in the text and in the list.
  function markTarget() {
    var id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll(".here").forEach(function (e) { e.classList.remove("here"); });
    if (!id || !document.querySelector(".text")) return;
    document.querySelectorAll(".text mark").forEach(function (m) {
      if (m.id === id || m.dataset.of === id) m.classList.add("here");
    });
    document.querySelectorAll(".card").forEach(function (card) {
      card.classList.toggle("here", card.dataset.for === id);
    });
  }

  function copyText(button) {
    var text = document.getElementById(button.dataset.copy);
    var range = document.createRange();
    range.selectNodeContents(text);
    var selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    document.execCommand("copy");
    button.textContent = button.dataset.done;
  }

  // Details are opened on paper, where nothing can be clicked.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (d) { d.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
  });

  document.querySelectorAll("[data-switch]").forEach(makeSwitch);
  document.querySelectorAll(".copy-button").forEach(function (b) { b.addEventListener("click", function () { copyText(b); }); });
  addEventListener("hashchange", markTarget);
  markTarget();
})();
