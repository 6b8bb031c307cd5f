// Corrections by users: each beside the entry's text, taken into a draft or not.

import { ask } from "./ask.js";
import { list, opening } from "./care-items.js";
import { button, byId, element, say } from "./element.js";
import { makeEditor } from "./knowledge-editor.js";
import { entryPage, entryPath, options } from "./knowledge-staff.js";
import { markdown } from "./markdown.js";
import { act, look } from "./officer.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const BASE = "/api/v1/knowledge/corrections";
const STATES = { proposed: ["待处理", "chip-check"], accepted: ["已采纳", "chip-good"], rejected: ["未采纳", ""] };
const opened = new Set();

function beside(title, entry) {
  return entry && element("section", { class: "item-part" }, element("h3", {}, title), element("div", { class: "beside" }, element("b", {}, entry.title), markdown(entry.body)));
}

function decided({ state, by, decided_at: at, note, draft_version: draft, entry }) {
  return element("p", {}, `${by} ${dateAndTime(at)} ${STATES[state][0]}${note ? `：${note}` : ""}`, draft && [element("span", {}, `，已写入第 ${draft} 版草稿　`), element("a", { href: entryPage(entry) }, "查看条目")]);
}

async function reject(one, again) {
  const note = await ask({ title: "不采纳", label: "理由", confirm: "不采纳", phrases: ["现行内容正确", "与规定不符", "无法核实"] });
  if (note && await guarded(byId("trouble"), () => act("POST", `${BASE}/${one.id}/reject`, { note }, one.version))) { say("已记录，条目保持不变。"); await again(); }
}

// A version in the making is what the words go into; whoever may not read it begins with the live one.
const newest = (one) => look(entryPath(one.entry)).catch(() => one.entry_text.live);

async function write(one, words, place, again) {
  const content = await guarded(byId("trouble"), () => newest(one));
  if (!content) return;
  const editor = makeEditor(content, words);
  const trouble = element("div", { "aria-live": "polite" });
  const keep = async () => {
    const told = await guarded(trouble, () => act("POST", `${BASE}/${one.id}/accept`, { content: editor.read() }, one.version));
    if (told) { say(`已存为第 ${told.draft_version} 版草稿，请到条目里提交审核。`); await again(); }
  };
  place.replaceChildren(element("div", { class: "notice notice-own" }, element("p", { class: "notice-head" }, "用户说："), element("p", {}, one.text)), editor.form, trouble,
    element("div", { class: "sheet-acts" }, button("取消", again, "button-plain"), button("采纳并存为草稿", keep)));
  place.scrollIntoView({ block: "start" });
}

async function detail({ id }, words, again) {
  const one = await look(`${BASE}/${id}`);
  const { cited, live } = one.entry_text;
  const place = element("div", {});
  const same = cited && live && cited.version === live.version;
  place.append(...[
    element("section", { class: "item-part" }, element("h3", {}, "当时的提问"), element("p", {}, one.question)),
    beside(same ? `条目现在的内容（第 ${live.version} 版）` : `当时引用的内容（第 ${one.entry_version} 版）`, cited),
    !same && beside(`条目现在的内容（第 ${live?.version} 版）`, live),
    one.state !== "proposed" && decided(one),
    one.state === "proposed" && !live && element("p", { class: "hint" }, "没有对应的已发布条目，不能直接采纳；可以新建条目后在这里写明理由。"),
    one.state === "proposed" && element("div", { class: "item-acts" },
      live && button("采纳，修改条目", () => write(one, words, place, again)), button("不采纳", () => reject(one, again), "button-plain")),
  ].filter(Boolean));
  return place;
}

function item(one, words, again) {
  const [name, looks] = STATES[one.state];
  return opening({
    id: one.id, head: one.text, hint: [one.department, dateAndTime(one.at)],
    chips: [element("span", { class: `chip ${looks}`.trim() }, name)],
    open: () => detail(one, words, again),
  }, opened);
}

export function beginCorrections(words) {
  const show = async () => {
    const query = new URLSearchParams({ department: byId("corrections-department").value });
    if (byId("corrections-state").value) query.set("state", byId("corrections-state").value);
    const { items } = await look(`${BASE}?${query}`);
    list(byId("corrections"), items.map((one) => item(one, words, again)), "没有纠错。");
  };
  const again = () => guarded(byId("trouble"), show);
  byId("corrections-department").append(...options(words.departments));
  byId("corrections-state").append(...options([...Object.entries(STATES).map(([id, [name]]) => ({ id, name })), { id: "", name: "全部" }]));
  for (const name of ["department", "state"]) byId(`corrections-${name}`).addEventListener("change", again);
  return show;
}
