// The stages of reading, in plain words, as they happen.

import { element, fill } from "./element.js";

const MARKS = { done: "done", running: "running", failed: "failed" };
const STATES = { done: "已完成", running: "正在进行", failed: "没有完成", waiting: "等待" };

export function showProgress(place, job, count) {
  const stages = job.stages ?? [];
  const now = stages.findIndex((stage) => stage.state === "running");
  const done = stages.filter((stage) => stage.state === "done").length;
  const at = now >= 0 ? now + 1 : Math.min(done + 1, stages.length);
  place.hidden = false;
  fill(place, element("div", { class: "card work" },
    element("p", { class: "work-head" },
      element("span", {}, job.state === "queued" ? "已收到，正在排队…" : `正在处理 ${count} 份材料：${stages[at - 1]?.title ?? ""}`),
      stages.length > 0 && element("span", { class: "number" }, `第 ${at} 步，共 ${stages.length} 步`)),
    element("progress", { max: 1, value: job.progress ?? 0, "aria-label": "处理进度" }),
    element("ol", { class: "stages" }, stages.map((stage) => element("li", { class: MARKS[stage.state] ?? "" },
      stage.title, element("span", { class: "unseen" }, `：${STATES[stage.state] ?? "等待"}`))))));
}
