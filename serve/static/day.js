// A day as it went: programs and sites as coloured lanes, what was not recorded, and what is not read yet.

import { get, zone } from "./api.js";
import { coloured, counted, date, exactTime, failure, h, lasting, time } from "./dom.js";
import { dateField } from "./screens.js";
import { openFrame } from "./viewer.js";

const LANES = 8;
const HOUR = 3_600_000;
const chosen = { app: "", site: "" };

export async function show(view, params, path) {
  const wanted = path[0] ?? "";
  if (!view.querySelector(".day")) view.replaceChildren(h("div", { class: "skeleton day", role: "status" }, h("span", { class: "sr" }, "Looking it up"), h("i"), h("i"), h("i")));
  try {
    const told = await get("/api/timeline", { day: wanted, tz: zone });
    view.replaceChildren(page(told));
  } catch (error) {
    view.replaceChildren(failure(error));
  }
}

const ms = (text) => new Date(text).getTime();
const to = (day) => { location.hash = `#/day/${day}`; };

function page(told) {
  const root = h("div", { class: "day" });
  const whole = extent(told);
  const draw = (range) => root.replaceChildren(head(told), h("div", {},
    stretches(told, range, whole, draw), lanes(told, range), ...list(told, range, () => draw(range))));
  draw(whole);
  return root;
}

function head(told) {
  const away = (label, key, day, text) => h("button", { type: "button", class: "quiet", disabled: !day, "aria-label": label, title: `${label} (${key})`, data: { go: key }, onclick: () => to(day) }, text);
  const picker = dateField("Day", (value) => value && to(value), told.day);
  const field = picker.querySelector("input");
  if (told.first) field.min = told.first;
  if (told.last) field.max = told.last;
  const seconds = told.episodes.reduce((sum, each) => sum + each.spent_s, 0);
  return h("header", { class: "dayhead" },
    h("div", { class: "walk" }, away("Day before with screens", "←", told.previous, "←"), h("h1", {}, date(told.day)), away("Day after with screens", "→", told.next, "→")),
    picker,
    h("p", { class: "sum" }, told.frames ? `${counted(told.frames, "screen")}, ${lasting(seconds)} with something in front` : "Nothing was recorded on this day."));
}

// From the full hour before the first screen to the one after the last.
function extent(told) {
  if (!told.captured.length) return [ms(told.start_utc) + 8 * HOUR, ms(told.start_utc) + 18 * HOUR];
  const [first, last] = [ms(told.captured[0].start_utc), ms(told.captured.at(-1).end_utc)];
  const start = Math.max(ms(told.start_utc), Math.floor(first / HOUR) * HOUR);
  return [start, Math.min(ms(told.end_utc), Math.max(Math.ceil((last + 1) / HOUR) * HOUR, start + HOUR))];
}

function stretches(told, range, whole, draw) {
  if (told.captured.length < 2) return null;
  const button = (label, mine, pressed) => h("button", { type: "button", class: "chip", "aria-pressed": String(pressed), onclick: () => draw(mine) }, label);
  const isWhole = range[0] === whole[0] && range[1] === whole[1];
  return h("div", { class: "chips", role: "group", "aria-label": "Part of the day" },
    button("Whole day", whole, isWhole),
    told.captured.slice(0, 24).map((span) => {
      const [start, end] = [ms(span.start_utc), ms(span.end_utc)];
      const pad = Math.max(15_000, (end - start) * 0.04);
      const mine = [start - pad, end + pad];
      const text = time(span.start_utc) === time(span.end_utc) ? time(span.start_utc) : `${time(span.start_utc)}–${time(span.end_utc)}`;
      return button([text, h("span", { class: "number" }, span.frames)], mine, mine[0] === range[0] && mine[1] === range[1]);
    }));
}

function lanes(told, range) {
  const [start, end] = range;
  const at = (moment) => (100 * (Math.min(Math.max(moment, start), end) - start)) / (end - start);
  const bar = (from, until, props, tag = "i") => h(tag, { ...props, style: { left: `${at(from)}%`, width: `${Math.max(at(until) - at(from), 0)}%` } });
  const inside = (from, until) => until >= start && from <= end;
  const lane = (name, kind, children) => h("div", { class: `lane ${kind}` }, h("span", { class: "name", title: name }, name), h("div", { class: "track" }, children));

  const recorded = told.captured.filter((span) => inside(ms(span.start_utc), ms(span.end_utc))).map((span) =>
    bar(ms(span.start_utc), ms(span.end_utc) + 1000, { class: "recorded", title: `${counted(span.frames, "screen")}, ${exactTime(span.start_utc)} to ${exactTime(span.end_utc)}` }));
  const waits = told.waiting.filter((span) => inside(ms(span.start_utc), ms(span.end_utc))).map((span) =>
    bar(ms(span.start_utc), ms(span.end_utc) + 1000, { class: "waits", title: `${counted(span.frames, "screen")} not read yet` }));

  const group = (title, key) => {
    const named = told.episodes.filter((each) => each.in_front[key] && inside(ms(each.start_utc), ms(each.end_utc)));
    const sums = new Map();
    for (const each of named) sums.set(each.in_front[key], (sums.get(each.in_front[key]) ?? 0) + each.spent_s + 0.001);
    const names = [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a));
    if (!names.length) return null;
    const colour = coloured(names);
    const rows = names.slice(0, LANES).map((name) => lane(name, "of", named.filter((each) => each.in_front[key] === name).map((each) =>
      bar(ms(each.start_utc), ms(each.end_utc), episodeProps(each, colour(name)), "button"))));
    return h("div", { class: "group", role: "group", "aria-label": title }, h("h2", {}, title), rows,
      names.length > LANES ? h("p", { class: "count" }, `${names.length - LANES} more below`) : null);
  };

  return h("section", { class: "lanes", "aria-label": "Timeline" },
    axis(range),
    h("div", { class: "group" }, lane("Recorded", "capture", recorded), told.waiting.length ? lane("Not read yet", "capture", waits) : null),
    group("Programs", "app"), group("Sites", "site"));
}

function episodeProps(each, colour) {
  const { app, site, document: file, folder } = each.in_front;
  const what = [app, site || file || folder].filter(Boolean).join(", ");
  const label = `${what}, ${exactTime(each.start_utc)} to ${exactTime(each.end_utc)}, ${lasting(each.spent_s)}`;
  const dimmed = (chosen.app && chosen.app !== app) || (chosen.site && chosen.site !== site);
  return { type: "button", tabindex: "-1", class: `episode ${colour}${dimmed ? " dim" : ""}`, title: label, "aria-label": label, onclick: () => openFrame(each.first) };
}

function axis([start, end]) {
  const steps = [1000, 5000, 10_000, 30_000, 60_000, 300_000, 900_000, 1_800_000, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR];
  const most = window.innerWidth < 700 ? 4 : 10;
  const step = steps.find((each) => (end - start) / each <= most) ?? 6 * HOUR;
  const marks = [];
  for (let at = Math.ceil(start / step) * step; at <= end; at += step) {
    const text = new Date(at).toISOString();
    marks.push(h("span", { style: { left: `${(100 * (at - start)) / (end - start)}%` } }, step < 60_000 ? exactTime(text) : time(text)));
  }
  return h("div", { class: "axis", "aria-hidden": "true" }, h("span", { class: "name" }), h("div", { class: "track" }, marks));
}

function list(told, [start, end], again) {
  const within = told.episodes.filter((each) => ms(each.end_utc) >= start && ms(each.start_utc) <= end);
  const kept = within.filter((each) => (!chosen.app || each.in_front.app === chosen.app) && (!chosen.site || each.in_front.site === chosen.site));
  const colour = coloured(ranked(within, "app"));
  const rows = kept.map((each) => {
    const front = each.in_front;
    return h("li", {}, h("button", { type: "button", class: "moment", onclick: () => openFrame(each.first) },
      h("time", { datetime: each.start_utc }, exactTime(each.start_utc)),
      h("span", { class: `dot ${colour(front.app)}` }),
      h("span", { class: "what" }, h("strong", {}, front.app || "Unknown"), h("span", {}, [front.site || front.document || front.folder, front.page].filter(Boolean).join(" · "))),
      h("span", { class: "long" }, each.spent_s ? lasting(each.spent_s) : "a moment")));
  });
  return [
    h("div", { class: "filters", role: "group", "aria-label": "Filters" }, filter("Program", "app", within, again), filter("Site", "site", within, again)),
    h("h2", { class: "heading" }, "In order"),
    rows.length ? h("ol", { class: "moments" }, rows) : h("p", { class: "count" }, told.frames ? "What was in front is not known yet." : ""),
    told.clipped ? h("p", { class: "count" }, "The shortest episodes of this day are left out.") : null,
  ];
}

function ranked(episodes, key) {
  const sums = new Map();
  for (const each of episodes) if (each.in_front[key]) sums.set(each.in_front[key], (sums.get(each.in_front[key]) ?? 0) + each.spent_s + 0.001);
  return [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a));
}

function filter(label, key, episodes, again) {
  const names = ranked(episodes, key);
  if (names.length < 2 && !chosen[key]) return null;
  return h("div", { class: "chips", role: "group", "aria-label": label }, h("span", { class: "label" }, label), names.slice(0, 12).map((name) =>
    h("button", { type: "button", class: "chip", "aria-pressed": String(chosen[key] === name), onclick: () => { chosen[key] = chosen[key] === name ? "" : name; again(); } }, name)));
}
