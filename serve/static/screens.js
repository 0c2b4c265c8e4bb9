// Screens with the words of a question; what narrows them narrows the answer as well.

import { get, zone } from "./api.js";
import { counted, failure, h } from "./dom.js";
import { crop } from "./crop.js";

const PAGE = 12;

export const FILTERS = ["app", "site", "since", "until"];

export function screens(question, filters, isAnswered) {
  const isNarrowed = FILTERS.some((name) => filters[name]);
  const list = h("ol", { class: "hits" });
  const count = h("p", { class: "count", role: "status" });
  const bars = h("div", { class: "facets" });
  const more = h("button", { type: "button", class: "quiet", hidden: true }, "Show more");
  const section = h("section", { class: "screens", "aria-label": "Screens with these words" },
    h("h2", {}, isAnswered ? "Screens with these words" : "Screens with some of these words"),
    h("div", { class: "filters", role: "group", "aria-label": "Filters" }, bars, h("div", { class: "dates" },
      dateField("From", (value) => narrow({ since: value }), filters.since), dateField("To", (value) => narrow({ until: value }), filters.until),
      isNarrowed ? h("button", { type: "button", class: "quiet", onclick: () => narrow({ app: "", site: "", since: "", until: "" }) }, "Clear") : null)),
    count, list, more);
  let offset = 0;

  // By the address: the answer is asked for again, and the way back leads to the one before.
  function narrow(changed) {
    const told = Object.entries({ q: question, ...filters, ...changed }).filter(([, value]) => value);
    location.hash = `#/?${told.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
  }

  async function look() {
    try {
      const told = await get("/api/search", { q: question, tz: zone, limit: PAGE, offset, ...filters });
      list.append(...told.finds.map((find) => h("li", {}, crop(find.claim.citations[0]))));
      more.hidden = !told.more;
      const then = told.windows.length ? ` Those of ${told.windows.map((window) => window.said).join(" or ")} come first.` : "";
      count.textContent = told.found ? `${counted(told.found, "scene")} of ${told.out_of.toLocaleString("en-GB")} hold one of these words.${then}` : `No words of this on ${counted(told.out_of, "scene")}.`;
      bars.replaceChildren(...[chips("Program", "app", told.facets.apps), chips("Site", "site", told.facets.sites)].filter(Boolean));
    } catch (error) {
      list.append(h("li", {}, failure(error)));
    }
  }

  function chips(label, kind, facets) {
    const chosen = filters[kind];
    const names = chosen && !facets.some((facet) => facet.name === chosen) ? [{ name: chosen, count: 0 }, ...facets] : facets;
    if (names.length < 2 && !chosen) return null;
    return h("div", { class: "chips", role: "group", "aria-label": label }, h("span", { class: "label" }, label), names.map((facet) =>
      h("button", { type: "button", class: "chip", "aria-pressed": String(facet.name === chosen), onclick: () => narrow({ [kind]: facet.name === chosen ? "" : facet.name }) },
        facet.name, h("span", { class: "number" }, facet.count))));
  }

  more.addEventListener("click", () => { offset += PAGE; look(); });
  look();
  return section;
}

export function dateField(label, changed, value = "") {
  return h("label", { class: "date" }, h("span", {}, label), h("input", { type: "date", value, onchange: (event) => changed(event.target.value) }));
}
