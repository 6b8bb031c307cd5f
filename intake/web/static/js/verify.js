// Checking a signed file or a paper: drop a PDF or an OFD, or give the check code; see the verdict
// and what it rests on.

import { read, upload } from "./api.js";
import { takeFiles } from "./drop.js";
import { byId, element, fill } from "./element.js";
import { guarded } from "./problem.js";
import { recordCard } from "./record-view.js";
import { fileSize } from "./words.js";

const HEADS = {
  trusted: ["good", "签章有效，内容未被改动"],
  untrusted: ["unsure", "内容未被改动，但签章人身份未经证实"],
  altered: ["bad", "文件在签章后被改动过"],
  unsigned: ["bad", "文件上没有电子签章"],
  encrypted: ["bad", "文件设有密码，无法查验"],
  unchecked: ["unsure", "签名采用暂不支持的格式，无法查验"],
  unsupported: ["bad", "这不是 PDF 或 OFD 文件"],
  damaged: ["bad", "文件已损坏，无法查验"],
};
const LIKENESS = {
  same: ["good", "与本系统留存的原件一致"],
  different: ["bad", "与本系统留存的原件不一致"],
  extended: ["bad", "原件之后又追加了内容"],
  earlier: ["unsure", "是原件追加签章以前的一版"],
  picture: ["unsure", "找到校验码对应的记录，请与纸面比对"],
  unknown: ["plain", "不能判断是否由本系统出具"],
};
const LOOKS = { good: ["chip-good", "√ 符合"], unsure: ["chip-check", "？ 存疑"], bad: ["chip-bad", "× 不符"], plain: ["", "· 说明"] };

function statement({ about, look, text }) {
  const [chip, word] = LOOKS[look];
  return element("li", { class: "statement" },
    element("b", {}, about), element("span", { class: `chip ${chip}` }, word), element("p", {}, text));
}

function signaturePart(signature, index, all) {
  const name = signature.seal || signature.signer || "不明";
  return element("section", { class: "signature", "aria-label": `签章 ${index + 1}` },
    element("h3", {}, all.length > 1 ? `签章 ${index + 1}：${name}` : name),
    element("ul", { class: "statements" }, signature.statements.map(statement)),
    signature.algorithm && element("p", { class: "hint" }, `算法 ${signature.algorithm}`));
}

function adviceList(advice) {
  return advice.length > 0 && element("div", { class: "advice" },
    element("b", {}, "您可以"), element("ul", {}, advice.map((each) => element("li", {}, each))));
}

function verdictCard(verdict, file) {
  const [look, head] = HEADS[verdict.outcome] ?? ["bad", "无法得出结论"];
  return element("div", { class: `card verdict verdict-${look}`, data: { outcome: verdict.outcome } },
    element("div", { class: "verdict-head" },
      element("span", { class: "verdict-mark", "aria-hidden": "true" }),
      element("div", {}, element("h2", {}, head), element("p", {}, verdict.sentence))),
    element("p", { class: "verdict-file hint" }, `${file.name}　${fileSize(file.size)}`),
    verdict.signatures.map(signaturePart), adviceList(verdict.advice));
}

function oursPart({ likeness, sentence, record }) {
  const [look, head] = LIKENESS[likeness];
  return [
    element("div", { class: `notice ours ${{ good: "notice-good", unsure: "notice-check", bad: "notice-bad" }[look] ?? ""}`, data: { likeness } },
      element("p", { class: "notice-head" }, head), element("p", {}, sentence)),
    record && recordCard(record, "本系统的登记内容"),
  ];
}

// A picture has no signature to speak of: what it leads to is what was asked for.
function show(place, verdict, file) {
  const led = verdict.ours.likeness === "picture";
  fill(place, led ? [] : verdictCard(verdict, file), oursPart(verdict.ours));
  place.scrollIntoView({ block: "nearest" });
}

async function check([file]) {
  const place = byId("verdict");
  const verdict = await guarded(place, () => {
    fill(place, element("p", { class: "waiting" }, `正在查验 ${file.name}…`));
    return upload("/api/verify", "file", [file]);
  });
  if (verdict) show(place, verdict, file);
}

async function lookUp(event) {
  event.preventDefault();
  const place = byId("verdict");
  const typed = byId("code").value.trim();
  if (!typed) return byId("code").focus();
  const record = await guarded(place, () => read(`/api/records/${encodeURIComponent(typed)}`));
  if (record) fill(place, recordCard(record));
  place.scrollIntoView({ block: "nearest" });
  return undefined;
}

takeFiles({ zone: "drop", picks: [["pick", "file"], ["camera-pick", "camera"]], take: check });
byId("code-form").addEventListener("submit", lookUp);
