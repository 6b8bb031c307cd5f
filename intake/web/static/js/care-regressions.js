// Questions that must find their entry: how each went the last time, and asking them all now.

import { call } from "./api.js";
import { list } from "./care-items.js";
import { byId, element, fill } from "./element.js";
import { entryPage } from "./knowledge-staff.js";
import { look, named } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const BASE = "/api/v1/knowledge/regressions";
const STATES = { untried: ["还没有试过", ""], passed: ["能找到", "chip-good"], failed: ["找不到", "chip-bad"] };
// Milliseconds; every question is asked in turn.
const PATIENCE = 300000;

function item({ question, entry, state, tried_at: tried, since, by }) {
  const [name, looks] = STATES[state];
  return element("li", { class: "listed listed-plain" },
    element("div", {}, element("b", {}, question), element("p", { class: "hint" }, [`${by} 添加`, tried && `上次 ${dateAndTime(tried)}`, state === "failed" && `${dateAndTime(since)} 起找不到`].filter(Boolean).join("　"), "　", element("a", { href: entryPage(entry) }, "查看条目"))),
    element("div", { class: "queued-chips" }, element("span", { class: `chip ${looks}`.trim() }, name)));
}

export function beginRegressions() {
  const show = async () => {
    const { items } = await look(BASE);
    list(byId("regressions"), items.map(item), "还没有回归问题。办结待补知识时会留下。");
  };
  const run = async () => {
    byId("run").disabled = true;
    fill(byId("ran"), element("p", { class: "waiting" }, "正在逐个提问…"));
    try {
      const { states } = await (await call("POST", `${BASE}/run`, { headers: named(), patience: PATIENCE, again: false })).json();
      fill(byId("ran"), element("p", { class: `notice ${states.failed ? "notice-bad" : "notice-good"}` }, `能找到 ${states.passed ?? 0} 个，找不到 ${states.failed ?? 0} 个。`));
      await show();
    } catch (problem) {
      fill(byId("ran"));
      throw problem;
    } finally {
      byId("run").disabled = false;
    }
  };
  byId("run").addEventListener("click", () => guarded(byId("trouble"), run));
  return show;
}
