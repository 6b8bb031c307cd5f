// Gap tickets: what the base did not answer, whose it is to fill, and by when.

import { list, opening } from "./care-items.js";
import { GAPS, gapActs, gapDetail } from "./care-gap.js";
import { byId, element, say } from "./element.js";
import { categoryName, entryPath, options } from "./knowledge-staff.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const STATES = { open: ["待分派", "chip-check"], assigned: ["处理中", "chip-own"], proposed: ["已提出条目", "chip-own"], closed: ["已办结", "chip-good"], returned: ["已退回", ""] };
const PRIORITIES = { high: ["紧急", "chip-bad"], middle: ["一般", ""], low: ["可缓", ""] };
const opened = new Set();

const chip = ([name, looks]) => element("span", { class: `chip ${looks}`.trim() }, name);

function item(gap, words, again) {
  return opening({
    id: gap.id,
    head: gap.samples[0].question,
    hint: [`${gap.number} 次没有答好`, gap.department || "还没有责任部门", categoryName(words, gap.category), `最近 ${dateAndTime(gap.last_at)}`, gap.state !== "closed" && `${gap.due} 前办结`],
    chips: [gap.overdue && chip(["已超期", "chip-bad"]), gap.state !== "closed" && chip(PRIORITIES[gap.priority]), chip(STATES[gap.state])],
    open: async () => {
      const told = await look(`${GAPS}/${gap.id}`);
      const filling = told.entry && await look(entryPath(told.entry)).catch(() => null);
      return element("div", {}, gapDetail(told, filling?.title), gapActs(told, words, again));
    },
  }, opened);
}

export function beginGaps(words) {
  const show = async () => {
    const query = new URLSearchParams({ department: byId("gaps-department").value });
    if (byId("gaps-state").value) query.set("state", byId("gaps-state").value);
    const { items } = await look(`${GAPS}?${query}`);
    list(byId("gaps"), items.map((gap) => item(gap, words, again)), "没有待补的知识。未答好的问题每周一归集一次，也可以现在归集。");
  };
  const again = () => guarded(byId("trouble"), show);
  byId("gaps-department").append(...options(words.departments));
  byId("gaps-state").append(...options(Object.entries(STATES).map(([id, [name]]) => ({ id, name }))));
  for (const name of ["department", "state"]) byId(`gaps-${name}`).addEventListener("change", again);
  byId("gather").addEventListener("click", async () => {
    const told = await guarded(byId("trouble"), () => act("POST", `${GAPS}/gather`));
    if (!told) return;
    say(`新增 ${told.opened} 项，并入已有 ${told.grown} 项。`);
    await again();
  });
  return show;
}
