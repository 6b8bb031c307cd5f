// Talking to the service: every failure becomes a Problem with a Chinese sentence and a remedy.

const PATIENCE = 20000;
const PAUSES = [600, 1500, 3500];
const WORTH_ANOTHER_TRY = new Set([0, 502, 503, 504]);

export class Problem extends Error {
  constructor({ status = 0, code = "", title = "", detail = "", remedy = "", request_id = "", ...more }) {
    super(detail || title);
    Object.assign(this, { status, code, title, detail: detail || title, remedy, requestId: request_id, more });
  }
}

const OFFLINE = { code: "offline", detail: "没有连上服务器。", remedy: "请检查网络，恢复后点“重试”。" };
const SLOW = { code: "timeout", detail: "服务器长时间没有回应。", remedy: "请稍等片刻，再点“重试”。" };

export async function toProblem(response) {
  const body = await response.json().catch(() => ({}));
  const spoken = typeof body.detail === "string" ? body : { ...body, detail: "" };
  return new Problem({
    title: "这一步没有成功。",
    remedy: "请稍后再试；仍有问题请联系我们，有办件编号的一并说明。",
    ...spoken,
    status: response.status,
  });
}

async function attempt(method, path, { json, headers, body, patience = PATIENCE }) {
  const given = json === undefined ? body : JSON.stringify(json);
  const kind = json === undefined ? {} : { "Content-Type": "application/json" };
  try {
    return await fetch(path, {
      method,
      body: given,
      headers: { Accept: "application/json", ...kind, ...headers },
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    throw new Problem(error.name === "TimeoutError" ? SLOW : OFFLINE);
  }
}

export const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

// Ask again after a pause while the service cannot be reached; `again` must be false for a request
// that would do its work twice.
export async function call(method, path, { again = true, ...request } = {}) {
  const pauses = again ? PAUSES : [];
  for (let turn = 0; ; turn += 1) {
    try {
      const response = await attempt(method, path, request);
      if (response.ok) return response;
      throw await toProblem(response);
    } catch (error) {
      if (!WORTH_ANOTHER_TRY.has(error.status) || turn >= pauses.length) throw error;
      await pause(pauses[turn]);
    }
  }
}

export const read = async (path) => (await call("GET", path)).json();
export const remove = (path) => call("DELETE", path);

export async function post(path, json, { headers, again = false } = {}) {
  return (await call("POST", path, { json, headers, again })).json();
}

export async function patch(path, json, headers) {
  return (await call("PATCH", path, { json, headers, again: true })).json();
}

export const newKey = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;

// Send files with progress, which fetch cannot tell. Resolves with the answer's JSON; `key` keeps a
// repeated sending from adding the files twice.
export function upload(path, name, files, { key, onProgress, headers = {}, fields = {} } = {}) {
  const form = new FormData();
  for (const [field, text] of Object.entries(fields)) form.append(field, text);
  for (const file of files) form.append(name, file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    if (key) request.setRequestHeader("Idempotency-Key", key);
    for (const [header, text] of Object.entries(headers)) request.setRequestHeader(header, text);
    request.upload.onprogress = (event) => onProgress?.(event.lengthComputable ? event.loaded / event.total : 0);
    request.onerror = () => reject(new Problem(OFFLINE));
    request.onload = async () => {
      const answer = new Response(request.responseText, { status: request.status || 500 });
      if (answer.ok) resolve(await answer.json());
      else reject(await toProblem(answer));
    };
    request.send(form);
  });
}
