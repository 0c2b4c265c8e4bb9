// Screens with the words of a question, narrowed by program, site and day.

import { get, zone } from "./api.js";
import { counted, date, failure, h } from "./dom.js";
import { crop } from "./crop.js";

const PAGE = 12;

export function screens(question, isAnswered) {
  const filters = { app: "", site: "", since: "", until: "" };
  const list = h("ol", { class: "hits" });
  const count = h("p", { class: "count", role: "status" });
  const bars = h("div", { class: "facets" });
  const more = h("button", { type: "button", class: "quiet", hidden: true }, "Show more");
  const since = dateField("From", (value) => { filters.since = value; look(); });
  const until = dateField("To", (value) => { filters.until = value; look(); });
  const section = h("section", { class: "screens", "aria-label": "Screens with these words" },
    h("h2", {}, isAnswered ? "Screens with these words" : "Screens with some of these words"),
    h("div", { class: "filters", role: "group", "aria-label": "Filters" }, bars, h("div", { class: "dates" }, since, until)), count, list, more);
  let offset = 0;
  let round = 0;

  async function look(isMore = false) {
    const mine = ++round;
    offset = isMore ? offset + PAGE : 0;
    try {
      const told = await get("/api/search", { q: question, tz: zone, limit: PAGE, offset, ...filters });
      if (mine !== round) return;
      const hits = told.finds.map((find) => h("li", {}, crop(find.claim.citations[0])));
      if (isMore) list.append(...hits); else list.replaceChildren(...hits);
      more.hidden = offset + PAGE >= told.found;
      count.textContent = told.found
        ? `${counted(told.found, "find")} on ${counted(told.out_of, "screen")}${told.clipped ? "; there were more than were looked through" : ""}`
        : `None on ${counted(told.out_of, "screen")}.`;
      const { apps, sites, days } = told.facets;
      bars.replaceChildren(...[chips("Program", "app", apps), chips("Site", "site", sites), chips("Day", "day", days)].filter(Boolean));
      const isNarrowed = Object.values(filters).some(Boolean);
      section.hidden = !told.found && !isNarrowed;
      section.querySelector(".filters").hidden = told.found < 2 && !isNarrowed;
    } catch (error) {
      if (mine === round) list.replaceChildren(h("li", {}, failure(error)));
    }
  }

  function chips(label, kind, facets) {
    const chosen = kind === "day" ? (filters.since === filters.until ? filters.since : "") : filters[kind];
    if (facets.length < 2 && !chosen) return null;
    const buttons = facets.map((facet) => h("button", {
      type: "button", class: "chip", "aria-pressed": String(facet.name === chosen),
      onclick: () => {
        const value = facet.name === chosen ? "" : facet.name;
        if (kind === "day") {
          filters.since = filters.until = value;
          since.querySelector("input").value = until.querySelector("input").value = value;
        } else filters[kind] = value;
        look();
      },
    }, kind === "day" ? date(facet.name) : facet.name, h("span", { class: "number" }, facet.count)));
    return h("div", { class: "chips", role: "group", "aria-label": label }, h("span", { class: "label" }, label), buttons);
  }

  more.addEventListener("click", () => look(true));
  look();
  return section;
}

export function dateField(label, changed, value = "") {
  return h("label", { class: "date" }, h("span", {}, label), h("input", { type: "date", value, onchange: (event) => changed(event.target.value) }));
}
