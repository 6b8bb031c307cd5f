// Writing a notice that belongs to no case, and finding those that have a number.

import { agree } from "./ask.js";
import { button, byId, element, fill, say } from "./element.js";
import { NoticeEditor } from "./notice-editor.js";
import { NoticeForm } from "./notice-form.js";
import { noticeList } from "./notice-list.js";
import { act, look, needOfficer } from "./officer.js";
import { guarded } from "./problem.js";

const guard = (work) => guarded(byId("trouble"), work);
const RECIPIENT = [["name", "收件人名称或姓名"], ["address", "地址"], ["phone", "电话"]];
const KINDS = ["企业", "个人", "组织"];

let known = { kinds: [], offices: [] };
let page = 1;

function option(value, text) { return element("option", { value }, text); }

function recipientBoxes() {
  const whose = element("select", { class: "input", id: "whom-kind" }, KINDS.map((kind) => option(kind, kind)));
  const boxes = RECIPIENT.map(([key, label]) => [key, label, element("input", { class: "input", id: `whom-${key}`, maxlength: 200, autocomplete: "off" })]);
  const told = () => ({ kind: whose.value, ...Object.fromEntries(boxes.map(([key, , input]) => [key, input.value.trim()])) });
  const place = element("div", { class: "boxes" },
    element("div", { class: "box" }, element("label", { class: "box-name", for: "whom-kind" }, "收件人类型"), whose),
    boxes.map(([key, label, input]) => element("div", { class: "box" }, element("label", { class: "box-name", for: input.id }, label), input, element("div", { "data-at": `/recipient/${key}` }))));
  return { place, told };
}

function write() {
  const shape = known.kinds.find(({ kind }) => kind === byId("kind").value);
  const whom = recipientBoxes();
  const form = new NoticeForm({ ...shape, facts: shape.facts.map((fact) => ({ ...fact, fixed: false })) });
  form.place.prepend(whom.place);
  const editor = new NoticeEditor(shape.name, form, {
    previewPath: "/api/notices/preview",
    whole: (told) => ({ ...told, office: byId("office").value, recipient: whom.told() }),
    issue: (told) => issue(told, shape.name),
  });
  byId("writing").replaceChildren(editor.place);
}

async function issue(told, name) {
  const sure = await agree({ title: `出具《${name}》`, text: "出具后立即编号、加盖印章，不能修改，只能作废。", confirm: "出具" });
  if (!sure) return;
  const issued = await act("POST", "/api/notices", told);
  write();
  await list();
  say(`已出具 ${issued.number}`);
}

async function list() {
  const found = await look(`/api/notices?${new URLSearchParams({ page, q: byId("part").value.trim() })}`);
  byId("given-count").textContent = `共 ${found.total} 份`;
  fill(byId("given"), noticeList(found.items, { again: list, guard }));
  const turn = (step) => () => { page += step; return guard(list); };
  fill(byId("given-more"), found.page > 1 && button("上一页", turn(-1), "button-plain button-small"),
    found.page < found.pages && button("下一页", turn(1), "button-plain button-small"));
}

async function begin() {
  await needOfficer();
  known = await look("/api/notices/kinds");
  byId("kind").replaceChildren(...known.kinds.map(({ kind, name }) => option(kind, name)));
  byId("office").replaceChildren(...known.offices.map(({ id, name }) => option(id, name)));
  byId("kind").addEventListener("change", write);
  byId("find").addEventListener("submit", (event) => { event.preventDefault(); page = 1; guard(list); });
  write();
  await list();
}

await guard(begin);
