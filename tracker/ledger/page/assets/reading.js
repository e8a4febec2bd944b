"use strict";
// What every page does: light or dark, marks and notes of an article shown together, the filter kept on the way back,
// and, where the whole site is one file, the page that the address names.

const tracker = {
  single: document.documentElement.dataset.form === "single",

  // An element with attributes and children; strings become text, so that no word can be markup.
  make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === false || value === null || value === undefined) continue;
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  },

  // What is kept between pages; a browser that keeps nothing for files loses a convenience only.
  remember(store, key, value) {
    try { store().setItem(key, value); } catch { /* not kept */ }
  },
  recall(store, key) {
    try { return store().getItem(key); } catch { return null; }
  },

  pageLink(name, fragment = "") {
    if (tracker.single) return "#" + name + (fragment ? "/" + fragment : "");
    return name + ".html" + (fragment ? "#" + fragment : "");
  },
};

(() => {
  const root = document.documentElement;
  const button = document.getElementById("theme");
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const local = () => window.localStorage;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const label = () => { button.textContent = isDark() ? "Light" : "Dark"; button.title = `Show the pages ${isDark() ? "light" : "dark"}`; };
  const chosen = tracker.recall(local, "tracker-theme");
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tracker.remember(local, "tracker-theme", root.dataset.theme);
    label();
  });
  dark.addEventListener("change", label);
  label();

  // Marks and notes of one statement light up together.
  const light = (number, on) => {
    for (const element of document.querySelectorAll(`[data-s~="${number}"]`)) element.classList.toggle("on", on);
  };
  const numbersOf = (target) => {
    const element = target instanceof Element ? target.closest("[data-s]") : null;
    return element ? element.dataset.s.split(" ") : [];
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(event, (happened) => numbersOf(happened.target).forEach((number) => light(number, on)));
  }
  // A click into marked words goes to the note; one that selects words does not.
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("mark[data-s]") : null;
    if (!mark || String(window.getSelection())) return;
    const numbers = mark.dataset.s.split(" ");
    const note = document.getElementById("n" + numbers[numbers.length - 1]);
    if (note) { tracker.aim(note.id); note.scrollIntoView({ block: "nearest", behavior: "auto" }); }
  });

  // The statement that the address names, in its text.
  let aimed = null;
  tracker.aim = (id) => {
    const match = /^[sn](\d+)$/.exec(id);
    if (aimed) for (const element of document.querySelectorAll(`[data-s~="${aimed}"]`)) element.classList.remove("aimed");
    aimed = match ? match[1] : null;
    if (aimed) for (const element of document.querySelectorAll(`[data-s~="${aimed}"]`)) element.classList.add("aimed");
  };

  // The way past the navigation, without touching the address, which holds the filter.
  const main = document.getElementById("main");
  document.querySelector("a.skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });

  const session = () => window.sessionStorage;
  const keepFilter = () => {
    const kept = tracker.recall(session, "tracker-ledger");
    if (!kept) return;
    for (const link of document.querySelectorAll("a[data-ledger]")) {
      const [place] = link.getAttribute("href").split("#");
      link.setAttribute("href", place + kept);
    }
  };

  if (!tracker.single) {
    const follow = () => tracker.aim(location.hash.slice(1));
    window.addEventListener("hashchange", follow);
    follow();
    if (!document.getElementById("ledger")) keepFilter();
    return;
  }

  // One file: the pages lie in templates, and the address after # names the one to show.
  const ledger = [...main.childNodes];
  const title = document.title;
  let shown = "";
  tracker.route = () => {
    const match = /^#(timelines|commitments|speakers|articles|about)(?:\/(\d+))?(?:\/([a-z]\d+))?$/.exec(location.hash);
    const name = match ? match[1] + (match[2] ? "/" + match[2] : "") : "";
    const template = name ? document.querySelector(`template[data-page="${name}"]`) : null;
    if (!template) {
      if (shown) { main.replaceChildren(...ledger); main.classList.add("wide"); document.title = title; window.scrollTo(0, 0); }
      shown = "";
    } else if (shown !== name) {
      main.replaceChildren(template.content.cloneNode(true));
      main.classList.remove("wide");
      document.title = `${template.dataset.title} · ${title}`;
      shown = name;
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
      keepFilter();
    }
    for (const link of document.querySelectorAll("a[data-nav]")) {
      if (link.dataset.nav === (shown || "ledger")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (template && match[3]) {
      tracker.aim(match[3]);
      const place = document.getElementById(match[3]);
      if (place) place.scrollIntoView({ block: "center" });
    }
    return !template;
  };
  window.addEventListener("hashchange", tracker.route);
  // The templates stand behind this script: the first page that the address names is shown when all are there.
  document.addEventListener("DOMContentLoaded", tracker.route);
})();
