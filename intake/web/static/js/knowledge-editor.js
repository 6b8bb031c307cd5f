// The boxes of an entry's words: filled from a version, read back as the service wants them.

import { element, fill } from "./element.js";
import { area, box, choice, field, lines, parted, picks } from "./knowledge-boxes.js";
import { markdown } from "./markdown.js";

const TAGS = [["audience", "对象"], ["districts", "区（不选即全市）"], ["industries", "行业"], ["channels", "渠道"]];
export const EMPTY = {
  kind: "faq", title: "", body: "", questions: [], keywords: [], department: "", tags: {},
  source: { title: "", issuer: "", number: "", url: "", issued_on: null }, readers: ["everybody"], effective_from: null, expires: null,
};

// `content` as the service tells it, `words` the declared vocabularies.
export function makeEditor(content, words) {
  const preview = element("div", { class: "shown box-wide", "aria-label": "预览" });
  const body = area(content.body, { class: "input body-box", rows: 16, maxlength: 200000, on: { input: () => show() } });
  const show = () => fill(preview, markdown(body.value));
  show();
  const { source } = content;
  const form = element("form", { class: "editor", novalidate: true },
    element("div", { class: "boxes" },
      box("e-title", "标题", field(content.title), { wide: true }),
      box("e-kind", "种类", choice(words.kinds, content.kind)),
      box("e-department", "责任部门", choice(["", ...words.departments], content.department)),
      box("e-body", "正文", body, { wide: true, hint: "用 # 写小标题，- 写列表，| 写表格；下面是读者看到的样子。" }), preview,
      box("e-questions", "其他问法", area(content.questions.join("\n"), { rows: 5 }), { wide: true, hint: "一行一个，照群众的说法写。" }),
      box("e-keywords", "关键词", field(content.keywords.join("、"), { maxlength: 2000 }), { wide: true, hint: "用顿号隔开。" }),
      box("e-source", "来源名称", field(source.title)),
      box("e-issuer", "发文机关", field(source.issuer)),
      box("e-number", "文号", field(source.number), { hint: "如 沪府规〔2024〕3号。" }),
      box("e-issued", "发文日期", field(source.issued_on, { type: "date" })),
      box("e-url", "网址", field(source.url, { type: "url", maxlength: 2000 }), { wide: true }),
      box("e-from", "生效日期", field(content.effective_from, { type: "date" })),
      box("e-expires", "失效日期", field(content.expires, { type: "date" }), { hint: "从这一天起不再使用。" }),
      TAGS.map(([name, label]) => picks(name, label, words[name], content.tags[name] ?? [])),
      picks("matters", "事项", words.matters, content.tags.matters ?? []),
      picks("readers", "谁可以看（勾选“所有人”即对公众公开）", [{ id: words.everybody, name: "所有人" }, ...words.departments], content.readers)));
  return { form, read: () => readBoxes(form, content) };
}

function readBoxes(form, before) {
  const told = (id) => form.querySelector(`#e-${id}`).value;
  const ticked = (name) => [...form.querySelectorAll(`input[name="${name}"]`)].filter((one) => one.checked).map((one) => one.value);
  const tags = Object.fromEntries([...TAGS.map(([name]) => name), "matters"].map((name) => [name, ticked(name)]));
  // Ids of scenarios have no box here; what stood there stays.
  const scenarios = (before.tags.matters ?? []).filter((id) => !form.querySelector(`input[name="matters"][value="${CSS.escape(id)}"]`));
  return {
    kind: told("kind"), title: told("title").trim(), body: told("body"), department: told("department"),
    questions: lines(told("questions")), keywords: parted(told("keywords")), readers: ticked("readers"),
    tags: { ...tags, matters: [...tags.matters, ...scenarios] },
    source: { ...before.source, title: told("source").trim(), issuer: told("issuer").trim(), number: told("number").trim(), url: told("url").trim(), issued_on: told("issued") || null },
    effective_from: told("from") || null, expires: told("expires") || null,
  };
}
