// The matters one can choose from: in groups, found by words, by whom they are for.

import { element } from "./element.js";
import { kindsOf } from "./subject.js";

const GROUPS = new Map([
  ["page", "交通运输"],
  ["transport", "交通其他"],
  ["commerce", "商务（汽车、电动自行车）"],
  ["chongming", "崇明区"],
  ["parking", "停车"],
]);

// Everything a person might type to find a scenario.
function textOf(service, scenario) {
  const materials = scenario.materials.map((material) => material.title);
  return [service.name, service.dept, ...service.words, scenario.id, scenario.name, scenario.result, ...materials].join(" ").toUpperCase();
}

export class Matters {
  #pick;
  #lines = [];
  #asked = { words: "", group: "", kind: "" };

  // `pick(service, scenario)` is told what was chosen.
  constructor(services, pick) {
    this.#pick = pick;
    this.place = element("div", { class: "services" });
    this.count = element("p", { class: "hint", role: "status" });
    for (const [group, title] of GROUPS) this.#addGroup(title, services.filter((service) => service.group === group), group);
    this.narrow({});
  }

  // Chips to choose a group by, each with how many ways it has.
  get groups() {
    const held = [...GROUPS].filter(([group]) => this.#lines.some((line) => line.group === group));
    return [["", "全部", this.#lines.length], ...held.map(([group, title]) => [group, title, this.#lines.filter((line) => line.group === group).length])];
  }

  // Show only what fits: {words, group, kind}; what is not named stays as it was.
  narrow(asked) {
    this.#asked = { ...this.#asked, ...asked };
    const words = this.#asked.words.toUpperCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const { place, group, kinds, text } of this.#lines) {
      const fits = (!this.#asked.group || group === this.#asked.group)
        && (!this.#asked.kind || kinds.includes(this.#asked.kind)) && words.every((word) => text.includes(word));
      place.hidden = !fits;
      count += fits;
    }
    for (const held of this.place.querySelectorAll(".service, .matter-group")) held.hidden = !held.querySelector(".scenario:not([hidden])");
    this.count.textContent = count ? `共 ${count} 个办理情形` : "没有找到。请换个词，或选“全部”再看。";
  }

  // Choose a scenario by its id, as an address may name one.
  choose(id) {
    const line = this.#lines.find(({ scenario }) => scenario.id === id);
    if (!line) return;
    line.radio.checked = true;
    this.#pick(line.service, line.scenario);
  }

  #addGroup(title, services, group) {
    if (!services.length) return;
    this.place.append(element("section", { class: "matter-group" },
      element("h2", {}, title), services.map((service) => this.#card(service, group))));
  }

  #card(service, group) {
    const only = service.scenarios.length === 1;
    return element("section", { class: "card service" },
      !only && element("h3", {}, service.name),
      element("fieldset", { class: "scenarios" },
        element("legend", { class: "unseen" }, `${service.name}：选择情形`),
        service.scenarios.map((scenario) => this.#line(service, scenario, group))),
      element("p", { class: "service-line" }, `${service.object}　${service.dept}`));
  }

  #line(service, scenario, group) {
    const radio = element("input", {
      type: "radio", name: "scenario", value: scenario.id,
      on: { change: () => this.#pick(service, scenario) },
    });
    const place = element("label", { class: "scenario" }, radio, element("span", {},
      element("b", {}, scenario.name), scenario.result && element("span", {}, `办理结果：${scenario.result}`)));
    this.#lines.push({ place, radio, service, scenario, group, kinds: kindsOf(service), text: textOf(service, scenario) });
    return place;
  }
}
