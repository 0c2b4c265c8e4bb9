// Days or weeks summed up: a bar for each, in it the names with most time; and a table of the same.

import { get, zone } from "./api.js";
import { coloured, counted, date, failure, h, lasting, s } from "./dom.js";
import { dateField } from "./screens.js";

const KINDS = { app: "Programs", site: "Sites", document: "Documents", folder: "Folders", project: "Projects" };
const asked = { kind: "app", by: "day", since: "", until: "" };

export async function show(view, params) {
  for (const name of Object.keys(asked)) if (params.has(name)) asked[name] = params.get(name);
  if (!view.querySelector(".totals")) view.replaceChildren(h("div", { class: "skeleton totals", role: "status" }, h("span", { class: "sr" }, "Looking it up"), h("i"), h("i"), h("i")));
  try {
    const told = await get("/api/rollups", { ...asked, tz: zone });
    view.replaceChildren(h("div", { class: "totals" }, controls(told), chart(told), table(told)));
  } catch (error) {
    view.replaceChildren(h("div", { class: "totals" }, controls({ since: asked.since, until: asked.until }), failure(error)));
  }
}

function change(changed) {
  location.hash = `#/totals?${new URLSearchParams(Object.entries({ ...asked, ...changed }).filter(([, value]) => value))}`;
  Object.assign(asked, changed);
}

function controls(told) {
  const choice = (label, name, values) => h("div", { class: "chips", role: "group", "aria-label": label }, Object.entries(values).map(([value, text]) =>
    h("button", { type: "button", class: "chip", "aria-pressed": String(asked[name] === value), onclick: () => change({ [name]: value, ...(name === "by" ? { since: "", until: "" } : {}) }) }, text)));
  return h("header", { class: "filters" },
    choice("What", "kind", KINDS), choice("By", "by", { day: "By day", week: "By week" }),
    h("div", { class: "dates" }, dateField("From", (value) => change({ since: value }), told.since), dateField("To", (value) => change({ until: value }), told.until)));
}

const HEIGHT = 220;

function chart(told) {
  const most = Math.max(60, ...told.buckets.map((bucket) => bucket.seconds));
  const step = niceStep(most);
  const top = Math.ceil(most / step) * step;
  const colour = coloured(told.totals.map((each) => each.name));
  const wide = Math.max(told.buckets.length, 1);
  const y = (seconds) => HEIGHT - (HEIGHT * seconds) / top;
  const lines = [];
  for (let at = 0; at <= top; at += step) lines.push(s("line", { x1: 0, x2: wide, y1: y(at), y2: y(at), class: "grid" }));
  const bars = told.buckets.map((bucket, place) => {
    let sum = 0;
    const piece = (name, seconds, kind) => {
      const rect = s("rect", { x: place + 0.14, width: 0.72, y: y(sum + seconds), height: Math.max(0, y(sum) - y(sum + seconds)), class: kind }, s("title", {}, `${name}, ${labelOf(told, bucket)}: ${lasting(seconds)}`));
      sum += seconds;
      return rect;
    };
    const parts = bucket.parts.map((part) => piece(part.name, part.seconds, colour(part.name)));
    if (bucket.others_s > 0) parts.push(piece("Others", bucket.others_s, "c8"));
    return s("g", {}, parts);
  });
  const every = Math.ceil(wide / (window.innerWidth < 700 ? 4 : 14));
  const name = `${KINDS[told.kind]} ${told.by === "day" ? "by day" : "by week"}, ${date(told.since)} to ${date(told.until)}`;
  return h("figure", { class: "chart" },
    h("figcaption", {}, h("h1", {}, KINDS[told.kind]), h("p", { class: "sum" }, `${lasting(told.seconds)} from ${date(told.since)} to ${date(told.until)}`)),
    h("div", { class: "plot" },
      h("div", { class: "scale", "aria-hidden": "true" }, lines.map((_, place) => h("span", { style: { bottom: `${(100 * place * step) / top}%` } }, lasting(place * step)))),
      s("svg", { viewBox: `0 0 ${wide} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": name }, lines, bars),
      h("div", { class: "days" }, told.buckets.map((bucket, place) => (place % every ? null :
        h("a", { href: `#/day/${bucket.first}`, style: { left: `${(100 * (place + 0.5)) / wide}%` } }, short(bucket.first)))))));
}

function niceStep(most) {
  return [15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400].find((step) => most / step <= 5) ?? Math.ceil(most / 5 / 86_400) * 86_400;
}

const short = (day) => new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" }).format(new Date(`${day}T12:00`));
const labelOf = (told, bucket) => (told.by === "day" ? date(bucket.first) : `week of ${date(bucket.first)}`);

function table(told) {
  if (!told.totals.length) return h("p", { class: "count" }, "Nothing was in front in this time, or it is not known yet.");
  const colour = coloured(told.totals.map((each) => each.name));
  const most = told.totals[0].seconds || 1;
  return h("table", {}, h("caption", { class: "sr" }, `${KINDS[told.kind]} by time`),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, KINDS[told.kind].slice(0, -1)), h("th", { scope: "col", class: "wide" }, h("span", { class: "sr" }, "Share")),
      h("th", { scope: "col" }, "In front"), h("th", { scope: "col" }, "Visits"), h("th", { scope: "col", class: "frames" }, "Screens"))),
    h("tbody", {}, told.totals.map((each) => h("tr", {},
      h("th", { scope: "row" }, h("span", { class: `dot ${colour(each.name)}` }), each.name),
      h("td", { class: "wide" }, h("span", { class: `share ${colour(each.name)}`, style: { width: `${(100 * each.seconds) / most}%` } })),
      h("td", {}, lasting(each.seconds)), h("td", {}, each.visits), h("td", { class: "frames" }, each.frames)))),
    h("tfoot", {}, h("tr", {}, h("td", { colspan: 5 }, counted(told.buckets.length, told.by)))));
}
