"use strict";

const views = new Map();

for (const panel of document.querySelectorAll(".panel")) {
  const spec = JSON.parse(document.getElementById(panel.id + "-spec").textContent);
  // `ast`: Vega interprets its expressions, because the policy of this page forbids making code from text.
  vegaEmbed(panel, spec, { ast: true, renderer: "svg", actions: false }).then(
    (drawn) => {
      views.set(panel, drawn.view);
      link(panel, drawn.view, spec);
      // The figure says in words what the chart shows; thousands of unnamed marks would say nothing.
      panel.querySelector("svg").setAttribute("aria-hidden", "true");
      panel.dataset.drawn = "yes";
    },
    (failure) => {
      panel.dataset.drawn = "no";
      panel.textContent = "This chart could not be drawn; the table below has its numbers.";
      console.error(failure);
    },
  );
}

// Panels of one figure show the same pairs: a click on a mark, or the list above, picks one out in all of them.
function link(panel, view, spec) {
  if (!(spec.params ?? []).some((param) => param.name === "picked")) return;
  const figure = panel.closest("figure");
  const names = Object.values(spec.datasets ?? {}).flatMap((rows) => rows.map((row) => row.pair).filter(Boolean));
  const select = figure.querySelector(".pick select") ?? picker(figure);
  const known = new Set([...select.options].map((option) => option.value));
  for (const name of [...new Set(names)].sort()) if (!known.has(name)) select.add(new Option(name, name));
  view.addEventListener("click", (event, item) => {
    const pair = item?.datum?.pair ?? "";
    select.value = pair === select.value ? "" : pair;
    select.dispatchEvent(new Event("change"));
  });
}

function picker(figure) {
  const label = document.createElement("label");
  label.className = "pick";
  label.textContent = "stands out: ";
  const select = document.createElement("select");
  select.add(new Option("every pair", ""));
  label.append(select);
  figure.querySelector(".panels").before(label);
  select.addEventListener("change", () => {
    for (const panel of figure.querySelectorAll(".panel")) {
      views.get(panel)?.signal("picked", select.value).runAsync();
    }
  });
  return select;
}

for (const button of document.querySelectorAll(".copy")) {
  button.addEventListener("click", async () => {
    const text = button.parentElement.querySelector("code");
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected";
    }
    setTimeout(() => {
      button.textContent = "Copy";
    }, 1500);
  });
}

// Examples: what a reader chooses stays shown, a few at first and more on demand. Without this script all are shown.
for (const examples of document.querySelectorAll(".examples")) {
  const form = examples.querySelector("form");
  const more = examples.querySelector(".more");
  const count = examples.querySelector(".count");
  const cards = [...examples.querySelectorAll(".card")].map((element) => {
    const values = [...element.querySelectorAll("data")].map((data) => [data.value, data.textContent]);
    return { element, has: (name, value) => values.some((pair) => pair[0] === name && pair[1] === value) };
  });
  const few = Number(examples.dataset.shown);
  let limit = few;
  const show = () => {
    const wanted = [...new FormData(form)].filter(([, value]) => value !== "");
    const fitting = cards.filter((card) => wanted.every(([name, value]) => card.has(name, value)));
    const shown = new Set(fitting.slice(0, limit));
    for (const card of cards) card.element.hidden = !shown.has(card);
    count.textContent = `${shown.size} of ${fitting.length} examples shown`;
    more.hidden = shown.size === fitting.length;
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    limit = few;
    show();
  });
  form.addEventListener("reset", () => setTimeout(() => {
    limit = few;
    show();
  }));
  more.addEventListener("click", () => {
    limit += few;
    show();
  });
  show();
}

// Tables: the heading of a column sorts by it, first one way, then the other, then as the query had it.
for (const table of document.querySelectorAll("table")) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2 || rows[0].cells.length < 2) continue;
  const number = (text) => {
    const found = Number(text.replace(/\u2212/g, "-").replace(/[,+<\s]/g, ""));
    return text === "" || Number.isNaN(found) ? null : found;
  };
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const next = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort ?? "none"];
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      if (next !== "none") head.setAttribute("aria-sort", next);
      const way = next === "descending" ? -1 : 1;
      const keyed = rows.map((row, at) => {
        const text = row.cells[place].textContent;
        return { row, at, text, value: number(text), isEmpty: text === "\u2013" };
      });
      if (next !== "none") {
        const areNumbers = keyed.every((one) => one.isEmpty || one.value !== null);
        keyed.sort(
          (one, other) =>
            one.isEmpty - other.isEmpty ||
            way * (areNumbers ? one.value - other.value : one.text.localeCompare(other.text, "en")) ||
            one.at - other.at,
        );
      }
      body.append(...keyed.map((one) => one.row));
    });
  });
}

// The list of pages stays in sight on a wide screen and marks the page that is being read.
const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
const reading = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      const link = links.get(entry.target.id);
      if (entry.isIntersecting) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  },
  { rootMargin: "-15% 0px -84% 0px" },
);
for (const page of document.querySelectorAll(".page")) reading.observe(page);
