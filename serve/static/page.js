// The page: which view is shown, the keys, light and dark.

import * as ask from "./ask.js";
import * as day from "./day.js";
import * as totals from "./totals.js";
import { h, step } from "./dom.js";
import { openFrame } from "./viewer.js";

const VIEWS = { ask, day, totals };
const view = document.getElementById("view");
const form = document.getElementById("ask");
const question = document.getElementById("question");
let current = "";

// An address that somebody typed may be none.
function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const [first = "", ...rest] = path.split("/").map(decoded);
  const params = new URLSearchParams(query);
  const name = first in VIEWS ? first : "ask";
  if (first === "frame") {
    const box = /^\d+,\d+,\d+,\d+$/.test(params.get("box") ?? "") ? [params.get("box").split(",").map(Number)] : [];
    openFrame(rest.join("/"), { boxes: box, event: params.get("event") ?? "" });
    if (current) return;
  }
  for (const link of document.querySelectorAll("nav a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.view = name;
  if (name !== "ask") document.body.dataset.asked = "yes";
  if (name !== current) { view.replaceChildren(); window.scrollTo(0, 0); }
  current = name;
  if (name === "ask") question.value = params.get("q") ?? "";
  document.title = name === "ask" ? (question.value ? `${question.value} – Autocapture` : "Autocapture") : `${name === "day" ? "Day" : "Totals"} – Autocapture`;
  VIEWS[name].show(view, params, rest);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = question.value.trim();
  const hash = text ? `#/?q=${encodeURIComponent(text)}` : "#/";
  if (location.hash === hash) route(); else location.hash = hash;
});

// ---------------------------------------------------------------- keys

const KEYS = [
  ["/", "Ask"], ["↑ ↓", "Go through screens or episodes"], ["Enter", "Open one"], ["Esc", "Close, or leave the question"],
  ["← →", "Frame before, after; day before, after"], ["+ − 0", "Larger, smaller, fit"], ["t", "All text on a screen"],
  ["e", "Evidence"], ["b", "Back to the cited screen"], ["?", "These keys"],
];

function help() {
  const dialog = h("dialog", { class: "small keys", "aria-label": "Keys" }, h("h2", {}, "Keys"),
    h("dl", {}, KEYS.map(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)])),
    h("form", { method: "dialog" }, h("button", {}, "Close")));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const isTyping = event.target.matches("input, textarea, select");
  if (event.key === "Escape" && event.target === question) question.blur();
  if (event.key === "ArrowDown" && event.target === question && step(".crop, .moment", 1)) event.preventDefault();
  if (isTyping) return;
  if (event.key === "/") { event.preventDefault(); question.focus(); question.select(); }
  if (event.key === "?") help();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (step(".crop, .moment", event.key === "ArrowDown" ? 1 : -1)) event.preventDefault();
  }
  const away = { ArrowLeft: "←", ArrowRight: "→" }[event.key];
  if (away) document.querySelector(`[data-go="${away}"]`)?.click();
});
document.getElementById("help").addEventListener("click", help);

// ---------------------------------------------------------------- light and dark

document.getElementById("theme").addEventListener("click", () => {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = document.documentElement.dataset.theme ?? (isDark ? "dark" : "light");
  document.documentElement.dataset.theme = now === "dark" ? "light" : "dark";
  localStorage.setItem("theme", document.documentElement.dataset.theme);
});

window.addEventListener("hashchange", route);
route();
if (document.body.dataset.view === "ask" && !question.value) question.focus();
