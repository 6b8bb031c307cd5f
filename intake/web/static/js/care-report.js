// The month's report of inspection: quotas, figures of each department, and the page to keep.

import { table } from "./care-items.js";
import { button, byId, element } from "./element.js";
import { fetched, look, save } from "./officer.js";
import { guarded } from "./problem.js";
import { cityDay } from "./words.js";

const BASE = "/api/v1/knowledge/inspections/report";
const HEADS = ["部门", "计划", "完成", "逾期", "没有问题", "有问题"];

// The last day of the month that is asked for, or today while it is not over.
function lastDay() {
  const today = cityDay(new Date());
  const [year, month] = (byId("report-month").value || today).split("-").map(Number);
  const last = new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
  return last < today ? last : today;
}

const percent = (share) => `${(share * 100).toFixed(1)}%`;

function reach(name, { published, inspected, share, wanted, reached }) {
  return element("li", {}, element("b", {}, `${name}：`), `已发布 ${published} 条，巡检 ${inspected} 条，占 ${percent(share)}，要求 ${percent(wanted)} `,
    element("span", { class: `chip ${reached ? "chip-good" : "chip-check"}` }, reached ? "已达到" : "未达到"));
}

const figures = (name, one) => [name, ...[one.planned, one.done, one.behind, one.fine, one.faulty].map(String)];

export async function showReport() {
  const day = lastDay();
  byId("report-month").value = day.slice(0, 7);
  const report = await look(`${BASE}?day=${day}`);
  const keep = () => guarded(byId("trouble"), async () => save(await fetched(`${BASE}?day=${day}&form=html`), `知识库巡检报告-${day.slice(0, 7)}.html`));
  const open = byId("report").querySelector("details")?.open; // it stays as the person left it
  byId("report").replaceChildren(element("details", { class: "card report", open },
    element("summary", {}, element("b", {}, `${day.slice(0, 4)} 年 ${Number(day.slice(5, 7))} 月巡检情况`), element("span", { class: "hint" }, `　截至 ${day}，${report.behind_schedule ? `按进度还差 ${report.behind_schedule} 条` : "没有落后"}`)),
    element("ul", { class: "acts" }, reach("本月", report.month), reach("近一年", report.year)),
    table(HEADS, [figures("合计", report.total), ...Object.entries(report.departments).map(([name, one]) => figures(name, one))], "各部门巡检情况"),
    element("div", { class: "item-acts" }, button("下载月报（网页）", keep, "button-plain"))));
}
