// Who works at the desk, and talking to the service under that name.
//
// A stop-gap until there is a login: the name is asked once and kept while the browser tab is open.

import { call, newKey } from "./api.js";
import { ask } from "./ask.js";
import { byId, element } from "./element.js";

const KEY = "zhiban.officer";

const DEPARTMENTS = "zhiban.departments";

export const officerName = () => sessionStorage.getItem(KEY) ?? "";
export const departments = () => JSON.parse(sessionStorage.getItem(DEPARTMENTS) ?? "[]");
export const belongTo = (names) => sessionStorage.setItem(DEPARTMENTS, JSON.stringify(names));
// The officer's name as a header, and the departments they said they belong to, for requests that
// are not made here.
export const named = () => ({
  "X-Officer": encodeURIComponent(officerName()),
  ...(departments().length && { "X-Departments": departments().map(encodeURIComponent).join(",") }),
});
// Milliseconds; the first preview starts LibreOffice.
export const FILE_PATIENCE = 90000;
// A text of full length, proofread or laid out: asking again before it is answered would only double
// the work.
export const TEXT_PATIENCE = 300000;

export const look = async (path) => (await call("GET", path, { headers: named() })).json();

// `version` is the filing's as it is on the page; someone else's newer one makes the service refuse.
export async function act(method, path, json, version, patience) {
  const seen = version === undefined ? {} : { "If-Match": `"${version}"` };
  const key = { "Idempotency-Key": newKey() };
  return (await call(method, path, { json, headers: { ...named(), ...seen, ...key }, patience, again: true })).json();
}

// For what is no JSON.
export const send = (method, path, { body, headers: more, patience } = {}) =>
  call(method, path, { body, headers: { ...named(), ...more }, patience, again: false });

export function save(blob, name) {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// Pictures are asked for with the officer's name too, which an <img> cannot send.
export async function picture(path) {
  const response = await call("GET", path, { headers: { ...named(), Accept: "image/png" } });
  return URL.createObjectURL(await response.blob());
}

// A file as a blob; making one may take a while.
export async function fetched(path) {
  const request = { headers: { ...named(), Accept: "*/*" }, patience: FILE_PATIENCE, again: false };
  return (await call("GET", path, request)).blob();
}

// Saves a file under the name the service gives it.
export async function download(path) {
  const { blob, headers } = await answered("GET", path);
  const [, name] = /filename\*=UTF-8''([^;]+)/i.exec(headers.get("Content-Disposition") ?? "") ?? [];
  save(blob, name ? decodeURIComponent(name) : "");
}

// The same with the headers that came with it, and something said in the request.
export async function answered(method, path, json) {
  const request = { json, headers: { ...named(), Accept: "*/*" }, patience: FILE_PATIENCE, again: false };
  const response = await call(method, path, request);
  return { blob: await response.blob(), headers: response.headers };
}

function showWho() {
  byId("who").hidden = !officerName();
  byId("who-name").textContent = officerName();
}

function askName() {
  return ask({
    title: "您是哪位工作人员？",
    text: "目前还没有登录。请填写真实姓名，您的查看和操作都记在这个名下。",
    label: "工作人员姓名",
    value: officerName(),
    least: 2,
    most: 32,
    confirm: "开始办理",
    needed: !officerName(),
  });
}

function keepName(name) {
  if (name) sessionStorage.setItem(KEY, name);
  showWho();
}

// Resolve once the officer's name is known. `mayLeave()` puts away what is open under one name
// before another takes over.
export async function needOfficer(mayLeave = () => true) {
  byId("who-change").addEventListener("click", async () => {
    const given = await askName();
    if (!given) return;
    // A name that was lost is only told again: nothing is open under another.
    if (!officerName()) return void keepName(given);
    if (!(await mayLeave())) return;
    keepName(given);
    location.reload();
  });
  showWho();
  while (!officerName()) keepName(await askName());
}

// A file made from one that is sent, as a blob, and what could not be done in words.
export async function fetchedFrom(path, file, fields = {}) {
  const form = new FormData();
  for (const [name, text] of Object.entries(fields)) form.append(name, text);
  form.append("file", file, file.name);
  const request = { body: form, headers: { ...named(), Accept: "*/*" }, patience: FILE_PATIENCE, again: false };
  const made = await call("POST", path, request);
  return { blob: await made.blob(), doubts: decodeURIComponent(made.headers.get("X-Doubts") ?? "") };
}
