// Following a piece of work: live events where they flow, polling where they do not.

import { Problem, pause, read } from "./api.js";

const OVER = new Set(["done", "failed", "failed_partial"]);
const SILENCE = 8000;
const POLL = 1000;

// Resolves with the finished job; calls `onChange` with every state on the way.
export async function follow(id, onChange) {
  const path = `/api/jobs/${encodeURIComponent(id)}`;
  const last = await listen(`${path}/events`, onChange).catch(() => null);
  return last ?? poll(path, onChange);
}

// Resolves with the finished job, or rejects when the stream breaks or falls silent.
function listen(address, onChange) {
  return new Promise((resolve, reject) => {
    const stream = new EventSource(address);
    let silence = 0;
    const leave = (settle, value) => {
      clearTimeout(silence);
      stream.close();
      settle(value);
    };
    const wait = () => {
      clearTimeout(silence);
      silence = setTimeout(() => leave(reject, new Error("silent")), SILENCE);
    };
    stream.onmessage = (event) => {
      const job = JSON.parse(event.data);
      onChange(job);
      if (OVER.has(job.state)) leave(resolve, job);
      else wait();
    };
    stream.onerror = () => leave(reject, new Error("broken"));
    wait();
  });
}

async function poll(path, onChange) {
  for (;;) {
    const job = await read(path).catch((problem) => {
      if (problem instanceof Problem && problem.status === 0) return null;
      throw problem;
    });
    if (job) onChange(job);
    if (job && OVER.has(job.state)) return job;
    await pause(POLL);
  }
}
