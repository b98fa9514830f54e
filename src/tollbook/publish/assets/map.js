// The movable map: outlines and circles from map-data.js, no tiles, nothing fetched.
(function () {
  "use strict";
  var data = window.TOLLBOOK_MAP;
  var holder = document.getElementById("map");
  if (!data || !holder || !window.L) return;
  holder.replaceChildren();
  var view = [[data.view[0], data.view[1]], [data.view[2], data.view[3]]];
  var limit = [[data.limit[0], data.limit[1]], [data.limit[2], data.limit[3]]];
  var map = L.map(holder, {
    attributionControl: false, zoomControl: false, maxBounds: limit, minZoom: 4, maxZoom: 14,
    zoomSnap: 0.25, scrollWheelZoom: false,
  });
  map.fitBounds(view, { padding: [30, 30], maxZoom: 10 });
  L.control.zoom({ zoomInTitle: data.words.zoom_in, zoomOutTitle: data.words.zoom_out }).addTo(map);
  var Scale = L.Control.Scale.extend({
    _updateScale: function (scale, text, ratio) {
      var words = text.replace(/ km$/, " " + data.words.unit_km).replace(/ m$/, " " + data.words.unit_m);
      L.Control.Scale.prototype._updateScale.call(this, scale, words, ratio);
    },
  });
  new Scale({ imperial: false }).addTo(map);

  function lonLat(point) { return [point[1], point[0]]; }

  function label(text, at, kind, offset) {
    var element = document.createElement("span");
    element.textContent = text;
    element.dir = "auto";
    var icon = L.divIcon({ className: "place-label " + kind, html: element, iconSize: null, iconAnchor: offset });
    return L.marker(at, { icon: icon, interactive: false, keyboard: false });
  }

  function popup(spot) {
    var box = document.createElement("div");
    var name = document.createElement("strong");
    var list = document.createElement("ul");
    name.textContent = spot.name;
    spot.incidents.forEach(function (incident) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = incident[0];
      link.textContent = incident[1];
      item.append(link);
      list.append(item);
    });
    box.dir = document.documentElement.dir;
    box.append(name, list);
    return box;
  }

  data.countries.forEach(function (country) {
    country.rings.forEach(function (ring) {
      L.polygon(ring.map(lonLat), { className: "land", weight: 1, interactive: false, fillOpacity: 1 }).addTo(map);
    });
    label(country.name, lonLat(country.label), "country", [0, 0]).addTo(map);
  });

  var labels = [];
  var spots = data.spots.map(function (spot) {
    var at = [spot.lat, spot.lon];
    L.circle(at, { radius: spot.km * 1000, className: "doubt", weight: 1, opacity: 0.55, fillOpacity: 0.14, interactive: false }).addTo(map);
    var dot = L.circleMarker(at, { radius: 4 + Math.min(5, Math.sqrt(spot.incidents.length)), className: "doubt", weight: 2, fillOpacity: 0.85 });
    dot.bindPopup(function () { return popup(spot); }).addTo(map);
    var text = spot.incidents.length > 1 ? spot.name + " · " + spot.incidents.length : spot.name;
    labels.push({ marker: label(text, at, "spot", [-12, 8]).addTo(map), weight: spot.incidents.length });
    return dot;
  });
  labels.sort(function (a, b) { return b.weight - a.weight; });

  // A label that would cover another is left out until the map is closer; the list beside holds every name.
  function tidy() {
    var taken = [];
    labels.forEach(function (entry) {
      var element = entry.marker.getElement();
      var box = element.getBoundingClientRect();
      var clash = taken.some(function (t) {
        return box.left < t.right && t.left < box.right && box.top < t.bottom && t.top < box.bottom;
      });
      element.style.visibility = clash ? "hidden" : "visible";
      if (!clash) taken.push(box);
    });
  }

  map.on("zoomend moveend resize", tidy);
  tidy();
  document.querySelectorAll("[data-spot]").forEach(function (button) {
    button.addEventListener("click", function () {
      var number = Number(button.dataset.spot);
      map.setView(spots[number].getLatLng(), Math.max(map.getZoom(), 10));
      spots[number].openPopup();
    });
  });
})();
