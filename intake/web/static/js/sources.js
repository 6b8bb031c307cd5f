// The state of every source the form was filled from; those that are down are said loudly.

import { button, element, fill } from "./element.js";
import { SOURCE_STATES, dateAndTime, sourceName } from "./words.js";

export function showDownBanner(place, desk, retry) {
  const down = desk.sources.filter((source) => source.state === "down");
  fill(place, down.length > 0 && element("div", { class: "notice notice-check", role: "status" },
    element("p", { class: "notice-head" }, `${down.map((source) => source.title).join("、")}暂时连不上`),
    element("ul", {}, [...new Set(down.map((source) => source.message))].filter(Boolean).map((message) => element("li", {}, message))),
    element("p", {}, "可以稍后重试，也可以先手工填写。"),
    desk.editable && element("div", { class: "notice-acts" }, button("重试", retry, "button-plain button-small"))));
}

function line(source) {
  const [word, look] = SOURCE_STATES[source.state] ?? [source.state, ""];
  const note = [source.message, dateAndTime(source.asked_at)].filter(Boolean).join("　");
  return element("li", {},
    element("span", {}, sourceName(source.source, new Map([[source.source, source.title]]))),
    element("span", { class: `chip ${look}` }, word),
    note && element("span", { class: "hint" }, note));
}

export function showSources(place, desk) {
  const used = desk.sources.filter((source) => source.state !== "not_asked");
  place.hidden = used.length === 0;
  const wasOpen = place.querySelector("details")?.open ?? false;
  fill(place, element("details", { open: wasOpen },
    element("summary", {}, `数据来源（${used.length}）`),
    element("ul", { class: "sources" }, used.map(line))));
}
