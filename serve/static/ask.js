// Asking: the answer, its claims, each with the screens it comes from; then other screens with these words.

import { post, zone } from "./api.js";
import { counted, date, failure, h, time, when } from "./dom.js";
import { crops } from "./crop.js";
import { FILTERS, screens } from "./screens.js";

const STATES = {
  ok: "Answered",
  not_found: "Not found",
  not_available: "Not available yet",
  not_recorded: "Not recorded",
  needs_clarification: "Which one?",
  degraded: "Out of time",
};
const CODE = new Set(["code"]);

let running = null;

export async function show(view, params) {
  const question = (params.get("q") ?? "").trim();
  running?.abort();
  if (!question) {
    document.body.dataset.asked = "no";
    view.replaceChildren(welcome());
    return;
  }
  document.body.dataset.asked = "yes";
  const filters = Object.fromEntries(FILTERS.map((name) => [name, params.get(name) ?? ""]));
  running = new AbortController();
  const { signal } = running;
  view.replaceChildren(waiting());
  view.setAttribute("aria-busy", "true");
  try {
    const told = await post("/api/query", { query: question, tz: zone, ...filters }, signal);
    if (!signal.aborted) view.replaceChildren(answer(told, question), others(told, question, filters));
  } catch (error) {
    if (error.name !== "AbortError") view.replaceChildren(failure(error));
  } finally {
    if (!signal.aborted) view.removeAttribute("aria-busy");
  }
}

function welcome() {
  const examples = ["What did I work on yesterday?", "Which site did I visit most last week?", "What was the last command I ran?"];
  return h("div", { class: "welcome" },
    h("p", {}, "Everything is answered from what was on your screen. Each claim opens the screen it comes from."),
    h("ul", { class: "examples" }, examples.map((text) => h("li", {}, h("a", { href: `#/?q=${encodeURIComponent(text)}` }, text)))));
}

function waiting() {
  return h("div", { class: "skeleton", role: "status" }, h("span", { class: "sr" }, "Looking it up"), h("i"), h("i"), h("i"));
}

function answer(told, question) {
  const { answer: found, intent } = told;
  const clock = told.processing.query_trace.stage_ms.total;
  return h("article", { class: "answer", "data-state": found.answer_state, "aria-label": `Answer to: ${question}` },
    h("p", { class: "state" },
      h("span", { class: "badge" }, STATES[found.answer_state]),
      found.window ? h("span", {}, windowOf(found.window)) : null),
    h("h1", { class: found.summary.length > 220 ? "long" : "" }, spelled(found.summary)),
    found.missing.length && !found.claims.length ? lacking(found) : null,
    found.claims.length ? h("ol", { class: "claims" }, found.claims.map(claim)) : null,
    found.missing.length && found.claims.length ? couldChange(found) : null,
    found.near.length ? near(found) : null,
    h("footer", {}, coverage(found), clock ? ` Looked up in ${Math.max(1, Math.round(clock))} ms.` : "",
      intent.tz ? ` Times are ${intent.tz}.` : ""));
}

// Where the honest answer is no, what stands nearest is shown as such; a person may look for further screens all the same.
function others(told, question, filters) {
  const list = () => screens(question, filters, told.answer.claims.length > 0);
  const isNo = ["not_found", "not_recorded"].includes(told.answer.answer_state) && !FILTERS.some((name) => filters[name]);
  if (!isNo) return list();
  const button = h("button", { type: "button", class: "quiet look", onclick: () => button.replaceWith(list()) }, "Look for screens with some of these words");
  return button;
}

function windowOf(window) {
  const last = new Date(new Date(window.end).getTime() - 1000).toISOString();
  const isDay = window.start && date(window.start) === date(last);
  return window.start && !isDay ? `${window.said} · ${date(window.start)} to ${date(last)}` : window.said;
}

// Beside an answer: what is not looked at could still change it.
function couldChange(found) {
  const about = found.pending ? `${counted(found.pending, "screen")} not read yet: they could change this.` : "Not all could be read: it could change this.";
  return h("details", { class: "could-change" }, h("summary", {}, about), lacking(found));
}

function lacking(found) {
  return h("aside", { class: "lacking" },
    h("ul", {}, found.missing.map((each) => h("li", {}, h("strong", {}, each.artifact), ": ", localised(each.why), "."))),
    found.last_processed_utc ? h("p", {}, `Read up to ${when(found.last_processed_utc)}.`) : null,
    found.how_to_process ? h("p", {}, spelled(found.how_to_process)) : null);
}

const localised = (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (moment) => when(moment));

// Words between backticks are commands.
export function spelled(text) {
  return text.split("`").map((part, place) => (place % 2 ? h("code", {}, part) : part));
}

function claim(told) {
  const isCode = CODE.has(told.citations[0].source) || /^\s{2,}\S/m.test(told.text);
  const lines = told.text.split("\n");
  const main = told.citations[0].quote;
  const text = isCode
    ? h("pre", { tabindex: 0 }, told.text)
    : h("div", { class: "text" }, lines.map((line) => h("p", { class: line === main || lines.length === 1 ? "main" : "" }, line)));
  return h("li", { class: "claim" }, text, told.frames > 1 ? h("p", { class: "seen" }, span(told)) : null, crops(told));
}

// What stands nearest to a question that nothing answers: it claims nothing, and one may see that it was meant.
function near(found) {
  return h("section", { class: "near", "aria-label": "Nearest to the question" },
    h("h2", {}, "Nearest to the question"),
    h("ol", { class: "claims" }, found.near.map(claim)));
}

function span(told) {
  const [first, last] = [told.first_seen_utc, told.last_seen_utc];
  const to = date(first) === date(last) ? (time(first) === time(last) ? "" : ` to ${time(last)}`) : ` to ${when(last)}`;
  return `On ${counted(told.frames, "screen")}, ${when(first)}${to}`;
}

function coverage(found) {
  const waits = Math.max(0, ...found.coverage.map((each) => each.pending));
  const looked = Math.max(0, ...found.coverage.map((each) => each.examined));
  if (!found.coverage.length) return "";
  return waits ? `${counted(looked, "screen")} read, ${waits.toLocaleString("en-GB")} not yet.` : `All ${counted(looked, "screen")} were read.`;
}
