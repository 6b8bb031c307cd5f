// The card of one paper: its picture, what was found on it, what is wrong with it.

import { element, link } from "./element.js";
import { READ_STATES, fileSize } from "./words.js";

const textOf = (field) => (Array.isArray(field.value) ? `共 ${field.value.length} 行` : field.value ?? "");

function fieldLine(field, acts) {
  const [word, look] = READ_STATES[field.state] ?? [field.state, ""];
  return element("div", { class: "read-row" },
    element("dt", {}, field.title ?? field.key),
    element("dd", {}, textOf(field) || "—"),
    element("dd", { class: "read-state" },
      field.evidence?.box && field.state !== "unread" ? link("看原件", () => acts.look(field), `看原件：${field.title ?? field.key}`) : null,
      " ", element("span", { class: `chip ${look}` }, word)));
}

function readSummary(fields) {
  const got = fields.filter((field) => field.state !== "unread").length;
  const doubtful = fields.filter((field) => field.state === "confirm").length;
  const lost = fields.length - got;
  return [`读出 ${got} 项`, doubtful && `请核对 ${doubtful} 项`, lost && `未读出 ${lost} 项`].filter(Boolean).join("，");
}

function found(document, acts) {
  const known = document.type !== "unknown";
  return element("div", { class: "found" },
    element("p", { class: "found-title" },
      known ? document.title : "没有认出是哪种材料",
      element("span", { class: `chip ${known ? "chip-good" : "chip-check"}` }, known ? "已识别" : "请核对")),
    element("p", { class: "found-reason" }, known ? `依据：${document.reason}` : document.reason || "可以重新拍一张清楚、完整的，或改传别的材料。"),
    !known && acts.uses.map(({ label, use }) => link(`用作“${label}”`, use)),
    document.warnings.map((warning) => element("p", { class: "notice notice-check" }, warning.message)),
    document.fields.length > 0 && element("details", {},
      element("summary", {}, readSummary(document.fields)),
      element("dl", { class: "read" }, document.fields.map((field) => fieldLine(field, acts)))));
}

// These lie in the file itself: reading it again would end the same way.
const FILE_FAULTS = new Set(["empty_paper", "damaged_paper", "wrong_type", "too_large_paper", "encrypted_paper"]);

function problemPart(problem, readAgain) {
  return element("div", { class: "notice notice-bad" },
    element("p", { class: "notice-head" }, problem.message),
    element("p", {}, problem.remedy),
    readAgain && !FILE_FAULTS.has(problem.code) && element("p", { class: "notice-acts" }, link("重新识别", readAgain)));
}

// Beside a known paper, what was not recognised is mostly ground or print round it.
function documentsOf(paper, acts) {
  const known = paper.documents.filter((document) => document.type !== "unknown");
  const shown = known.length ? known : paper.documents.slice(0, 1);
  return [
    shown.map((document) => found(document, acts.of(document))),
    paper.signatures.filter((each) => each.state === "valid").map((each) =>
      element("p", { class: "hint" }, `电子签章“${each.seal || each.signer}”：${each.message}`)),
    known.length > 0 && known.length < paper.documents.length && element("p", { class: "hint" }, "图片上另有内容没有认出；如果也是材料，请单独拍一张上传。"),
  ];
}

function body(paper, acts) {
  if (paper.problem) return problemPart(paper.problem, acts.readAgain);
  if (acts.standsIn.length) return element("p", { class: "found-title" }, `用作“${acts.standsIn.join("”“")}”`, element("span", { class: "chip chip-good" }, "已采用"));
  if (paper.documents.length) return documentsOf(paper, acts);
  return element("p", { class: "found-reason" }, "已收到，正在读取…");
}

function look(paper, acts) {
  const none = element("span", { class: "paper-none" }, paper.problem ? "打不开" : "读取中");
  const face = acts.preview
    ? element("img", { src: acts.preview, alt: "", loading: "lazy", on: { error: (event) => event.target.replaceWith(none) } })
    : none;
  return element("button", { type: "button", class: "paper-look", disabled: !paper.pages.length, "aria-label": `放大看：${paper.name}`, on: { click: acts.enlarge } }, face);
}

// `acts` holds {preview, enlarge, standsIn: labels of boxes, of(document) → {look(field), uses: [{label, use}]}, readAgain,
// replace, remove}; the last three are missing once the filing is confirmed.
export function paperCard(paper, acts) {
  const pages = paper.pages.length > 1 ? `　${paper.pages.length} 页` : "";
  return element("li", { class: `paper${paper.problem ? " bad" : ""}`, data: { paper: paper.id } },
    look(paper, acts),
    element("div", {},
      element("div", { class: "paper-head" },
        element("p", { class: "paper-name", title: paper.name }, `${paper.name}${pages}`),
        acts.remove && element("p", { class: "paper-acts" },
          link("替换", acts.replace, `替换：${paper.name}`),
          link("移除", acts.remove, `移除：${paper.name}`))),
      body(paper, acts)));
}

// A file on its way up; `sent` is the share already sent.
export function sendingCard({ name, size, preview, sent, state }) {
  return element("li", { class: "paper", data: { sending: name } },
    element("span", { class: "paper-look" }, preview ? element("img", { src: preview, alt: "" }) : element("span", { class: "paper-none" }, "PDF")),
    element("div", {},
      element("p", { class: "paper-name", title: name }, `${name}　${fileSize(size)}`),
      element("p", {}, state),
      element("progress", { max: 1, value: sent, "aria-label": `上传进度：${name}` })));
}
