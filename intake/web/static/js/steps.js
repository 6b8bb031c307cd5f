// The progress rail of a filing: one step is seen at a time, the address remembers which.

import { byId, element, fill } from "./element.js";

const NAMES = { papers: "传材料", form: "核对表单", sign: "签章下载" };
const ORDER = ["papers", "form", "sign"];

export class Steps {
  #desk;
  now = "papers";

  constructor(desk) {
    this.#desk = desk;
    window.addEventListener("hashchange", () => this.#follow(true));
  }

  // Go where the address says, or where the filing stands.
  begin() {
    const asked = location.hash.slice(1);
    if (!ORDER.includes(asked)) history.replaceState(null, "", `#${this.#natural(asked)}`);
    this.#follow(false);
  }

  // At once, so that the caller may then move to a place within the step.
  go(step) {
    if (location.hash !== `#${step}`) history.pushState(null, "", `#${step}`);
    this.#follow(true);
  }

  show() {
    const rail = byId("rail");
    for (const item of rail.querySelectorAll("li[data-step]")) this.#showItem(item);
  }

  #natural(asked) {
    if (asked === "new") return "papers";
    if (this.#desk.filing.state !== "open") return "sign";
    return this.#desk.papers.length || this.#desk.isBegun ? "form" : "papers";
  }

  #follow(moved) {
    const asked = location.hash.slice(1);
    if (!ORDER.includes(asked)) return;
    this.now = asked;
    for (const step of ORDER) byId(`step-${step}`).hidden = step !== this.now;
    this.show();
    this.#desk.dispatchEvent(new Event("step"));
    if (!moved) return;
    window.scrollTo({ top: 0 });
    byId(`${this.now}-title`).focus({ preventScroll: true });
  }

  #showItem(item) {
    const step = item.dataset.step;
    const here = step === this.now;
    item.className = here ? "now" : this.#isDone(step) ? "done" : "ahead";
    if (here) item.setAttribute("aria-current", "step");
    else item.removeAttribute("aria-current");
    const number = element("span", { class: "rail-number", "aria-hidden": "true" }, String(ORDER.indexOf(step) + 2));
    const wrong = step === "form" && this.#desk.isRead ? this.#desk.corrections.length : 0;
    const mark = wrong > 0 && element("span", { class: "rail-mark" }, element("span", { "aria-hidden": "true" }, String(wrong)), element("span", { class: "unseen" }, `${wrong} 项需要更正`));
    if (!step) return;
    fill(item, element("button", { type: "button", class: "rail-go", on: { click: () => this.go(step) } },
      number, element("span", { class: "rail-name" }, NAMES[step])), mark);
  }

  #isDone(step) {
    if (!step) return true;
    const { filing, corrections, papers } = this.#desk;
    if (filing.state === "signed") return true;
    if (step === "papers") return papers.length > 0;
    return step === "form" && (filing.state === "confirmed" || (this.#desk.isRead && corrections.length === 0));
  }
}
