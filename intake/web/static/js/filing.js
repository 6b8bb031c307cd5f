// One filing: open it, show its three steps, keep them true.

import { post, read } from "./api.js";
import { Autosave } from "./autosave.js";
import { Desk } from "./desk.js";
import { button, byId, element, fill } from "./element.js";
import { FormStep } from "./form.js";
import { Handovers } from "./handovers.js";
import { PapersStep } from "./papers.js";
import { guarded, problemNotice } from "./problem.js";
import { remember } from "./recent.js";
import { copy, SignStep } from "./sign.js";
import { Steps } from "./steps.js";
import { Viewer } from "./viewer.js";
import { STATES, matterName, timeOfDay } from "./words.js";

const desk = new Desk(byId("filing").dataset.filing);
const saving = new Autosave(desk);
const steps = new Steps(desk);
const viewer = new Viewer(desk);
const ways = {
  toPapers: () => steps.go("papers"),
  toForm: () => steps.go("form"),
  toSign: () => steps.go("sign"),
  refill: () => guarded(byId("trouble"), refill),
  sendFile: (key, file) => guarded(byId("trouble"), () => sendFile(key, file)),
  useFile: (key, paper) => saving.edit(key, paper, 0),
};
const papers = new PapersStep(desk, viewer, ways);
const form = new FormStep(desk, saving, viewer, ways);
const sign = new SignStep(desk, saving, form, ways);
const served = new Handovers(desk.path, byId("handovers"), () => desk.filing.subject?.agent_name || desk.filing.subject?.name || "");

// Ask every source for the form: again after one was down, or the first time without papers.
async function refill() {
  const { job } = await post(`${desk.path}/fill`, {});
  await papers.watch(job.id, desk.papers.length);
}

async function sendFile(key, file) {
  const [id] = await papers.send([file]);
  const problem = desk.paper(id)?.problem;
  if (problem) form.refuse(key, problem);
  else if (id) ways.useFile(key, id);
}

function showHead() {
  const { filing, service, scenario } = desk;
  const matter = service ? matterName(service, scenario) : filing.scenario;
  byId("matter").textContent = matter;
  byId("case-no").textContent = filing.case_no;
  byId("case-line").hidden = false;
  byId("case-state").textContent = STATES[filing.state] ?? filing.state;
  byId("case-state").className = `chip ${filing.state === "signed" ? "chip-good" : "chip-own"}`;
  byId("leave").hidden = filing.state === "signed";
  document.title = `${matter}｜智办`;
  if (service) remember({ id: filing.id, caseNo: filing.case_no, matter });
}

function showAll() {
  showHead();
  steps.show();
  papers.show();
  form.show();
  sign.show();
}

const SAVED = {
  waiting: ["有改动，即将保存…", "waiting"],
  saving: ["正在保存…", "waiting"],
  offline: ["连不上服务器，改动留在本页，稍后自动重试", "failed"],
  failed: ["这次改动没有保存", "failed"],
};

function showSaving({ detail: { name, problem } }) {
  const [text, look] = SAVED[name] ?? [`已自动保存 ${timeOfDay(new Date())}`, ""];
  byId("saved").textContent = text;
  byId("saved").className = `saved ${look}`;
  if (problem) fill(byId("trouble"), problemNotice(problem));
}

function showMerge({ detail: { clashes, kept } }) {
  const mine = clashes.length ? `有 ${clashes.length} 项两边都改了，请在该项下面选一个。` : "";
  const still = kept ? "您刚才的其他改动已保留并继续保存。" : "";
  fill(byId("trouble"), element("div", { class: "notice notice-own", role: "status" },
    element("p", { class: "notice-head" }, "这个办件刚在别处更新过，已载入最新内容。"),
    (mine || still) && element("p", {}, mine + still),
    element("div", { class: "notice-acts" }, button("知道了", () => fill(byId("trouble")), "button-plain button-small"))));
}

async function showLeaving() {
  await saving.flush();
  const sheet = byId("sheet");
  const address = location.href.split("#")[0];
  const close = () => sheet.close();
  sheet.replaceChildren(
    element("h2", { id: "sheet-title" }, "已暂存"),
    element("p", {}, "材料和填写内容都已保存。下次用这个网址回来，接着办："),
    element("p", { class: "sheet-line" }, element("input", { class: "input code", readonly: true, value: address, "aria-label": "本办件的网址" }),
      button("复制", () => copy(address), "button-plain")),
    element("p", { class: "hint" }, "知道网址的人都能打开本办件，请不要转发给无关的人。"),
    element("div", { class: "sheet-acts" }, button("继续办理", close, "button-plain"), element("a", { class: "button", href: "/" }, "离开")));
  sheet.showModal();
}

const NO_SUCH_FILING = new Set([404, 422]);

function showNoFiling() {
  byId("matter").textContent = "没有找到这个办件";
  byId("leave").hidden = true;
  byId("rail").parentElement.hidden = true;
  fill(byId("trouble"), element("div", { class: "notice notice-bad" },
    element("p", {}, "请核对网址是否完整；如果是别人发给您的，请对方重新复制。"),
    element("div", { class: "notice-acts" }, element("a", { class: "button button-small", href: "/start" }, "办理新的事项"))));
}

async function begin() {
  try {
    await desk.open();
  } catch (problem) {
    if (!NO_SUCH_FILING.has(problem.status)) throw problem;
    return showNoFiling();
  }
  const isNew = location.hash === "#new";
  steps.begin();
  desk.addEventListener("change", showAll);
  desk.addEventListener("step", enterStep);
  showAll();
  papers.resume();
  enterStep();
  showNotice();
  guarded(byId("trouble"), () => served.load());
  guarded(byId("trouble"), showVoid);
  if (!isNew && desk.editable && desk.corrections.length && desk.isBegun) form.showOnlyWrong();
  return isNew && welcome();
}

// What an officer sent the filing back for.
async function showNotice() {
  const { text } = desk.editable ? await read(`${desk.path}/notice`) : { text: "" };
  fill(byId("returned"), text && element("div", { class: "notice notice-check" },
    element("p", { class: "notice-head" }, "工作人员请您补正"),
    text.split("\n").filter(Boolean).map((line) => element("p", {}, line)),
    element("p", { class: "hint" }, "改好后请重新确认并签章。")));
}

// A notice that was taken back is no longer to be relied on, wherever a copy of it is.
async function showVoid() {
  const { notices } = await read(`${desk.path}/notices`);
  const voided = notices.filter((notice) => notice.state === "void");
  fill(byId("void"), voided.length > 0 && element("div", { class: "notice notice-bad" },
    element("p", { class: "notice-head" }, "以下文书已被办理机关作废，不再有效"),
    voided.map((notice) => element("p", {}, `${notice.name}　${notice.number}`))));
}

// Someone may go on without papers: the registers are asked when the form is first looked at.
function enterStep() {
  viewer.close();
  const unasked = desk.editable && desk.sources.length === 0 && !papers.isWorking;
  if (steps.now === "form" && unasked) ways.refill();
}

function welcome() {
  fill(byId("trouble"), element("div", { class: "notice notice-good" },
    element("p", { class: "notice-head" }, `办件编号 ${desk.filing.case_no} 已生成`),
    element("p", {}, "请记下编号。接下来上传材料，系统会自动填写表单。")));
}

byId("copy-case").addEventListener("click", () => copy(desk.filing.case_no));
byId("leave").addEventListener("click", () => guarded(byId("trouble"), showLeaving));
saving.addEventListener("state", showSaving);
saving.addEventListener("merged", showMerge);
await guarded(byId("trouble"), begin);
