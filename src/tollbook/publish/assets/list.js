// The list of incidents: filters and order stand in the address, so that a view can be shared.
(function () {
  "use strict";
  var table = document.getElementById("incidents");
  if (!table) return;
  var form = document.getElementById("filters");
  var body = table.tBodies[0];
  var rows = Array.from(body.rows);
  var heads = Array.from(table.tHead.rows[0].cells);
  var shown = document.getElementById("shown");
  var fields = ["q", "from", "to", "least", "grade", "sources"];
  var order = "";
  var hidden = [];

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "").replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
  }

  var texts = rows.map(function (row) { return plain(row.textContent + " " + row.dataset.more); });

  function fits(row, number, want) {
    var d = row.dataset;
    var words = plain(want.q).split(/\s+/).filter(Boolean);
    return words.every(function (w) { return texts[number].includes(w); }) &&
      (!want.from || d.start >= want.from) &&
      (!want.to || (d.start && d.start <= want.to)) &&
      (!want.least || (d.high !== "" && Number(d.high) >= Number(want.least))) &&
      (!want.grade || d.grade === want.grade) &&
      (!want.sources || Number(d.sources) >= Number(want.sources));
  }

  function wanted() {
    return Object.fromEntries(fields.map(function (f) { return [f, form.elements[f].value]; }));
  }

  function filter() {
    var want = wanted();
    var count = 0;
    rows.forEach(function (row, number) {
      row.hidden = !fits(row, number, want);
      if (!row.hidden) count += 1;
    });
    shown.textContent = shown.dataset.words.replace("{shown}", count).replace("{all}", rows.length);
    document.getElementById("none").hidden = count > 0;
  }

  function value(row, column) {
    return row.cells[column].dataset.v === undefined ? row.cells[column].textContent : row.cells[column].dataset.v;
  }

  // Unknown values come last whichever way the column runs.
  function compare(column, numeric, sign) {
    return function (a, b) {
      var x = value(a, column), y = value(b, column);
      if (x === "" || y === "") return (x === "") - (y === "");
      return sign * (numeric ? parseFloat(x) - parseFloat(y) : x.localeCompare(y, document.documentElement.lang));
    };
  }

  function sort() {
    var name = order.replace("-", "");
    heads.forEach(function (head, column) {
      if (head.dataset.col !== name) { head.removeAttribute("aria-sort"); return; }
      var down = order[0] === "-";
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      var sorted = rows.slice().sort(compare(column, head.dataset.sort === "number", down ? -1 : 1));
      body.append.apply(body, sorted);
    });
  }

  function columns() {
    heads.forEach(function (head, column) {
      var off = hidden.includes(head.dataset.col);
      head.hidden = off;
      rows.forEach(function (row) { row.cells[column].hidden = off; });
      var box = document.querySelector('#columns [value="' + head.dataset.col + '"]');
      if (box) box.checked = !off;
    });
  }

  function remember() {
    var params = new URLSearchParams();
    var want = wanted();
    fields.forEach(function (f) { if (want[f]) params.set(f, want[f]); });
    if (order) params.set("sort", order);
    if (hidden.length) params.set("hide", hidden.join(","));
    history.replaceState(null, "", "#" + params);
  }

  function follow() {
    var params = new URLSearchParams(location.hash.slice(1));
    fields.forEach(function (f) { form.elements[f].value = params.get(f) || ""; });
    order = params.get("sort") || "";
    hidden = (params.get("hide") || "").split(",").filter(Boolean);
    sort();
    columns();
    filter();
  }

  function sortBy(name, numeric) {
    var first = numeric ? "-" + name : name;
    var second = numeric ? name : "-" + name;
    order = order === first ? second : first;
    sort();
    remember();
  }

  function makeHead(head) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", function () { sortBy(head.dataset.col, head.dataset.sort === "number"); });
    head.replaceChildren(button);
  }

  function makeColumn(head) {
    if (head.dataset.col === "places") return;
    var label = document.createElement("label");
    var box = document.createElement("input");
    box.type = "checkbox";
    box.value = head.dataset.col;
    box.addEventListener("change", function () {
      hidden = hidden.filter(function (c) { return c !== box.value; });
      if (!box.checked) hidden.push(box.value);
      columns();
      remember();
    });
    label.append(box, " " + head.textContent.trim());
    document.getElementById("columns").append(label);
  }

  // A text that a spreadsheet would run as a formula gets an apostrophe in front.
  function cell(text) {
    var safe = /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return '"' + safe.replace(/"/g, '""') + '"';
  }

  function save() {
    var lines = [heads.map(function (h) { return cell(h.textContent.trim()); }).join(",")];
    Array.from(body.rows).forEach(function (row) {
      if (row.hidden) return;
      lines.push(Array.from(row.cells).map(function (c) { return cell(c.textContent.trim()); }).join(","));
    });
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = "incidents.csv";
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }

  heads.forEach(makeColumn);
  heads.forEach(makeHead);
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) {
    if (fields.includes(event.target.name)) { filter(); remember(); }
  });
  document.getElementById("clear").addEventListener("click", function () {
    fields.forEach(function (f) { form.elements[f].value = ""; });
    filter();
    remember();
    form.elements.q.focus();
  });
  var button = document.getElementById("save");
  button.hidden = false;
  button.addEventListener("click", save);
  addEventListener("hashchange", follow);
  follow();
})();
