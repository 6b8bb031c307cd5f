// Asking the knowledge base: an answer with its sources, a question back, or where to turn.

import { Problem, newKey, post, read } from "./api.js";
import { ask as askInWriting } from "./ask.js";
import { answerView } from "./asking-views.js";
import { button, byId, element, fill, say } from "./element.js";
import { stream } from "./events.js";
import { options } from "./knowledge-staff.js";
import { guarded } from "./problem.js";

const KEY = "zhiban.conversation";
let conversation = sessionStorage.getItem(KEY) ?? "";
let busy = false;

function keepConversation(id) {
  conversation = id;
  if (id) sessionStorage.setItem(KEY, id);
  else sessionStorage.removeItem(KEY);
  byId("again").hidden = !id;
}

const feedback = (turn, said) => post(`/api/v1/knowledge/questions/${turn.id}/feedback`, said, { headers: { "Idempotency-Key": newKey() }, again: true });

async function giveThumb(turn, verdict, place) {
  const kept = await guarded(byId("trouble"), () => feedback(turn, { verdict }));
  if (kept) fill(place, element("p", { class: "hint" }, verdict === "up" ? "谢谢，已记录。" : "谢谢，已转给责任部门改进。"));
}

async function correct(turn, place) {
  const text = await askInWriting({ title: "哪里不对？", text: "请写明正确的说法和依据，会转给责任部门核对。请不要填写个人信息。", label: "更正内容", confirm: "提交", long: true, least: 4 });
  if (!text) return;
  const entry = turn.answer?.citations[0]?.entry ?? "";
  const kept = await guarded(byId("trouble"), () => feedback(turn, { verdict: "correction", entry, text }));
  if (kept) fill(place, element("p", { class: "hint" }, "谢谢，更正已转给责任部门。"));
}

function thumbs(turn) {
  const place = element("div", { class: "thumbs" });
  place.append(element("span", { class: "hint" }, "这个回答有用吗？"),
    button("有用", () => giveThumb(turn, "up", place), "button-plain button-small"),
    button("没用", () => giveThumb(turn, "down", place), "button-plain button-small"),
    button("我要纠错", () => correct(turn, place), "button-plain button-small"));
  return place;
}

// What a person can do from an answer: choose what is meant, say what they clicked.
const acts = (turn) => ({
  choose: ({ label }) => put(label),
  opened: (entry, position) => feedback(turn, { verdict: "click", entry, position }).catch(() => {}), // counting clicks must not trouble anybody
});

function show(turn, place) {
  fill(place, turn.note && element("p", { class: "hint" }, turn.note));
  place.append(answerView(turn, acts(turn)), thumbs(turn));
}

function begin(question) {
  const place = element("div", { class: "reply card" }, element("p", { class: "waiting" }, "正在查找…"));
  byId("turns").append(element("li", { class: "turn" }, element("p", { class: "asked-line" }, question), place));
  place.scrollIntoView({ block: "nearest" });
  return place;
}

async function put(question) {
  if (busy || !question.trim()) return;
  busy = true;
  byId("send").disabled = true;
  const place = begin(question);
  const draft = element("div", { class: "words-body" });
  const hear = (name, data) => {
    if (name === "passages" && data.entries.length) fill(place, element("p", { class: "waiting" }, `正在核对《${data.entries[0].title}》等内容…`), draft);
    if (name === "sentence") draft.append(element("p", {}, data.text));
    if (name === "done") { keepConversation(data.conversation); show(data, place); }
    if (name === "problem") throw new Problem(data);
  };
  const told = { question, conversation, audience: byId("audience").value, district: byId("district").value, source: "web", channel: "本系统" };
  const done = await guarded(byId("trouble"), async () => { await stream("/api/v1/knowledge/ask/stream", told, hear); return true; });
  if (!done) place.parentElement.remove();
  else byId("question").value = "";
  busy = false;
  byId("send").disabled = false;
  place.scrollIntoView({ block: "nearest" });
}

// A conversation of before is shown again as it was told, with the versions of then.
async function resume() {
  byId("district").append(...options((await read("/api/v1/knowledge/vocabularies")).districts));
  if (!conversation) return;
  const { turns } = await read(`/api/v1/knowledge/conversations/${conversation}`).catch(() => ({ turns: [] }));
  keepConversation(turns.length ? conversation : "");
  for (const turn of turns) show(turn, begin(turn.question));
}

byId("ask").addEventListener("submit", (event) => {
  event.preventDefault();
  put(byId("question").value);
});
byId("question").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  put(byId("question").value);
});
byId("again").addEventListener("click", () => {
  keepConversation("");
  fill(byId("turns"));
  byId("question").focus();
  say("可以问新的问题了。");
});
await guarded(byId("trouble"), resume);
const asked = new URLSearchParams(location.search).get("q");
if (asked) put(asked);
