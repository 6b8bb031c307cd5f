// Choosing a matter and opening the filing.

import { newKey, post, read } from "./api.js";
import { button, byId, element } from "./element.js";
import { Guide } from "./guide.js";
import { Matters } from "./matters.js";
import { guarded } from "./problem.js";
import { remember } from "./recent.js";
import { SubjectPart } from "./subject.js";
import { matterName } from "./words.js";

// One key for each thing asked: pressing twice, or a lost answer, must not open two cases.
const keys = new Map();

function keyFor(asked) {
  const print = JSON.stringify(asked);
  if (!keys.has(print)) keys.set(print, newKey());
  return keys.get(print);
}

function needChip(material) {
  if (!material.required) return element("span", { class: "chip" }, "可不传");
  if (material.waived.length) return element("span", { class: "chip chip-own" }, "可免交");
  return element("span", { class: "chip chip-check" }, "需要");
}

function need(material) {
  const waived = material.waived.length > 0 && `可从${material.waived.join("、")}取得。`;
  return element("li", {},
    element("span", {}, material.title,
      material.note && element("span", { class: "hint" }, material.note),
      waived && element("span", { class: "hint" }, waived)),
    needChip(material));
}

async function begin(service, scenario, subject, pressed) {
  pressed.disabled = true;
  const asked = { scenario: scenario.id, subject: subject.told };
  const opened = await guarded(byId("trouble"), () => post(
    "/api/filings", asked, { headers: { "Idempotency-Key": keyFor(asked) }, again: true },
  ));
  pressed.disabled = false;
  if (!opened) return;
  remember({ id: opened.id, caseNo: opened.case_no, matter: matterName(service, scenario) });
  location.assign(`/filings/${encodeURIComponent(opened.id)}#new`);
}

function showChosen(service, scenario) {
  const subject = new SubjectPart(service);
  const start = button("开始办理", () => begin(service, scenario, subject, start));
  const same = scenario.name === service.name;
  history.replaceState(null, "", `#${scenario.id}`);
  byId("chosen").replaceChildren(
    element("h2", {}, scenario.name),
    !same && element("p", { class: "hint" }, service.name),
    scenario.result && element("p", {}, `办理结果：${scenario.result}`),
    element("p", { class: "hint" }, `办理对象：${service.object}　办理部门：${service.dept}`),
    element("h3", {}, "需要的材料"),
    scenario.materials.length ? element("ul", { class: "needs" }, scenario.materials.map(need)) : element("p", { class: "empty" }, "不用上传材料，系统从登记库取得数据。"),
    subject.place,
    start,
    element("p", { class: "hint" }, "点“开始办理”后立即生成办件编号，中途可以暂存。"));
  if (matchMedia("(max-width: 900px)").matches) byId("chosen").scrollIntoView({ behavior: "smooth", block: "start" });
}

function showGroups(matters) {
  const chips = matters.groups.map(([group, title, count]) => element("button", {
    type: "button", class: "group-chip", "aria-pressed": String(group === ""),
    on: {
      click: (event) => {
        for (const chip of chips) chip.setAttribute("aria-pressed", String(chip === event.currentTarget));
        matters.narrow({ group });
      },
    },
  }, title, element("span", {}, String(count))));
  byId("groups").replaceChildren(...chips);
}

// What answers led to must not stay hidden by an earlier search.
function showEverything(matters) {
  byId("words").value = "";
  byId("kind").value = "";
  byId("groups").firstElementChild.click();
  matters.narrow({ words: "", kind: "" });
}

async function show() {
  const services = (await read("/api/services")).filter((service) => !service.by_office);
  const matters = new Matters(services, showChosen);
  byId("services").replaceWith(matters.place);
  byId("matter-count").replaceWith(matters.count);
  showGroups(matters);
  byId("words").addEventListener("input", (event) => matters.narrow({ words: event.target.value }));
  byId("kind").addEventListener("change", (event) => matters.narrow({ kind: event.target.value }));
  byId("find").hidden = false;
  await new Guide(byId("guide"), (scenario) => { showEverything(matters); matters.choose(scenario); }).show();
  if (location.hash) matters.choose(location.hash.slice(1));
}

byId("find").addEventListener("submit", (event) => event.preventDefault());
await guarded(byId("trouble"), show);
