// The movable map: outlines and circles of uncertainty from our own server, no tiles.
(async () => {
  const holder = document.querySelector(".map[data-source]");
  if (!holder || !window.L) return;
  const answer = await fetch(holder.dataset.source, { credentials: "same-origin" });
  if (!answer.ok) return;
  const data = await answer.json();
  if (!data.points.length) return;
  holder.hidden = false;
  const map = L.map(holder, { attributionControl: false, preferCanvas: true, minZoom: 3, maxZoom: 15, zoomSnap: 0.25, scrollWheelZoom: false });
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  for (const country of data.countries) {
    for (const ring of country.rings) {
      L.polygon(ring.map(([lon, lat]) => [lat, lon]), { color: colour("--border"), fillColor: colour("--land"), fillOpacity: 1, weight: 1, interactive: false }).addTo(map);
    }
  }
  const accent = colour("--accent");
  for (const point of data.points) {
    const at = [point.lat, point.lon];
    if (point.km <= 40) L.circle(at, { radius: point.km * 1000, color: accent, weight: 1, opacity: .5, fillOpacity: .08, interactive: false }).addTo(map);
    const box = document.createElement("p"), name = document.createElement(point.address ? "a" : "bdi");
    if (point.address) name.href = point.address;
    name.textContent = point.day ? `${point.name}, ${point.day}` : `${point.name}, ± ${point.km} km`;
    box.append(name);
    L.circleMarker(at, { radius: 5, color: accent, weight: 2, fillOpacity: .6 }).bindPopup(box).addTo(map);
  }
  const one = !data.points[0].address;  // of one incident: the circles fill the map
  const around = (p) => L.latLng(p.lat, p.lon).toBounds((one ? Math.min(p.km, 40) : 0) * 2000);
  map.fitBounds(data.points.slice(1).reduce((all, p) => all.extend(around(p)), around(data.points[0])), { padding: [30, 30], maxZoom: one ? 13 : 10 });
  L.control.scale({ imperial: false }).addTo(map);
})();
