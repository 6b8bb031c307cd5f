// Server-sent events as the answer to a request that sends something, which EventSource cannot do.

import { Problem, toProblem } from "./api.js";

const OFFLINE = { code: "offline", detail: "没有连上服务器，或连接中断了。", remedy: "请检查网络后再问一次。" };

function parsed(block) {
  const told = Object.fromEntries(block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]));
  return { name: told.event, data: JSON.parse(told.data) };
}

// Call `on(name, data)` for each event; resolves once the stream has ended.
export async function stream(path, json, on, headers = {}) {
  let response;
  try {
    response = await fetch(path, { method: "POST", body: JSON.stringify(json), headers: { "Content-Type": "application/json", Accept: "text/event-stream", ...headers } });
  } catch {
    throw new Problem(OFFLINE);
  }
  if (!response.ok) throw await toProblem(response);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read().catch(() => { throw new Problem(OFFLINE); });
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const { name, data } of blocks.map(parsed)) on(name, data);
  }
}
