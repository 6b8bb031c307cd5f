// Policy check-up: name the firm, see how far it fits each policy, add what is not known, see what changed.

import { call, newKey, read } from "./api.js";
import { button, byId, element, fill, say } from "./element.js";
import { showCheckup } from "./policy-checkup.js";
import { VERDICT_LOOKS, fitBar, periodWords, sum } from "./policy-words.js";
import { guarded } from "./problem.js";
import { dateAndTime } from "./words.js";

const BASE = "/api/v1/policies/profiles";
const AT_ONCE = 8; // cards; forty of them are too long a way on a phone
const shown = { profile: null, version: 0, items: [], verdict: "", most: AT_ONCE };

async function change(method, path, json, version) {
  const seen = version === undefined ? {} : { "If-Match": `"${version}"` };
  return (await call(method, path, { json, headers: { "Idempotency-Key": newKey(), ...seen }, again: true, patience: 60000 })).json();
}

function card(one) {
  return element("li", { class: "card policy", data: { policy: one.policy } },
    element("div", { class: "policy-head" },
      element("div", {},
        element("h3", {}, button(one.title, () => guarded(byId("trouble"), () => showCheckup(shown.profile, one.policy)), "link policy-title")),
        element("p", { class: "hint" }, [one.level, one.kind, one.department, periodWords(one.period)].filter(Boolean).join("　"))),
      element("div", { class: "queued-chips" },
        one.specimen && element("span", { class: "chip chip-flat" }, "样张"),
        !one.sure && element("span", { class: "chip chip-check" }, "有数值待确认"),
        element("span", { class: `chip ${VERDICT_LOOKS[one.verdict] ?? ""}` }, one.verdict))),
    fitBar(one.fit),
    one.amount && sum(one.amount) && element("p", {}, `预计${one.amount.period}：${sum(one.amount)}`, element("span", { class: "hint" }, "（仅供参考）")),
    one.next.length > 0 && element("ul", { class: "policy-next" }, one.next.map(({ title, action }) => element("li", {}, element("b", {}, title), `：${action}`))));
}

function showVerdicts() {
  const counts = new Map();
  for (const { verdict } of shown.items) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const choices = [["", "全部", shown.items.length], ...[...counts].map(([name, count]) => [name, name, count])];
  fill(byId("verdicts"), choices.map(([verdict, name, count]) => element("button", {
    type: "button", class: "stage", "aria-pressed": String(verdict === shown.verdict), on: { click: () => { Object.assign(shown, { verdict, most: AT_ONCE }); showList(); } },
  }, name, element("b", { class: "number" }, String(count)))));
}

function showList() {
  showVerdicts();
  const some = shown.items.filter(({ verdict }) => !shown.verdict || verdict === shown.verdict);
  const left = some.length - shown.most;
  byId("policies").replaceChildren(element("ol", { class: "policy-list" }, some.slice(0, shown.most).map(card)),
    left > 0 ? element("p", { class: "sheet-acts" }, button(`再显示 ${Math.min(left, AT_ONCE)} 项（还有 ${left} 项）`, showMore, "button-plain")) : "");
}

function showMore() {
  const from = shown.most;
  shown.most += AT_ONCE;
  showList();
  byId("policies").querySelectorAll(".policy-title")[from]?.focus();
}

function answerBox(key) {
  const choices = key.type === "bool" ? ["是", "否"] : key.options;
  const input = choices.length && key.type !== "list"
    ? element("select", { class: "input" }, element("option", { value: "" }, "不清楚"), choices.map((one) => element("option", { value: one }, one)))
    : element("input", { class: "input", type: key.type === "date" ? "date" : "text", inputmode: ["int", "decimal"].includes(key.type) ? "decimal" : null, autocomplete: "off", maxlength: 200 });
  input.id = `key-${key.id}`;
  input.name = key.id;
  return element("div", { class: "box" }, element("label", { class: "box-name", for: input.id }, `${key.label}${key.unit ? `（${key.unit}）` : ""}`), input,
    key.type === "list" && key.options.length > 0 && element("p", { class: "hint" }, `可填：${key.options.join("、")}，几项用顿号隔开。`),
    key.note && element("p", { class: "hint" }, key.note));
}

function showAsked(keys) {
  fill(byId("asked"), keys.length ? [keys.map(answerBox), element("div", { class: "sheet-acts" }, element("button", { type: "submit", class: "button" }, "补充并重新体检"))] : element("p", { class: "empty" }, "需要的信息都有了。"));
}

const share = (number) => `${Math.round(number * 100)}%`;

function difference({ title, before, after, share_before: was, share_after: is }) {
  return element("li", {}, element("b", {}, title), `：${before ?? "未体检"} → ${after}（${share(was)} → ${share(is)}）`);
}

function showTold(done) {
  const turned = done.differences.filter(({ before }) => before !== null); // a first check-up turns nothing
  fill(byId("told"),
    done.silent.length > 0 && element("div", { class: "notice notice-check" }, element("p", { class: "notice-head" }, `${done.silent.join("、")}暂时没有回应。`), element("p", {}, "这些信息按“不清楚”处理，可以自己填写，或稍后重新体检。")),
    turned.length > 0 && element("div", { class: "notice notice-own" }, element("p", { class: "notice-head" }, "这次补充后有变化的政策："), element("ul", {}, turned.map(difference))));
}

async function showFirm() {
  const [profile, told] = await Promise.all([read(`${BASE}/${shown.profile}`), read(`${BASE}/${shown.profile}/reminders`)]);
  fill(byId("facts"), element("dl", { class: "facts policy-facts" }, profile.facts.filter(({ value }) => value).map((fact) => [
    element("dt", {}, fact.label), element("dd", {}, fact.value, element("span", { class: "hint" }, `　${fact.source_title}${fact.as_of ? `，${dateAndTime(fact.as_of)}` : ""}`))])));
  fill(byId("reminders"), told.items.length ? element("ul", { class: "acts" }, told.items.map((one) => element("li", {}, one.text ?? one.title, one.due && element("span", { class: "hint" }, `　${one.due}`)))) : element("p", { class: "hint" }, told.wanted ? "现在没有要提醒的。申报期临近、新符合条件时会列在这里。" : "您已选择不接收提醒。"),
    element("p", {}, button(told.wanted ? "不再接收提醒" : "接收提醒", () => guarded(byId("trouble"), () => chooseReminders(!told.wanted)), "button-plain button-small")));
}

async function chooseReminders(reminders) {
  const told = await change("PUT", `${BASE}/${shown.profile}/reminders`, { reminders }, shown.version);
  shown.version = told.version;
  await showFirm();
}

async function take(done) {
  Object.assign(shown, { profile: done.profile, version: done.version, items: done.items });
  byId("result").hidden = false;
  showTold(done);
  showList();
  showAsked(done.ask);
  await showFirm();
}

byId("firm").addEventListener("submit", (event) => {
  event.preventDefault();
  Object.assign(shown, { verdict: "", most: AT_ONCE });
  fill(byId("told"), element("p", { class: "waiting" }, "正在查询登记信息，逐条核对…"));
  guarded(byId("trouble"), async () => {
    try {
      await take(await change("POST", BASE, { uscc: byId("uscc").value.trim() }));
      say("体检完成。");
    } catch (problem) {
      fill(byId("told"));
      throw problem;
    }
  });
});
byId("asked").addEventListener("submit", (event) => {
  event.preventDefault();
  const values = Object.fromEntries([...new FormData(byId("asked"))].filter(([, text]) => text.trim()));
  if (!Object.keys(values).length) { say("请至少填写一项。"); return; }
  guarded(byId("trouble"), async () => take(await change("PATCH", `${BASE}/${shown.profile}`, { values }, shown.version)));
});
