"use strict";
// The lists of values to filter by: the chosen ones first, then those that most statements have.

tracker.facets = (() => {
  const FEW = 7;
  const MANY = 200;

  // One list. `values` are [key, label] by their place; `chosen` is a set of keys; `choose(key)` is called on a click.
  function build(element, values, choose) {
    const box = element.querySelector(".values");
    const list = tracker.make("ul", {});
    const find = tracker.make("input", {
      type: "search", class: "find", autocomplete: "off", spellcheck: "false",
      placeholder: `Find among ${values.length.toLocaleString("en")}`, "aria-label": `Find a ${element.dataset.facet}`,
    });
    const more = tracker.make("button", { type: "button", class: "quiet more" });
    const folded = values.map(([, label]) => " " + tracker.fold(label));
    let open = false;
    let last = null;
    if (values.length > 12) box.append(find);
    box.append(list, more);
    more.addEventListener("click", () => { open = !open; draw(); });
    find.addEventListener("input", () => draw());
    list.addEventListener("change", (event) => choose(event.target.value));

    const items = new Map();
    function item(place) {
      if (!items.has(place)) {
        const [key, label] = values[place];
        const input = tracker.make("input", { type: "checkbox", value: key });
        const count = tracker.make("span", { class: "number" });
        const row = tracker.make("li", {}, tracker.make("label", {}, input, tracker.make("bdi", {}, label), count));
        items.set(place, { row, input, count });
      }
      return items.get(place);
    }

    function draw() {
      const { counts, chosen } = last;
      const wanted = tracker.fold(find.value);
      const places = [];
      for (let place = 0; place < values.length; place++) {
        const isChosen = chosen.has(values[place][0]);
        if (wanted ? folded[place].includes(" " + wanted) : counts[place] > 0 || isChosen) places.push(place);
      }
      const rank = (place) => (chosen.has(values[place][0]) ? 1e9 : 0) + counts[place];
      places.sort((a, b) => rank(b) - rank(a) || (values[a][1] < values[b][1] ? -1 : 1));
      const room = wanted ? 20 : open ? MANY : Math.max(FEW, chosen.size + 3);
      const focus = document.activeElement;
      list.replaceChildren(...places.slice(0, room).map((place) => {
        const { row, input, count } = item(place);
        input.checked = chosen.has(values[place][0]);
        count.textContent = counts[place].toLocaleString("en");
        row.classList.toggle("none", counts[place] === 0);
        return row;
      }));
      if (focus && focus !== document.activeElement && list.contains(focus)) focus.focus();
      more.hidden = wanted !== "" || places.length <= Math.max(FEW, chosen.size + 3);
      more.textContent = open ? "Show fewer" : places.length > MANY ? `Show ${MANY} of ${places.length.toLocaleString("en")}` : `Show all ${places.length}`;
      more.setAttribute("aria-expanded", String(open));
      if (wanted && places.length === 0) list.append(tracker.make("li", { class: "hint" }, "none of this name"));
    }
    return {
      update(counts, chosen) {
        last = { counts, chosen };
        if (chosen.size && !element.open) element.open = true;
        draw();
      },
    };
  }
  return { build };
})();
