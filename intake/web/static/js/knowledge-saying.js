// One row of everyday words, written in the dialog.

import { Problem } from "./api.js";
import { area, box, choice, field, parted, picks } from "./knowledge-boxes.js";
import { mattersOf } from "./knowledge-staff.js";
import { act } from "./officer.js";
import { fillIn } from "./sheet-form.js";

export const TERMS = "/api/v1/knowledge/terms";

// Resolves with the row as it was kept, or null. `row` without an id, or null, makes a new one, at
// another address where that is given.
export function editSaying(row, words, address = TERMS) {
  const { id, version, say = [], official = [], service = "", audience = [], districts = [] } = row ?? {};
  const spoken = area(say.join("\n"), { rows: 4 });
  const meant = area(official.join("\n"), { rows: 3 });
  const matter = choice([{ id: "", name: "不指定" }, ...mattersOf(words)], service);
  const whose = picks("say-audience", "只用于这些对象的提问（不选即都用）", words.audience, audience);
  const where = picks("say-districts", "只用于这些区的提问（不选即全市）", words.districts, districts);
  const reason = field("", { maxlength: 500 });
  const ticked = (place) => [...place.querySelectorAll("input:checked")].map((one) => one.value);
  const send = async () => {
    if (reason.value.trim().length < 2) throw new Problem({ detail: "还没有写明理由。", remedy: "请至少写 2 个字。" });
    return keep();
  };
  const keep = () => act(id ? "PUT" : "POST", id ? `${TERMS}/${id}` : address, {
    say: parted(spoken.value), official: parted(meant.value), service: matter.value,
    audience: ticked(whose), districts: ticked(where), reason: reason.value.trim(),
  }, id && version);
  return fillIn({
    title: id ? "修改用语" : "新增用语", confirm: "保存", send,
    boxes: [
      box("say-spoken", "群众的说法", spoken, { hint: "一行一个，如“跑滴滴的证”。" }),
      box("say-official", "规范用语", meant, { hint: "一行一个，如“网络预约出租汽车驾驶员证”。" }),
      box("say-matter", "对应的办事事项", matter), whose, where,
      box("say-reason", "理由", reason, { hint: "至少 2 个字，记入审计日志。" })],
  });
}
