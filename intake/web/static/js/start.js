// Choosing a matter and opening the filing.

import { newKey, post, read } from "./api.js";
import { button, byId, element, fill } from "./element.js";
import { guarded } from "./problem.js";
import { remember } from "./recent.js";

// One key per visit: pressing twice, or a lost answer, must not open two cases.
const requestKey = newKey();

function scenarioChoice(service, scenario) {
  const pick = element("input", {
    type: "radio", name: "scenario", value: scenario.id,
    on: { change: () => showChosen(service, scenario) },
  });
  const text = element("span", {}, element("b", {}, scenario.name),
    scenario.result && element("span", {}, `办理结果：${scenario.result}`));
  return element("label", { class: "scenario" }, pick, text);
}

function serviceCard(service) {
  return element("section", { class: "card service" },
    element("h2", {}, service.name),
    element("p", { class: "service-line" }, `办理对象：${service.object}　办理部门：${service.dept}`),
    element("fieldset", { class: "scenarios" },
      element("legend", { class: "unseen" }, `${service.name}：选择情形`),
      service.scenarios.map((scenario) => scenarioChoice(service, scenario))));
}

function needChip(material) {
  if (!material.required) return element("span", { class: "chip" }, "无需上传");
  if (material.waived_by?.length) return element("span", { class: "chip chip-own" }, "可免交");
  return element("span", { class: "chip chip-check" }, "需要");
}

function need(material) {
  return element("li", {},
    element("span", {}, material.title, material.note && element("span", { class: "hint" }, material.note)),
    needChip(material));
}

const SUBJECT = [
  ["name", "企业名称或姓名", "organization"],
  ["id_no", "统一社会信用代码或身份证号", "off"],
  ["agent_name", "经办人姓名", "name"],
  ["phone", "联系电话", "tel"],
];

function subjectPart() {
  return element("details", { class: "subject", id: "subject" },
    element("summary", {}, "填写申请主体（可不填）"),
    element("p", { class: "hint" }, "填了名称和证件号，系统可以直接从登记库取数据，少传材料。"),
    SUBJECT.map(([name, label, autocomplete]) => element("label", {}, label,
      element("input", { class: "input", name, autocomplete, type: name === "phone" ? "tel" : "text" }))));
}

function subject(service) {
  const filled = {};
  for (const input of byId("subject").querySelectorAll("input")) {
    if (input.value.trim()) filled[input.name] = input.value.trim();
  }
  if (!Object.keys(filled).length) return undefined;
  const firm = service.object.includes("企业");
  return { kind: firm ? "企业" : "个人", id_type: firm ? "统一社会信用代码" : "居民身份证", ...filled };
}

async function begin(service, scenario, pressed) {
  pressed.disabled = true;
  const opened = await guarded(byId("trouble"), () => post(
    "/api/filings",
    { scenario: scenario.id, subject: subject(service) },
    { headers: { "Idempotency-Key": `${requestKey}-${scenario.id}` }, again: true },
  ));
  pressed.disabled = false;
  if (!opened) return;
  remember({ id: opened.id, caseNo: opened.case_no, matter: `${service.name} · ${scenario.name}` });
  location.assign(`/filings/${encodeURIComponent(opened.id)}#new`);
}

function showChosen(service, scenario) {
  const start = button("开始办理", () => begin(service, scenario, start));
  byId("chosen").replaceChildren(
    element("h2", {}, scenario.name),
    element("p", { class: "hint" }, service.name),
    element("h3", {}, "需要的材料"),
    element("ul", { class: "needs" }, scenario.materials.map(need)),
    subjectPart(),
    start,
    element("p", { class: "hint" }, "点“开始办理”后立即生成办件编号，中途可以暂存。"));
  if (matchMedia("(max-width: 900px)").matches) byId("chosen").scrollIntoView({ behavior: "smooth", block: "start" });
}

async function show() {
  const place = byId("services");
  const services = await read("/api/services");
  place.removeAttribute("aria-busy");
  fill(place, services.length ? services.map(serviceCard) : element("p", { class: "empty" }, "目前没有可办的事项。"));
}

await guarded(byId("trouble"), show);
