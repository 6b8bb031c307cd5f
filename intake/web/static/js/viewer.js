// The page picture beside the form, zoomed on the place a value was read from.

import { button, byId, element, fill } from "./element.js";

const CLOSEST = 5;
const STEP = 1.4;

export class Viewer {
  #desk;
  #place = byId("viewer");
  #opener = null;
  #back = null;
  #zoom = 1;
  #shown = null;

  constructor(desk) {
    this.#desk = desk;
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.#place.hidden && !byId("sheet").open) this.close();
    });
  }

  // `places` is a list of Evidence; `acts` are buttons for the foot of the panel; `back` takes the
  // focus on closing if what opened the panel is gone by then.
  open({ title, value = "", note = "", places, acts = [], back = null }) {
    if (this.#place.hidden) this.#opener = document.activeElement;
    this.#back = back;
    this.#place.hidden = false;
    document.body.classList.add("viewing");
    fill(this.#place,
      this.#head(title),
      value && element("p", { class: "viewer-value" }, note && element("span", {}, note), element("b", {}, value)),
      places.length > 1 && this.#tabs(places),
      element("div", { class: "viewer-window", tabindex: 0, "aria-label": "原件图片，可用方向键移动" }),
      this.#tools(),
      acts.length > 0 && element("div", { class: "viewer-acts" }, acts));
    this.#show(places[0]);
    byId("viewer-title").focus();
  }

  close() {
    if (this.#place.hidden) return;
    this.#place.hidden = true;
    this.#place.replaceChildren();
    document.body.classList.remove("viewing");
    (this.#opener?.isConnected ? this.#opener : this.#back)?.focus();
  }

  #head(title) {
    const shut = element("button", { type: "button", class: "viewer-close", "aria-label": "关闭原件", on: { click: () => this.close() } }, "×");
    return element("div", { class: "viewer-head" },
      element("div", {},
        element("h2", { id: "viewer-title", tabindex: -1 }, title),
        element("p", { class: "viewer-where", id: "viewer-where" })),
      shut);
  }

  #tabs(places) {
    const tabs = places.map((place, index) => element("button", {
      type: "button", class: "button button-plain button-small", "aria-pressed": String(index === 0),
      on: { click: () => {
        tabs.forEach((tab, other) => tab.setAttribute("aria-pressed", String(other === index)));
        this.#show(place);
      } },
    }, `第 ${index + 1} 处`));
    return element("div", { class: "viewer-tabs" }, tabs);
  }

  #tools() {
    return element("div", { class: "viewer-tools" },
      button("放大", () => this.#scale(this.#zoom * STEP), "button-plain button-small"),
      button("缩小", () => this.#scale(this.#zoom / STEP), "button-plain button-small"),
      button("整页", () => this.#scale(1), "button-plain button-small"),
      element("span", { class: "hint" }, "按 Esc 关闭"));
  }

  #show(place) {
    const paper = this.#desk.paper(place.paper);
    const page = paper?.pages.find((each) => each.number === place.page);
    const frame = this.#place.querySelector(".viewer-window");
    byId("viewer-where").textContent = paper ? `${paper.name}　第 ${place.page} 页` : "这份材料已被移除";
    if (!paper || !page) {
      frame.replaceChildren(element("p", { class: "empty" }, "没有可以显示的图片。"));
      return;
    }
    this.#shown = { place, page };
    const picture = element("img", {
      src: this.#desk.picture(paper.id, page.number), alt: `${paper.name} 第 ${page.number} 页的图片`, draggable: "false",
    });
    const sheet = element("div", { class: "viewer-page" }, picture, place.box && this.#box(place.box, page));
    frame.replaceChildren(sheet);
    this.#fit();
  }

  #box([left, top, right, bottom], page) {
    const margin = 0.25 * (bottom - top);
    const made = element("div", { class: "viewer-box", role: "img", "aria-label": "读取的位置" });
    made.style.left = `${(100 * (left - margin)) / page.width}%`;
    made.style.top = `${(100 * (top - margin)) / page.height}%`;
    made.style.width = `${(100 * (right - left + 2 * margin)) / page.width}%`;
    made.style.height = `${(100 * (bottom - top + 2 * margin)) / page.height}%`;
    return made;
  }

  // Choose the zoom at which the place fills about half of the window, and centre it.
  #fit() {
    const { place, page } = this.#shown;
    const frame = this.#place.querySelector(".viewer-window");
    const whole = this.#wholePage(frame, page);
    if (!place.box) return this.#scale(1);
    const [left, top, right, bottom] = place.box;
    const byWidth = (0.55 * frame.clientWidth) / (whole * (right - left));
    const byHeight = (0.3 * frame.clientHeight) / (whole * Math.max(1, bottom - top));
    return this.#scale(Math.min(byWidth, byHeight, Math.max(CLOSEST, 1)));
  }

  #wholePage(frame, page) {
    return Math.min(frame.clientWidth / page.width, frame.clientHeight / page.height);
  }

  #scale(zoom) {
    if (!this.#shown) return;
    const { place, page } = this.#shown;
    const frame = this.#place.querySelector(".viewer-window");
    this.#zoom = Math.min(Math.max(zoom, 1), 8);
    const scale = this.#wholePage(frame, page) * this.#zoom;
    const sheet = frame.querySelector(".viewer-page");
    sheet.style.width = `${page.width * scale}px`;
    sheet.style.height = `${page.height * scale}px`;
    const [left, top, right, bottom] = place.box ?? [0, 0, page.width, page.height];
    frame.scrollTo(
      (scale * (left + right)) / 2 - frame.clientWidth / 2,
      (scale * (top + bottom)) / 2 - frame.clientHeight / 2,
    );
  }
}
