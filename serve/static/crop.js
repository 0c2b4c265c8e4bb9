// A citation as a crop of the screen, with the box drawn; it opens the whole frame.

import { picture } from "./api.js";
import { h, when } from "./dom.js";
import { openFrame } from "./viewer.js";

const MARGIN = 14;
const WIDE = 720;
const LINE = 60;

function around(box, size) {
  const [width, height] = size[0] && size[1] ? size : [box[2] + MARGIN, box[3] + MARGIN];
  return [
    Math.max(0, box[0] - MARGIN), Math.max(0, box[1] - MARGIN),
    Math.min(width, box[2] + MARGIN), Math.min(height, box[3] + MARGIN),
  ];
}

const share = (part, whole) => `${(100 * part) / whole}%`;

// Of a box in the crop, where it lies in percent: it stays right however large the picture is shown.
function frameOf(box, cut, kind) {
  const [width, height] = [cut[2] - cut[0], cut[3] - cut[1]];
  return h("span", {
    class: `box ${kind}`,
    style: {
      left: share(box[0] - cut[0], width), top: share(box[1] - cut[1], height),
      width: share(box[2] - box[0], width), height: share(box[3] - box[1], height),
    },
  });
}

// Words side by side get one box.
function joined(boxes) {
  const found = [];
  for (const box of [...boxes].sort((one, other) => one[1] - other[1] || one[0] - other[0])) {
    const last = found.at(-1);
    if (last && last[1] === box[1] && box[0] - last[2] < (box[3] - box[1]) * 0.6) last[2] = Math.max(last[2], box[2]);
    else found.push([...box]);
  }
  return found;
}

function aimed(cut, part) {
  if (part) requestAnimationFrame(() => { cut.scrollLeft = Math.max(0, part * cut.scrollWidth - 40); });
  return cut;
}

export function crop(cited, { boxes = null } = {}) {
  const { box, size } = cited.span_ref;
  const cut = around(box, size);
  const [width, height] = [cut[2] - cut[0], cut[3] - cut[1]];
  const marks = cited.words.length ? joined(cited.words.map((word) => word.box)) : [box];
  const shown = h("img", { alt: "", width, height, decoding: "async" });
  // A line of writing stays large enough to be read: what does not fit is cut off, beside the words.
  const isLine = box[3] - box[1] < LINE && width > 2 * (box[3] - box[1]);
  const place = h("span", { class: isLine ? "whole line" : "whole", style: { "aspect-ratio": `${width} / ${height}` } },
    shown, marks.map((mark) => frameOf(mark, cut, cited.words.length ? "words" : "region")));
  picture(cited.evidence_id, { box: box.join(","), margin: MARGIN }).then(
    (url) => { shown.src = url; },
    (error) => { place.classList.add("lost"); place.append(h("span", { class: "lost" }, error.message)); },
  );
  const where = [cited.app, cited.window_title].filter(Boolean).join(" · ");
  return h("button", {
    type: "button",
    class: "crop",
    // As large as on the screen; it grows with the letters where these do.
    style: { "--wide": `${Math.min(width, WIDE) / 16}rem` },
    "aria-label": `Open the screen of ${when(cited.captured_at_utc)}, ${where}: ${cited.quote.slice(0, 160)}`,
    onclick: () => openFrame(cited.evidence_id, { boxes: boxes ?? [box], event: cited.derived_id }),
  }, aimed(h("span", { class: "cut" }, place), isLine ? (marks[0][0] - cut[0]) / width : 0), h("span", { class: "caption" }, h("time", { datetime: cited.captured_at_utc }, when(cited.captured_at_utc)), h("span", {}, where)));
}

// One crop for each screen and event: the lines around the answer are in its text.
export function crops(claim, most = 3) {
  const seen = new Set();
  const main = claim.citations[0];
  const told = claim.citations.filter((cited) => {
    const key = `${cited.evidence_id} ${cited.derived_id}`;
    if (seen.has(key) || (cited.quote !== main.quote && cited.evidence_id === main.evidence_id && cited.source === main.source)) return false;
    return seen.add(key);
  });
  const list = h("div", { class: "crops" }, told.slice(0, most).map((cited) => crop(cited)));
  if (told.length > most) {
    const more = h("button", { type: "button", class: "quiet more", onclick: () => more.replaceWith(...told.slice(most).map((cited) => crop(cited))) },
      `${told.length - most} more`);
    list.append(more);
  }
  return list;
}
