// Single questions that lead to the scenario that fits, or to why none does.

import { post, read } from "./api.js";
import { byId, button, element, fill, link } from "./element.js";
import { guarded } from "./problem.js";
import { matterName } from "./words.js";

export class Guide {
  #choose;
  #place;
  #guide = null;
  #answers = {};

  // `choose(scenario id)` is told where the answers led.
  constructor(place, choose) {
    this.#place = place;
    this.#choose = choose;
  }

  async show() {
    const guides = await read("/api/guides");
    fill(this.#place, element("h2", {}, "不知道选哪个？回答几个问题"),
      element("div", { class: "guide-acts" }, guides.map((guide) => button(guide.title, () => this.#begin(guide), "button-plain button-small"))));
    this.#place.hidden = guides.length === 0;
  }

  #begin(guide) {
    this.#guide = guide;
    this.#answers = {};
    return this.#ask();
  }

  #ask() {
    return guarded(byId("trouble"), async () => {
      const led = await post(`/api/guides/${this.#guide.id}/answer`, { answers: this.#answers }, { again: true });
      if (led.scenario) this.#choose(led.scenario.id);
      this.#place.replaceChildren(
        element("h2", {}, this.#guide.title),
        this.#asked(led.asked),
        led.question && this.#question(led.question) || led.stop && this.#stop(led.stop) || this.#found(led.scenario),
        element("p", { class: "guide-acts" }, link("换一类问题", () => this.show())));
      this.#place.querySelector("[data-next]")?.focus({ preventScroll: true });
    });
  }

  // What was answered, each to be answered anew.
  #asked(asked) {
    return element("ol", { class: "guide-asked" }, asked.map(({ question, text, answer }) => element("li", {},
      element("span", {}, text), " ", element("b", {}, answer), " ",
      link("改", () => { delete this.#answers[question]; return this.#ask(); }, `改：${text}`))));
  }

  #question(question) {
    return element("fieldset", { class: "guide-question" },
      element("legend", { tabindex: -1, data: { next: "" } }, question.text),
      question.note && element("p", { class: "hint" }, question.note),
      element("div", { class: "guide-acts" }, question.choices.map((choice) => button(choice.text, () => {
        this.#answers[question.id] = choice.id;
        return this.#ask();
      }, "button-plain"))));
  }

  #stop(stop) {
    return element("div", { class: "notice notice-check", tabindex: -1, data: { next: "" } },
      element("p", { class: "notice-head" }, "暂时不能申请"), element("p", {}, stop));
  }

  #found(scenario) {
    return element("div", { class: "notice notice-good", tabindex: -1, data: { next: "" } },
      element("p", { class: "notice-head" }, "找到了适合您的事项"), element("p", {}, `${matterName({ name: scenario.service }, scenario)}。需要的材料和“开始办理”已列出。`));
  }
}
