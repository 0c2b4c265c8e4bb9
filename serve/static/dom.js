// Elements, times and names: what every view is made of. Text is always set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function filled(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([key, set]) => element.style.setProperty(key, set));
    else if (name === "data") Object.assign(element.dataset, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const h = (tag, props, ...children) => filled(document.createElement(tag), props, children);
export const s = (tag, props, ...children) => filled(document.createElementNS(SVG, tag), props, children);

const two = (number) => String(number).padStart(2, "0");
const dated = new Intl.DateTimeFormat("en-GB", { weekday: "short", day: "numeric", month: "short", year: "numeric" });

export const time = (text) => {
  const moment = new Date(text);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`;
};
export const exactTime = (text) => `${time(text)}:${two(new Date(text).getSeconds())}`;
export const day = (text) => {
  const moment = new Date(text);
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
};
export const date = (text) => dated.format(new Date(/^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T12:00` : text));
export const when = (text) => `${date(text)}, ${time(text)}`;

export function lasting(seconds) {
  if (seconds < 1) return "0 s";
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  return minutes % 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : `${minutes / 60} h`;
}

export const counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

export function failure(error) {
  const remedy = error.remedy ? h("p", {}, error.remedy) : null;
  const what = error.name === "Failure" || error.status !== undefined ? error.message : `This page failed: ${error.message}`;
  return h("div", { class: "note", role: "alert" }, h("p", { class: "strong" }, what), remedy);
}

// Colours by rank: the first eight names get one each, all others are grey.
export function coloured(names) {
  const places = new Map([...new Set(names)].map((name, place) => [name, place]));
  return (name) => `c${Math.min(places.get(name) ?? 8, 8)}`;
}

// Up and down go from one thing to the next among those that a selector names.
export function step(selector, by) {
  const all = [...document.querySelectorAll(selector)].filter((each) => each.offsetParent !== null);
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.max(0, Math.min(all.length - 1, at + by))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}
