"use strict";
// The ledger: filters and search over the data of the page, kept in its address, and the rows that they leave.

// Words as they are compared: without case, accents and punctuation, one blank between them.
tracker.fold = (text) => {
  // eslint-disable-next-line no-control-regex
  const plain = /^[\x00-\x7f]*$/.test(text) ? text : text.normalize("NFKD").replace(/\p{M}+/gu, "");
  return plain.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
};

(() => {
  const PER_PAGE = 40, EXCERPT = 380, MOST_TOPICS = 3, MOST_PRINTED = 1000;
  const BETWEEN = "\u00a0· ";  // the dot stays with what stands before it
  const FACETS = ["speaker", "topic", "country", "outlet", "manner", "confidence"];
  const HIDDEN_FACETS = ["article", "id", "status"];
  const byId = (id) => document.getElementById(id);
  const number = (count) => count.toLocaleString("en");
  const make = tracker.make;

  const data = JSON.parse(byId("data").textContent);
  byId("data").remove();
  const rows = data.rows;
  const size = rows.id.length;
  const dates = data.dates.map(([shown, said, first, last, month]) => ({ shown, said, first, last, month }));
  const outletOf = (row) => data.articles[rows.article[row]][2];

  // ---------------------------------------------------------------- what can be filtered by
  // Each facet: the values as [key, label] by their place, and the places of a row's values.
  const named = (names) => names.map((name) => [name, name]);
  const facets = {
    speaker: { label: "Speaker", values: data.speakers.map(([id, name]) => [String(id), name]), of: (row) => rows.speakers[row] },
    topic: { label: "Topic", values: data.topics, of: (row) => rows.topics[row] },
    country: { label: "Country", values: data.countries, of: (row) => rows.countries[row] },
    outlet: { label: "Outlet", values: named(data.outlets), of: (row) => (outletOf(row) < 0 ? [] : [outletOf(row)]) },
    manner: { label: "Manner", values: named(data.manners), of: (row) => [rows.manner[row]] },
    confidence: { label: "Confidence", values: named(data.confidences), of: (row) => [rows.confidence[row]] },
    article: { label: "Article", values: data.articles.map(([id, title]) => [String(id), title]), of: (row) => [rows.article[row]] },
    id: { label: "Statement", values: rows.id.map((id) => [String(id), `S${id}`]), of: (row) => [row] },
    status: { label: "Status", values: named([...new Set(rows.status)]), of: (row) => [facets.status.values.findIndex(([key]) => key === rows.status[row])] },
  };
  const NAMES = [...FACETS, ...HIDDEN_FACETS];
  for (const name of NAMES) {
    const facet = facets[name];
    facet.places = new Map(facet.values.map(([key], place) => [key, place]));
    const starts = new Int32Array(size + 1), items = [];
    for (let row = 0; row < size; row++) { items.push(...facet.of(row)); starts[row + 1] = items.length; }
    facet.starts = starts;
    facet.items = Int32Array.from(items);
  }

  // ---------------------------------------------------------------- the state, and the address that holds it
  const SORTS = ["-date", "date", "speaker", "-speaker", "source", "-source"];
  const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;
  let state = null;

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    const chosen = {};
    for (const name of NAMES) chosen[name] = new Set(given.getAll(name).filter((key) => facets[name].places.has(key)));
    const date = (name) => { const value = given.get(name) || ""; return DATE.test(value) ? value : ""; };
    return {
      q: given.get("q") || "", chosen, from: date("from"), to: date("to"),
      sort: SORTS.includes(given.get("sort")) ? given.get("sort") : "-date",
      page: Math.max(1, parseInt(given.get("page") || "1", 10) || 1),
    };
  }

  function writeAddress() {
    const told = new URLSearchParams();
    if (state.q.trim()) told.append("q", state.q);
    for (const name of NAMES) for (const key of state.chosen[name]) told.append(name, key);
    if (state.from) told.append("from", state.from);
    if (state.to) told.append("to", state.to);
    if (state.sort !== "-date") told.append("sort", state.sort);
    if (state.page > 1) told.append("page", String(state.page));
    return "#" + told.toString();
  }

  // Take a new state: "push" for a step that the back button undoes, "replace" while somebody types. Browsers bear few
  // changes of the address in a second, so what is typed goes there when the typing rests.
  let resting = 0;
  function settle() {
    clearTimeout(resting);
    resting = 0;
    const address = writeAddress();
    if (address !== (location.hash || "#")) history.replaceState(null, "", address);
  }
  function go(changes, how = "push") {
    if (resting) settle();
    state = { ...state, page: 1, ...changes };
    if (how === "replace") resting = setTimeout(settle, 250);
    else if (writeAddress() !== (location.hash || "#")) history.pushState(null, "", writeAddress());
    update();
  }
  window.addEventListener("pagehide", () => { if (resting) settle(); });

  const toggle = (name, key) => {
    const set = new Set(state.chosen[name]);
    if (!set.delete(key)) set.add(key);
    return { chosen: { ...state.chosen, [name]: set } };
  };

  // ---------------------------------------------------------------- search
  // All rows' words in one string, " word word \n" a row: a word's beginning is found as " " + it, in one pass.
  const names = data.speakers.map(([, name]) => tracker.fold(name));
  const starts = new Uint32Array(size + 1);
  let haystack = "";
  {
    const parts = new Array(size);
    let length = 0;
    for (let row = 0; row < size; row++) {
      const who = rows.speakers[row].map((place) => names[place]).join(" ");
      parts[row] = ` ${tracker.fold(rows.claim[row])} | ${who} ${tracker.fold(rows.printed[row])} ${tracker.fold(rows.role[row])} \n`;
      starts[row] = length;
      length += parts[row].length;
    }
    starts[size] = length;
    haystack = parts.join("");
  }
  const rowAt = (place) => {
    let low = 0, high = size - 1;
    while (low < high) { const middle = (low + high + 1) >> 1; if (starts[middle] <= place) low = middle; else high = middle - 1; }
    return low;
  };

  // The words asked for: {words, without, whole}; scripts that write no blanks between words are found anywhere.
  function parseQuery(text) {
    const terms = [];
    for (const [, minus, quoted, bare] of text.matchAll(/(-?)(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+))/g)) {
      const words = tracker.fold(quoted ?? bare);
      if (words) terms.push({ words, without: minus === "-", whole: quoted !== undefined });
    }
    return terms;
  }
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
  const found = new Map();
  function scan({ words, whole }) {
    const needle = (unspaced.test(words) ? "" : " ") + words + (whole ? " " : "");
    if (found.has(needle)) return found.get(needle);
    const hits = new Uint8Array(size);
    for (let place = haystack.indexOf(needle); place >= 0;) {
      const row = rowAt(place);
      hits[row] = 1;
      place = haystack.indexOf(needle, starts[row + 1]);
    }
    if (found.size > 40) found.clear();
    found.set(needle, hits);
    return hits;
  }
  function search(terms) {
    if (!terms.length) return null;
    const kept = new Uint8Array(size).fill(1);
    for (const term of terms) {
      const hits = scan(term);
      for (let row = 0; row < size; row++) if (hits[row] === (term.without ? 1 : 0)) kept[row] = 0;
    }
    return kept;
  }

  // ---------------------------------------------------------------- order
  const collator = new Intl.Collator("en", { sensitivity: "base", numeric: true });
  const ranked = (labels) => {
    const order = labels.map((_, place) => place).sort((a, b) => collator.compare(labels[a], labels[b]));
    const rank = new Int32Array(labels.length);
    order.forEach((place, index) => { rank[place] = index; });
    return rank;
  };
  const orders = new Map();
  function orderBy(sort) {
    if (orders.has(sort)) return orders.get(sort);
    const key = sort.replace("-", ""), sign = sort.startsWith("-") ? -1 : 1;
    const order = Array.from({ length: size }, (_, row) => row);
    const isDated = (row) => (dates[rows.date[row]].first ? 0 : 1);
    if (sort === "date") {
      const day = (row) => dates[rows.date[row]].first;
      order.sort((a, b) => isDated(a) - isDated(b) || (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : rows.id[a] - rows.id[b]));
    } else if (key === "speaker") {
      const rank = ranked(data.speakers.map(([, name]) => name));
      const place = (row) => (rows.speakers[row].length ? rank[rows.speakers[row][0]] : Infinity);
      order.sort((a, b) => (place(a) === Infinity) - (place(b) === Infinity) || sign * (place(a) - place(b)) || a - b);
    } else if (key === "source") {
      const rank = ranked(data.articles.map(([, title]) => title));
      order.sort((a, b) => sign * (rank[rows.article[a]] - rank[rows.article[b]]) || rows.id[a] - rows.id[b]);
    }
    orders.set(sort, order);
    return order;
  }

  // ---------------------------------------------------------------- filter and count
  // A row counts for a facet if no other filter leaves it out: so each list says what a further choice would give.
  function filter() {
    const terms = parseQuery(state.q);
    const hits = search(terms);
    const from = state.from, to = state.to && state.to + "\uffff";
    const wanted = NAMES.map((name) => {
      if (!state.chosen[name].size) return null;
      const mask = new Uint8Array(facets[name].values.length);
      for (const key of state.chosen[name]) mask[facets[name].places.get(key)] = 1;
      return mask;
    });
    const inRange = dates.map(({ first, last }) => (!from || (last !== "" || first !== "" ? (last || "9999") >= from : false)) && (!to || (first !== "" || last !== "" ? (first || "0000") <= to : false)));
    const counts = NAMES.map((name) => new Int32Array(facets[name].values.length));
    const months = new Map();
    const kept = new Uint8Array(size);
    let total = 0, undated = 0;
    for (let row = 0; row < size; row++) {
      if (hits && !hits[row]) continue;
      let failed = 0, which = -1;
      if (!inRange[rows.date[row]]) { failed = 1; which = NAMES.length; }
      for (let index = 0; index < NAMES.length && failed < 2; index++) {
        const mask = wanted[index];
        if (!mask) continue;
        const { starts: from_, items } = facets[NAMES[index]];
        let meets = false;
        for (let item = from_[row]; item < from_[row + 1] && !meets; item++) meets = mask[items[item]] === 1;
        if (!meets) { failed++; which = index; }
      }
      if (failed > 1) continue;
      if (!failed) { kept[row] = 1; total++; }
      if (!failed || which === NAMES.length) {
        const { month } = dates[rows.date[row]];
        if (month) months.set(month, (months.get(month) || 0) + 1); else undated++;
      }
      for (let index = 0; index < FACETS.length; index++) {
        if (failed && which !== index) continue;
        const { starts: from_, items } = facets[NAMES[index]];
        for (let item = from_[row]; item < from_[row + 1]; item++) counts[index][items[item]]++;
      }
    }
    return { terms, kept, total, counts, months, undated };
  }

  // ---------------------------------------------------------------- rows
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const isHit = (word, terms) => terms.some(({ words, without }) => !without && words.split(" ").some((one, index, all) => (index < all.length - 1 ? word === one : word.startsWith(one)) || (unspaced.test(one) && word.includes(one))));

  // The words with those that were searched for marked.
  function marked(text, terms) {
    if (!terms.length) return [text];
    const parts = [];
    let done = 0;
    for (const match of text.matchAll(WORD)) {
      if (!isHit(tracker.fold(match[0]), terms)) continue;
      parts.push(text.slice(done, match.index), make("mark", { class: "hit" }, match[0]));
      done = match.index + match[0].length;
    }
    parts.push(text.slice(done));
    return parts;
  }

  // As much of what was said as a row shows: its beginning, or what stands around the first word searched for.
  function excerpt(text, terms) {
    const line = text.replace(/\s+/g, " ").trim();
    if (line.length <= EXCERPT) return line;
    let start = 0;
    if (terms.length) {
      for (const match of line.matchAll(WORD)) if (isHit(tracker.fold(match[0]), terms)) { start = match.index; break; }
      start = start < EXCERPT - 80 ? 0 : line.lastIndexOf(" ", start - 100) + 1;
    }
    let end = start + EXCERPT;
    if (end < line.length) end = line.lastIndexOf(" ", end);
    if (end <= start) end = start + EXCERPT;
    return (start ? "… " : "") + line.slice(start, end) + (end < line.length ? " …" : "");
  }

  function makeRow(row, terms) {
    const [article, title, outlet, published] = data.articles[rows.article[row]];
    const date = dates[rows.date[row]];
    const place = tracker.pageLink(`articles/${article}`, `s${rows.id[row]}`);
    const who = rows.speakers[row].flatMap((speaker, index) => {
      const [id, name] = data.speakers[speaker];
      return [index ? ", " : null, make("a", { href: tracker.pageLink(`speakers/${id}`), dir: "auto" }, ...marked(name, terms))];
    });
    if (!who.length && rows.printed[row]) who.push(make("span", { class: "unresolved", dir: "auto" }, ...marked(rows.printed[row], terms)), " ");
    if (!rows.speakers[row].length) who.push(make("span", { class: "about" }, "unresolved"));
    const filterLink = (name, value) => {
      const [key, label] = facets[name].values[value];
      return make("button", { type: "button", class: "link", onclick: () => go(toggle(name, key)), "aria-pressed": String(state.chosen[name].has(key)), title: `${facets[name].label}: ${label}` }, label);
    };
    const about = [];
    const tell = (part) => about.push(...(about.length ? [BETWEEN, part] : [part]));
    if (rows.addressee[row]) tell(make("bdi", {}, `to ${rows.addressee[row]}`));
    tell(data.manners[rows.manner[row]]);
    if (rows.confidence[row] > 0) tell(make("span", { class: "unsure" }, `${data.confidences[rows.confidence[row]]} confidence`));
    if (rows.status[row]) tell(rows.status[row]);
    const topics = rows.topics[row];
    const few = topics.length > MOST_TOPICS + 1 ? topics.filter((topic, index) => index < MOST_TOPICS || state.chosen.topic.has(data.topics[topic][0])) : topics;
    for (const topic of few) tell(filterLink("topic", topic));
    if (few.length < topics.length) {
      const rest = topics.filter((topic) => !few.includes(topic));
      const more = make("button", { type: "button", class: "link", onclick: () => {
        more.replaceWith(...rest.flatMap((topic, index) => (index ? [BETWEEN, filterLink("topic", topic)] : [filterLink("topic", topic)])));
      } }, `${rest.length} more topics`);
      tell(more);
    }
    const cell = (name, ...children) => make("td", { class: name, role: "cell" }, ...children);
    return make("tr", { role: "row" },
      cell("date", date.said ? make("span", {}, date.shown || "undated") : make("span", { class: "published" }, date.shown ? make("span", { class: "about" }, "published ") : "undated", date.shown),
        make("a", { class: "number", href: writeLink({ id: rows.id[row] }), title: "A link to this statement alone" }, `S${rows.id[row]}`)),
      cell("who", ...who, rows.role[row] ? make("span", { class: "role", dir: "auto" }, rows.role[row]) : null),
      cell("said", make("a", { class: "words", href: place, dir: "auto" }, ...marked(excerpt(rows.claim[row], terms), terms)), make("p", { class: "about" }, ...about)),
      cell("source", make("a", { href: tracker.pageLink(`articles/${article}`), dir: "auto" }, title),
        make("span", { class: "about", dir: "auto" }, [outlet < 0 ? "" : data.outlets[outlet], dates[published].shown].filter(Boolean).join(", "))));
  }
  const writeLink = (pairs) => "#" + new URLSearchParams(pairs).toString();

  function makeEmpty() {
    return make("tr", { role: "row" }, make("td", { role: "cell", colspan: 4, class: "empty" },
      make("p", {}, size ? "No statement meets all of this." : "There are no statements here yet."),
      size ? make("button", { type: "button", class: "quiet", onclick: clear }, "Clear search and filters") : null));
  }

  // ---------------------------------------------------------------- the parts of the page
  const parts = {
    q: byId("q"), from: byId("from"), to: byId("to"), sort: byId("sort"), count: byId("count"), chips: byId("chips"), asked: byId("asked"),
    rows: byId("rows"), pager: byId("pager"), caption: byId("caption"), filters: byId("filters"), button: byId("filters-button"),
    heads: [...document.querySelectorAll("th[data-sort]")],
  };
  const lists = Object.fromEntries(FACETS.map((name) => [name, tracker.facets.build(document.querySelector(`[data-facet="${name}"]`), facets[name].values, (key) => go(toggle(name, key)))]));
  for (const name of FACETS) if (facets[name].values.length < 2 && name !== "speaker" && name !== "topic") document.querySelector(`[data-facet="${name}"]`).hidden = facets[name].values.length === 0;
  const totals = new Map();
  for (const place of rows.date) {
    const { month } = dates[place];
    if (month) totals.set(month, (totals.get(month) || 0) + 1);
  }
  const timeline = tracker.timeline.build(byId("timeline"), data.months, totals, (from, to) => go({ from, to }));

  function clear() {
    go({ q: "", chosen: Object.fromEntries(NAMES.map((name) => [name, new Set()])), from: "", to: "" });
    parts.q.focus();
  }

  function inUse() {
    const used = [];
    if (state.q.trim()) used.push([`“${state.q.trim()}”`, { q: "" }]);
    for (const name of NAMES) for (const key of state.chosen[name]) used.push([`${facets[name].label}: ${facets[name].values[facets[name].places.get(key)][1]}`, toggle(name, key)]);
    if (state.from && state.from === state.to) used.push([`Date: ${tracker.showDate(state.from)}`, { from: "", to: "" }]);
    else {
      if (state.from) used.push([`From ${tracker.showDate(state.from)}`, { from: "" }]);
      if (state.to) used.push([`To ${tracker.showDate(state.to)}`, { to: "" }]);
    }
    return used;
  }

  const firstDay = (value) => (value.length === 4 ? value + "-01-01" : value.length === 7 ? value + "-01" : value);
  function lastDay(value) {
    if (value.length === 4) return value + "-12-31";
    if (value.length !== 7) return value;
    return `${value}-${new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5)), 0)).getUTCDate()}`;
  }

  // Reports that were joined as one utterance count once, and any other for itself.
  const joined = rows.utterance.some(Boolean);
  function countUtterances(listed) {
    const together = listed.filter((row) => rows.utterance[row]);
    return listed.length - together.length + new Set(together.map((row) => rows.utterance[row])).size;
  }

  let shown = null;
  function update() {
    const result = filter();
    const order = orderBy(state.sort).filter((row) => result.kept[row]);
    const pages = Math.max(1, Math.ceil(result.total / PER_PAGE));
    state.page = Math.min(state.page, pages);
    shown = { order, terms: result.terms };
    const first = (state.page - 1) * PER_PAGE;
    const page = order.slice(first, first + PER_PAGE);
    parts.rows.replaceChildren(...(page.length ? page.map((row) => makeRow(row, result.terms)) : [makeEmpty()]));
    const all = result.total === size;
    const counted = all ? `${number(size)} statements` : `${number(result.total)} of ${number(size)} statements`;
    const utterances = joined ? countUtterances(order) : 0;
    parts.count.textContent = joined ? `${counted}, ${number(utterances)} utterance${utterances === 1 ? "" : "s"}` : counted;
    parts.caption.textContent = `Statements ${number(first + 1)} to ${number(first + page.length)}`;
    if (parts.q.value !== state.q) parts.q.value = state.q;
    parts.from.value = state.from ? firstDay(state.from) : "";
    parts.to.value = state.to ? lastDay(state.to) : "";
    parts.sort.value = state.sort;
    for (const head of parts.heads) {
      const turned = state.sort === head.dataset.sort ? "ascending" : state.sort === "-" + head.dataset.sort ? "descending" : null;
      if (turned) head.setAttribute("aria-sort", turned); else head.removeAttribute("aria-sort");
    }
    FACETS.forEach((name, index) => lists[name].update(result.counts[index], state.chosen[name]));
    timeline.update(result.months, result.undated, state.from, state.to);
    const used = inUse();
    const focusedChip = [...parts.chips.children].findIndex((chip) => chip.contains(document.activeElement));
    parts.chips.replaceChildren(...used.map(([words, changes]) => make("li", {}, make("button", { type: "button", onclick: () => go(changes), "aria-label": `Remove ${words}` }, make("bdi", {}, words), make("span", { "aria-hidden": "true" }, " ×")))));
    if (used.length > 1) parts.chips.append(make("li", {}, make("button", { type: "button", class: "link", onclick: clear }, "Clear all")));
    if (focusedChip >= 0) (parts.chips.children[Math.min(focusedChip, parts.chips.children.length - 1)]?.firstChild ?? parts.q).focus();
    parts.chips.hidden = !used.length;
    parts.asked.textContent = used.length ? used.map(([words]) => words).join("; ") : "";
    const filters = used.length - (state.q.trim() ? 1 : 0);
    parts.button.textContent = filters ? `Filters (${filters})` : "Filters";
    drawPager(pages);
    tracker.remember(() => window.sessionStorage, "tracker-ledger", writeAddress());
  }

  function drawPager(pages) {
    parts.pager.hidden = pages < 2;
    const step = (page, label, enabled) => make("button", {
      type: "button", class: "quiet", disabled: !enabled,
      onclick: () => { go({ page }); byId("main").querySelector(".status").scrollIntoView({ block: "start" }); parts.count.focus?.(); },
    }, label);
    parts.pager.replaceChildren(step(state.page - 1, "‹ Previous", state.page > 1), make("span", {}, `Page ${number(state.page)} of ${number(pages)}`), step(state.page + 1, "Next ›", state.page < pages));
  }

  // ---------------------------------------------------------------- what people do
  byId("search").addEventListener("submit", (event) => { event.preventDefault(); go({ q: parts.q.value }); });
  parts.q.addEventListener("input", () => go({ q: parts.q.value }, "replace"));
  parts.from.addEventListener("change", () => go({ from: parts.from.value }));
  parts.to.addEventListener("change", () => go({ to: parts.to.value }));
  parts.sort.addEventListener("change", () => go({ sort: parts.sort.value }));
  for (const head of parts.heads) {
    const key = head.dataset.sort;
    head.querySelector("button").addEventListener("click", () => {
      const turned = key === "date" ? ["-date", "date"] : [key, "-" + key];
      go({ sort: state.sort === turned[0] ? turned[1] : turned[0] });
    });
  }
  parts.button.addEventListener("click", () => {
    const open = parts.filters.classList.toggle("open");
    parts.button.setAttribute("aria-expanded", String(open));
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && parts.q.isConnected) { event.preventDefault(); parts.q.focus(); parts.q.select(); }
    if (event.key === "Escape" && event.target === parts.q && state.q) { event.preventDefault(); go({ q: "" }, "replace"); }
  });
  // Paper has no pages to turn: what was found is printed whole, up to a length that a printer bears.
  let before = null;
  window.addEventListener("beforeprint", () => {
    if (!parts.rows.isConnected || shown.order.length <= PER_PAGE) return;
    before = [...parts.rows.childNodes];
    parts.rows.replaceChildren(...shown.order.slice(0, MOST_PRINTED).map((row) => makeRow(row, shown.terms)));
    if (shown.order.length > MOST_PRINTED) parts.asked.textContent += ` (the first ${number(MOST_PRINTED)} of ${number(shown.order.length)})`;
  });
  window.addEventListener("afterprint", () => { if (before) { parts.rows.replaceChildren(...before); before = null; } });

  const isPage = () => tracker.single && /^#(timelines|commitments|speakers|articles|about)(\/|$)/.test(location.hash);
  const follow = () => { clearTimeout(resting); resting = 0; if (!isPage()) { state = readAddress(); update(); } };
  window.addEventListener("popstate", follow);
  window.addEventListener("hashchange", () => { if (!isPage() && writeAddress() !== (location.hash || "#")) follow(); });
  byId("ledger").hidden = false;
  state = readAddress();
  update();
})();
