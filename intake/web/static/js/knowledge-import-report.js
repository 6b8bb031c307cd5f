// What was understood of files, what was left out, and what became of the drafts.

import { element } from "./element.js";
import { entryPage } from "./knowledge-staff.js";
import { markdown } from "./markdown.js";

const FORMS = { docx: "Word", doc: "旧版 Word", pdf: "PDF", picture: "图片", html: "网页", markdown: "Markdown", text: "纯文本", xlsx: "Excel", csv: "CSV", json: "JSON" };
const FACTS = { number: "文号", issuer: "发文机关", issued_on: "发文日期", effective_from: "生效日期", expires: "失效日期", department: "责任部门" };
const COPIES = { same: "内容相同", near: "内容相近", within: "一个包含另一个" };

function factLine({ name, value, evidence, sure }) {
  return [element("dt", {}, FACTS[name] ?? name),
    element("dd", {}, value, !sure && element("span", { class: "chip chip-check" }, "请核对"), evidence && element("span", { class: "hint" }, `　原文：${evidence}`))];
}

const attention = (texts) => texts.length > 0 && element("div", { class: "notice notice-check" },
  element("p", { class: "notice-head" }, "请核对"), element("ul", {}, texts.map((text) => element("li", {}, text))));

function draftPart(draft, words) {
  const counts = [[draft.sections, "个小节"], [draft.articles, "条条文"], [draft.tables, "个表格"], [draft.questions.length, "种问法"]];
  const told = [words.kinds.find(({ id }) => id === draft.kind)?.name, draft.place, draft.department, ...counts.map(([count, unit]) => count > 0 && `${count} ${unit}`)];
  return element("details", { class: "draft" },
    element("summary", {}, element("b", {}, draft.title), element("span", { class: "hint" }, `　${told.filter(Boolean).join("　")}`)),
    attention(draft.remarks),
    draft.facts.length > 0 && element("dl", { class: "facts" }, draft.facts.map(factLine).flat()),
    draft.questions.length > 0 && element("p", { class: "hint" }, `问法：${draft.questions.join("；")}`),
    markdown(draft.body));
}

function leftOut(items) {
  return items.length > 0 && element("details", {}, element("summary", {}, `没有采用的内容 ${items.reduce((sum, one) => sum + one.count, 0)} 处`),
    element("ul", { class: "acts" }, items.map(({ what, why, count }) => element("li", {}, what, count > 1 && `（${count} 处）`, element("span", { class: "hint" }, `　${why}`)))));
}

function filePart(file, words) {
  return element("section", { class: "card imported" },
    element("div", { class: "title-row" }, element("h2", {}, file.file),
      element("div", { class: "chips" }, file.form && element("span", { class: "chip chip-flat" }, FORMS[file.form] ?? file.form),
        file.drafts.length ? element("span", { class: "chip chip-good" }, `读出 ${file.drafts.length} 条`) : element("span", { class: "chip chip-bad" }, "没有读出条目"))),
    file.problem && element("div", { class: "notice notice-bad", role: "alert" }, file.problem),
    attention(file.remarks), file.drafts.map((draft) => draftPart(draft, words)), leftOut(file.left_out));
}

function copiesPart(copies) {
  return copies.length > 0 && element("section", { class: "notice notice-check" },
    element("p", { class: "notice-head" }, `有 ${copies.length} 对内容重复或相近`),
    element("ul", { class: "acts" }, copies.map((pair) => element("li", {}, `“${pair.one}”与“${pair.other}”：${COPIES[pair.copy_] ?? pair.copy_}。${pair.proposal}`))));
}

export function importReport({ files, sorted }, words) {
  return element("div", { class: "imports" }, copiesPart(sorted.copies), files.map((file) => filePart(file, words)));
}

export function keptReport(kept) {
  const added = kept.filter(({ id }) => id);
  const refused = kept.filter(({ id }) => !id);
  return element("div", { class: "imports" },
    added.length > 0 && element("section", { class: "notice notice-good" },
      element("p", { class: "notice-head" }, `已保存 ${added.length} 条草稿，核对后提交审核：`),
      element("ul", {}, added.map(({ id, title }) => element("li", {}, element("a", { href: entryPage(id) }, title))))),
    refused.length > 0 && element("section", { class: "notice notice-check" },
      element("p", { class: "notice-head" }, `有 ${refused.length} 条没有保存：`),
      element("ul", {}, refused.map(({ file, title, refused: why }) => element("li", {}, `${title || file}：${why}`)))));
}
