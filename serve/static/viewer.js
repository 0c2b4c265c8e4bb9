// The whole frame, with the box drawn: zoom, the frames before and after, all text on this screen.

import { framePath, get, picture } from "./api.js";
import { counted, date, exactTime, failure, h, s } from "./dom.js";
import { openEvent } from "./evidence.js";

const STEPS = [0.25, 0.35, 0.5, 0.7, 1, 1.4, 2, 2.8, 4];
let open = null;

export function openFrame(frame, cited = {}) {
  open?.close();
  open = new Viewer(frame, cited);
}

class Viewer {
  constructor(frame, cited) {
    Object.assign(this, { frame, cited, home: frame, zoom: 0, round: 0, told: null, size: [0, 0] });
    this.withText = false;
    this.back = document.activeElement;
    this.build();
    this.load(frame);
  }

  build() {
    const tool = (label, keys, act, text) => h("button", { type: "button", class: "quiet", title: `${label} (${keys})`, "aria-label": label, "aria-keyshortcuts": keys, onclick: act }, text);
    this.title = h("h2", { id: "viewer-title" }, "");
    this.where = h("p", { class: "where" }, "");
    this.previous = tool("Frame before", "ArrowLeft", () => this.go("previous"), "←");
    this.next = tool("Frame after", "ArrowRight", () => this.go("next"), "→");
    this.text = tool("All text on this screen", "t", () => this.toggleText(), "Text");
    this.home_ = tool("Back to the cited screen", "b", () => this.load(this.home), "Cited");
    this.event = tool("Evidence of the citation", "e", () => this.cited.event && openEvent(this.cited.event), "Evidence");
    this.scale = h("span", { class: "scale", "aria-live": "polite" }, "");
    this.image = h("img", { alt: "", draggable: "false" });
    this.drawing = s("svg", { class: "boxes", preserveAspectRatio: "none", "aria-hidden": "true" });
    this.sheet = h("div", { class: "sheet" }, this.image, this.drawing);
    this.stage = h("div", { class: "stage", tabindex: 0, "aria-label": "The screen" }, this.sheet);
    this.panel = h("aside", { class: "panel", hidden: true, "aria-label": "All text on this screen" });
    this.dialog = h("dialog", { class: "viewer", "aria-labelledby": "viewer-title", onkeydown: (event) => this.key(event) },
      h("header", {},
        h("div", { class: "told" }, this.title, this.where),
        h("div", { class: "bar", role: "toolbar", "aria-label": "The screen" },
          h("span", { class: "set" }, this.previous, this.home_, this.next),
          h("span", { class: "set" }, tool("Smaller", "-", () => this.zoomBy(-1), "−"), this.scale, tool("Larger", "+", () => this.zoomBy(1), "+"), tool("Fit", "0", () => this.fit(), "Fit")),
          h("span", { class: "set" }, this.text, this.event),
          tool("Close", "Escape", () => this.close(), "Esc"))),
      h("div", { class: "both" }, this.stage, this.panel));
    this.dialog.addEventListener("close", () => this.closed());
    this.stage.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.zoomBy(event.deltaY < 0 ? 1 : -1);
    }, { passive: false });
    this.drag();
    this.resized = () => { if (!this.zoom) this.lay(); };
    window.addEventListener("resize", this.resized);
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.stage.focus();
  }

  async load(frame) {
    const mine = ++this.round;
    this.frame = frame;
    try {
      const told = await get(framePath(frame));
      if (mine !== this.round) return;
      this.told = told;
      const { known, in_front: front } = told;
      this.title.textContent = `${date(known.captured_at)}, ${exactTime(known.captured_at)}`;
      this.where.textContent = [front.app, front.site || front.document || front.folder, known.window.title].filter(Boolean).join(" · ");
      this.previous.disabled = !told.previous;
      this.next.disabled = !told.next;
      this.home_.disabled = frame === this.home;
      this.event.disabled = !this.cited.event;
      this.size = known.size ?? [0, 0];
      this.lay();
      this.fill();
      if (!told.image) throw Object.assign(new Error("No picture was handed over for this frame."), { status: 404 });
      const url = await picture(frame);
      if (mine !== this.round) return;
      this.image.src = url;
      await this.image.decode();
      if (!known.size) this.size = [this.image.naturalWidth, this.image.naturalHeight];
      this.image.alt = `The screen of ${this.title.textContent}, ${this.where.textContent}`;
      this.lay();
      this.draw();
      this.reveal();
      this.dialog.dataset.frame = frame;
      for (const beside of [told.previous, told.next]) if (beside) picture(beside).catch(() => {});
    } catch (error) {
      if (mine !== this.round) return;
      this.size = [0, 0];
      this.stage.replaceChildren(failure(error));
    }
  }

  // The whole screen, or as large as was chosen; nothing before it is there, or where it is not.
  lay() {
    const [width, height] = this.size;
    if (!width) return;
    if (!this.stage.contains(this.sheet)) this.stage.replaceChildren(this.sheet);
    const room = [this.stage.clientWidth - 2, this.stage.clientHeight - 2];
    const whole = Math.min(room[0] / width, room[1] / height);
    this.shown = this.zoom || Math.min(whole, 2);
    this.sheet.style.width = `${width * this.shown}px`;
    this.sheet.style.height = `${height * this.shown}px`;
    this.drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.scale.textContent = `${Math.round(this.shown * 100)} %`;
    this.draw();
  }

  draw() {
    const marks = this.frame === this.home ? this.cited.boxes ?? [] : [];
    const pad = 3 / (this.shown || 1);
    const rect = (box, props) => s("rect", { x: box[0] - pad, y: box[1] - pad, width: box[2] - box[0] + 2 * pad, height: box[3] - box[1] + 2 * pad, rx: pad, ...props });
    const lines = this.withText && this.told ? this.told.known.lines : [];
    this.drawing.replaceChildren(
      ...lines.map((line, place) => rect(line.box, { class: "line", "data-place": place, onclick: () => this.choose(place) })),
      ...marks.map((box) => rect(box, { class: "mark" })));
  }

  reveal() {
    const [box] = this.frame === this.home ? this.cited.boxes ?? [] : [];
    if (box && this.zoom) this.centre(box);
  }

  centre(box) {
    this.stage.scrollTo(((box[0] + box[2]) / 2) * this.shown - this.stage.clientWidth / 2, ((box[1] + box[3]) / 2) * this.shown - this.stage.clientHeight / 2);
  }

  zoomBy(by) {
    const at = by > 0 ? STEPS.find((step) => step > this.shown + 0.01) : [...STEPS].reverse().find((step) => step < this.shown - 0.01);
    if (!at) return;
    const [x, y] = [(this.stage.scrollLeft + this.stage.clientWidth / 2) / this.shown, (this.stage.scrollTop + this.stage.clientHeight / 2) / this.shown];
    const wasWhole = !this.zoom;
    this.zoom = at;
    this.lay();
    const [box] = this.frame === this.home ? this.cited.boxes ?? [] : [];
    if (wasWhole && box) this.centre(box);
    else this.stage.scrollTo(x * at - this.stage.clientWidth / 2, y * at - this.stage.clientHeight / 2);
  }

  fit() { this.zoom = 0; this.lay(); }

  go(where) { if (this.told?.[where]) this.load(this.told[where]); }

  toggleText() {
    this.withText = !this.withText;
    this.panel.hidden = !this.withText;
    this.text.setAttribute("aria-pressed", String(this.withText));
    this.fill();
    this.lay();
  }

  fill() {
    if (!this.withText || !this.told) return;
    const { lines, events } = this.told.known;
    const rows = lines.map((line, place) => h("li", {},
      h("button", { type: "button", class: "row", data: { place }, onclick: () => this.choose(place) }, line.text),
      h("button", { type: "button", class: "quiet event", "aria-label": `Evidence of this line, ${line.event}`, onclick: () => openEvent(line.event) }, line.event.replace("journal:", "#"))));
    const about = lines.length ? `${counted(lines.length, "line")}, told by ${counted(events.length, "event")} of the log.` : "No text is known of this screen yet.";
    this.panel.replaceChildren(h("p", { class: "count" }, about), h("ol", {}, rows));
  }

  choose(place) {
    const line = this.told.known.lines[place];
    for (const each of this.drawing.querySelectorAll(".line")) each.classList.toggle("chosen", each.dataset.place === String(place));
    for (const each of this.panel.querySelectorAll(".row")) each.classList.toggle("chosen", each.dataset.place === String(place));
    this.panel.querySelector(".row.chosen")?.scrollIntoView({ block: "nearest" });
    if (this.zoom) this.centre(line.box);
  }

  key(event) {
    if (event.target.matches("input, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = { ArrowLeft: () => this.go("previous"), ArrowRight: () => this.go("next"), "+": () => this.zoomBy(1), "=": () => this.zoomBy(1),
      "-": () => this.zoomBy(-1), 0: () => this.fit(), t: () => this.toggleText(), e: () => this.event.click(), b: () => this.load(this.home) };
    const act = acts[event.key];
    if (!act || (this.zoom && event.key.startsWith("Arrow") && event.shiftKey)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  drag() {
    let from = null;
    this.stage.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "mouse" || event.button || event.target.closest(".line")) return;
      from = [event.clientX + this.stage.scrollLeft, event.clientY + this.stage.scrollTop];
      this.stage.setPointerCapture(event.pointerId);
    });
    this.stage.addEventListener("pointermove", (event) => { if (from) this.stage.scrollTo(from[0] - event.clientX, from[1] - event.clientY); });
    for (const end of ["pointerup", "pointercancel"]) this.stage.addEventListener(end, () => { from = null; });
  }

  close() { this.dialog.close(); }

  closed() {
    this.round += 1;
    window.removeEventListener("resize", this.resized);
    this.dialog.remove();
    if (open === this) open = null;
    this.back?.focus?.();
    window.dispatchEvent(new Event("frame-closed"));
  }
}
