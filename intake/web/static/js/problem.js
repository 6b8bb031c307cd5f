// Showing a Problem: what happened, what to do, and a way to try again.

import { button, element, fill } from "./element.js";

export function problemNotice(problem, retry, look = "notice-bad") {
  return element("div", { class: `notice ${look}`, role: "alert" },
    element("p", { class: "notice-head" }, problem.detail || "这一步没有成功。"),
    problem.remedy && element("p", {}, problem.remedy),
    element("div", { class: "notice-acts" },
      retry && button("重试", retry, "button-plain button-small"),
      problem.requestId && element("span", { class: "notice-small" }, `问题编号 ${problem.requestId}`)));
}

// A request that was refused will be refused again; one that was not heard or came at a bad moment
// may succeed.
const WORTH_RETRYING = new Set([0, 408, 409, 412, 429]);
const worthRetrying = ({ status = 0 }) => WORTH_RETRYING.has(status) || status >= 500;

// Run some work; if it fails with a Problem, show it in `place`, with a button where trying again may
// help: it does `again`, which is all that should happen when the work succeeds, or the work alone.
export async function guarded(place, work, again = () => guarded(place, work)) {
  fill(place);
  try {
    return await work();
  } catch (error) {
    const problem = asProblem(error);
    fill(place, problemNotice(problem, worthRetrying(problem) && again));
    place.scrollIntoView({ block: "nearest" });
    return undefined;
  }
}

function asProblem(error) {
  if (error.detail !== undefined) return error;
  console.error(error);
  return { status: 400, detail: "页面出了差错，您填写的内容没有丢失。", remedy: "请刷新页面后继续；仍有问题请告知工作人员。" };
}
