// A question in a dialog, answered in writing: a reason, a name.

import { button, byId, element } from "./element.js";

function phraseButtons(phrases, input) {
  const use = (phrase) => { input.value = phrase; input.focus(); };
  return element("div", { class: "phrases", role: "group", "aria-label": "常用理由" },
    phrases.map((phrase) => button(phrase, () => use(phrase), "button-plain button-small")));
}

// Resolves with the text, or with "" when the person thinks better of it; a `needed` answer has no
// way out. `check` tells what is wrong with a text, "" when nothing is.
export function ask({ title, text = "", label, value = "", least = 2, most = 500, confirm, phrases = [], long = false, needed = false, check = () => "" }) {
  const sheet = byId("sheet");
  const fault = element("p", { class: "flag flag-correct", role: "alert", hidden: true }, element("span", {}));
  const wrong = (told) => (told.length < least ? `请至少写 ${least} 个字。` : check(told));
  const input = element(long ? "textarea" : "input", { class: "input", id: "asked", maxlength: most, rows: long && 3, autocomplete: "off" });
  input.value = value;
  return new Promise((resolve) => {
    // Resolved once the dialog is closed, so that another question can be asked right after.
    const end = (answer) => { sheet.onclose = () => resolve(answer); sheet.close(); };
    const send = (event) => {
      event.preventDefault();
      fault.firstChild.textContent = wrong(input.value.trim());
      fault.hidden = !fault.textContent;
      if (fault.hidden) end(input.value.trim());
      else input.focus();
    };
    sheet.replaceChildren(element("form", { on: { submit: send }, novalidate: true },
      element("h2", { id: "sheet-title" }, title),
      text && element("p", { class: "ask-text" }, text),
      element("label", { class: "ask-label" }, label, input),
      phrases.length > 0 && phraseButtons(phrases, input),
      fault,
      element("div", { class: "sheet-acts" },
        !needed && button("取消", () => end(""), "button-plain"),
        element("button", { type: "submit", class: "button" }, confirm))));
    sheet.oncancel = (event) => { if (needed) event.preventDefault(); };
    sheet.onclose = () => resolve("");
    sheet.showModal();
    input.focus();
  });
}

// Resolves with whether the person wants what cannot be undone.
export function agree({ title, text, confirm }) {
  const sheet = byId("sheet");
  const yes = element("button", { type: "button", class: "button" }, confirm);
  return new Promise((resolve) => {
    const end = (answer) => { sheet.onclose = null; sheet.close(); resolve(answer); };
    yes.addEventListener("click", () => end(true));
    sheet.replaceChildren(element("h2", { id: "sheet-title" }, title), element("p", { class: "ask-text" }, text),
      element("div", { class: "sheet-acts" }, button("取消", () => end(false), "button-plain"), yes));
    sheet.oncancel = null;
    sheet.onclose = () => resolve(false);
    sheet.showModal();
    yes.focus();
  });
}
