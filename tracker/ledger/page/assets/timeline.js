"use strict";
// Statements by month, as far as the filter keeps them: those of the chosen months in colour, the others in grey.

const MONTHS = "January February March April May June July August September October November December".split(" ");

// A day, month or year of the address as people read it.
tracker.showDate = (value) => {
  const [year, month, day] = value.split("-");
  return [day && Number(day), month && MONTHS[Number(month) - 1], year].filter(Boolean).join(" ");
};

tracker.timeline = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const HEIGHT = 108, FOOT = 20, HEAD = 16;
  const MOST_MONTHS = 360;

  function draw(name, attributes, text) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
    return element;
  }

  const label = tracker.showDate;

  function next(month) {
    const year = Number(month.slice(0, 4)), number = Number(month.slice(5));
    return number < 12 ? `${month.slice(0, 5)}${String(number + 1).padStart(2, "0")}` : `${String(year + 1).padStart(4, "0")}-01`;
  }

  // `drawn` are the months to draw, `totals` counts all statements by month; `choose(from, to)` takes months, "" for none.
  function build(element, drawn, totals, choose) {
    const bars = element.querySelector("#bars");
    const beyond = element.querySelector("#beyond");
    const months = drawn.slice(-MOST_MONTHS);
    let last = { counts: new Map(), undated: 0, from: "", to: "" };
    let current = months.length - 1;
    let anchor = null;
    if (!months.length) { element.hidden = true; return { update() {} }; }

    const inside = (month) => (!last.from || month >= last.from.slice(0, 7)) && (!last.to || month <= last.to.slice(0, 7));
    const chosen = () => Boolean(last.from || last.to);
    const isAlone = (month) => last.from === month && last.to === month;
    const reach = (one, other) => choose(...(one <= other ? [one, other] : [other, one]));
    const pick = (month, extend) => {
      if (extend && anchor) reach(anchor, month);
      else if (isAlone(month)) { anchor = null; choose("", ""); }
      else { anchor = month; choose(month, month); }
    };

    // The picture is made anew for another width only; for other counts its bars are moved.
    let width = 0;
    let pieces = [];
    let caption = null;
    function make() {
      const step = width / Math.max(months.length, 12);
      const picture = draw("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT });
      caption = draw("text", { x: 0, y: HEAD - 5, class: "peak" }, "");
      picture.append(draw("line", { x1: 0, x2: width, y1: HEAD, y2: HEAD, class: "grid" }), caption);
      let free = 0;
      pieces = months.map((month, index) => {
        const group = draw("g", { role: "button", tabindex: index === current ? 0 : -1, "data-month": month });
        const title = draw("title", {}, "");
        const hit = draw("rect", { class: "hit", x: (index * step).toFixed(2), width: step.toFixed(2), y: 0, height: HEIGHT - FOOT });
        const bar = draw("rect", { class: "kept", x: (index * step + step * 0.08).toFixed(2), width: Math.max(step * 0.84, 0.6).toFixed(2) });
        group.append(title, hit, bar);
        picture.append(group);
        const at = index * step;
        const ahead = (13 - Number(month.slice(5))) * step;
        if ((month.endsWith("-01") || (index === 0 && ahead > 40)) && at >= free) {
          picture.append(draw("line", { x1: at, x2: at, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT + 5, class: "axis" }));
          picture.append(draw("text", { x: (at + 3).toFixed(1), y: HEIGHT - 5, class: "year" }, month.slice(0, 4)));
          free = at + 42;
        }
        return { group, title, bar };
      });
      picture.append(draw("line", { x1: 0, x2: width, y1: HEIGHT - FOOT, y2: HEIGHT - FOOT, class: "axis" }));
      const focus = document.activeElement?.closest?.("#bars [data-month]")?.dataset.month;
      bars.replaceChildren(picture);
      if (focus) bars.querySelector(`[data-month="${focus}"]`)?.focus();
    }

    function render() {
      if (!width) return;
      if (!pieces.length) make();
      const room = HEIGHT - FOOT - HEAD;
      const peak = Math.max(1, ...months.map((month) => last.counts.get(month) || 0));
      const busiest = months.find((month) => last.counts.get(month) === peak);
      caption.textContent = busiest ? `${peak.toLocaleString("en")} in ${label(busiest)}` : "none in these months";
      pieces.forEach(({ group, title, bar }, index) => {
        const month = months[index];
        const count = last.counts.get(month) || 0;
        const words = `${label(month)}: ${count.toLocaleString("en")} of ${(totals.get(month) || 0).toLocaleString("en")}`;
        const tall = count ? Math.max(1.5, (count / peak) * room) : 0;
        group.setAttribute("class", `month${inside(month) ? "" : " out"}`);
        group.setAttribute("aria-pressed", String(chosen() && inside(month)));
        group.setAttribute("aria-label", words + " statements");
        title.textContent = words;
        bar.setAttribute("y", (HEIGHT - FOOT - tall).toFixed(2));
        bar.setAttribute("height", tall.toFixed(2));
      });
    }

    function tellBeyond() {
      let earlier = 0, later = 0;
      for (const [month, count] of last.counts) {
        if (month < months[0]) earlier += count;
        if (month > months[months.length - 1]) later += count;
      }
      const parts = [];
      const before = (month) => { const day = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 0)); return day.toISOString().slice(0, 7); };
      if (earlier) parts.push(tracker.make("button", { type: "button", class: "link", onclick: () => choose("", before(months[0])) }, `${earlier.toLocaleString("en")} earlier`));
      if (later) parts.push(tracker.make("button", { type: "button", class: "link", onclick: () => choose(next(months[months.length - 1]), "") }, `${later.toLocaleString("en")} later`));
      if (last.undated) parts.push(`${last.undated.toLocaleString("en")} not dated to a month`);
      beyond.replaceChildren(...parts.flatMap((part, index) => (index ? [" · ", part] : [part])));
      beyond.hidden = !parts.length;
    }

    const monthAt = (event) => {
      const box = bars.getBoundingClientRect();
      const place = Math.floor((event.clientX - box.left) / (box.width / Math.max(months.length, 12)));
      return months[Math.min(Math.max(place, 0), months.length - 1)];
    };
    let pressed = null;
    bars.addEventListener("pointerdown", (event) => { if (event.button === 0) pressed = monthAt(event); });
    bars.addEventListener("pointermove", (event) => {
      if (!pressed) return;
      const [from, to] = [pressed, monthAt(event)].sort();
      for (const group of bars.querySelectorAll(".month")) group.classList.toggle("swept", group.dataset.month >= from && group.dataset.month <= to);
    });
    window.addEventListener("pointerup", (event) => {
      if (!pressed) return;
      const [from, to] = [pressed, monthAt(event)];
      pressed = null;
      current = months.indexOf(to);
      if (from === to) pick(to, event.shiftKey);
      else { anchor = from; reach(from, to); }
    });
    window.addEventListener("pointercancel", () => { pressed = null; render(); });
    bars.addEventListener("keydown", (event) => {
      const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -12, PageDown: 12, Home: -Infinity, End: Infinity };
      if (event.key in steps) {
        current = Math.min(Math.max(current + steps[event.key], 0), months.length - 1);
        for (const group of bars.querySelectorAll(".month")) group.setAttribute("tabindex", -1);
        const group = bars.querySelector(`[data-month="${months[current]}"]`);
        group.setAttribute("tabindex", 0);
        group.focus();
        event.preventDefault();
      } else if (event.key === "Enter" || event.key === " ") {
        pick(months[current], event.shiftKey);
        event.preventDefault();
      }
    });
    // A screen reader presses without a pointer.
    bars.addEventListener("click", (event) => {
      const group = event.detail === 0 ? event.target.closest("[data-month]") : null;
      if (group) { current = months.indexOf(group.dataset.month); pick(group.dataset.month, event.shiftKey); }
    });
    new ResizeObserver((entries) => {
      const now = Math.max(240, Math.round(entries[0].contentRect.width));
      if (now !== width) { width = now; pieces = []; render(); }
    }).observe(bars);
    return { update(counts, undated, from, to) { last = { counts, undated, from, to }; render(); tellBeyond(); } };
  }
  return { build };
})();
