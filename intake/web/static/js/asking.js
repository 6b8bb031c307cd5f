// Asking the knowledge base: an answer with its sources, a question back, or where to turn.

import { read } from "./api.js";
import { Conversation } from "./asking-conversation.js";
import { byId, say } from "./element.js";
import { options } from "./knowledge-staff.js";
import { guarded } from "./problem.js";

const conversation = new Conversation({
  turns: byId("turns"), trouble: byId("trouble"), key: "zhiban.conversation",
  told: () => ({ audience: byId("audience").value, district: byId("district").value, source: "web", channel: "本系统" }),
  changed: (begun) => { byId("again").hidden = !begun; },
});

async function put(question) {
  byId("send").disabled = true;
  if (await conversation.put(question)) byId("question").value = "";
  byId("send").disabled = false;
}

async function resume() {
  byId("district").append(...options((await read("/api/v1/knowledge/vocabularies")).districts));
  await conversation.resume();
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
  conversation.forget();
  byId("question").focus();
  say("可以问新的问题了。");
});
await guarded(byId("trouble"), resume);
const asked = new URLSearchParams(location.search).get("q");
if (asked) put(asked);
