// How far an import is, file by file, followed until somebody has to decide or it is over.

import { pause } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { download, look } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime, fileSize } from "./words.js";

export const IMPORTS = "/api/v1/knowledge/imports";
const LOOK_MILLISECONDS = 700;
const AT_WORK = new Set(["reading", "keeping"]);
const HEADS = { reading: "正在读取文件", read: "文件已读完，请核对", keeping: "正在保存草稿", done: "导入已完成", failed: "导入中断了" };
const STATES = { reading: ["正在读取", "chip-own"], read: ["等待保存", "chip-check"], keeping: ["正在保存", "chip-own"], done: ["已完成", "chip-good"], failed: ["中断", "chip-bad"] };

const original = (told, file) => button("下载原件", () => guarded(byId("trouble"), () => download(`${IMPORTS}/${told.id}/files/${file.place}/original`)), "button-plain button-small");

function fileLine(told, file, now) {
  const [name, look] = !file.read ? [file.place === now ? "正在读取" : "等待", file.place === now ? "chip-own" : ""]
    : file.problem ? ["没有读出", "chip-bad"] : [`读出 ${file.drafts} 条`, "chip-good"];
  return element("li", { class: "listed listed-plain" },
    element("div", {}, element("p", {}, file.name, element("span", { class: "hint" }, `　${fileSize(file.size)}`)), file.problem && element("p", { class: "hint" }, file.problem)),
    element("div", { class: "queued-chips" }, element("span", { class: `chip ${look}`.trim() }, name), original(told, file)));
}

export function showImport(place, told) {
  const now = told.files.find((file) => !file.read)?.place;
  const [done, of] = told.state === "keeping" ? [told.kept, told.total] : [told.read, told.total];
  fill(place, element("section", { class: "card work" },
    element("p", { class: "work-head" }, element("span", {}, HEADS[told.state]), element("span", { class: "number" }, `${done} / ${of} 个文件`)),
    AT_WORK.has(told.state) && element("progress", { max: of, value: done, "aria-label": "导入进度" }),
    told.problem && element("div", { class: "notice notice-bad", role: "alert" }, told.problem),
    element("ul", { class: "listing" }, told.files.map((file) => fileLine(told, file, AT_WORK.has(told.state) ? now : undefined))),
    AT_WORK.has(told.state) && element("p", { class: "hint" }, "可以离开这个页面，读取会在后台继续；回来后在“最近的导入”里查看。")));
}

// Resolves with the import when nothing is at work any more; `shown` is called after every look.
// `wanted` tells whether it is still the one to be followed.
export async function follow(id, shown, wanted) {
  for (;;) {
    const told = await look(`${IMPORTS}/${id}`);
    if (!wanted()) return null;
    shown(told);
    if (!AT_WORK.has(told.state)) return told;
    await pause(LOOK_MILLISECONDS);
  }
}

export function recentList(items, open) {
  return element("ul", { class: "listing" }, items.map((one) => {
    const [name, look] = STATES[one.state];
    return element("li", { class: "listed listed-plain" },
      element("div", {}, element("p", {}, `${dateAndTime(one.opened_at)}　${one.total} 个文件`), element("p", { class: "hint" }, [one.officer, one.department].filter(Boolean).join("　"))),
      element("div", { class: "queued-chips" }, element("span", { class: `chip ${look}` }, name), button("查看", () => open(one.id), "button-plain button-small")));
  }));
}
