// Several boxes in the dialog; it stays open, with what was typed, until the service has taken them.

import { button, byId, element } from "./element.js";
import { guarded } from "./problem.js";

// `send()` reads the boxes and asks the service. Resolves with its answer, or with null when the
// person thinks better of it.
export function fillIn({ title, text = "", boxes, confirm, send }) {
  const sheet = byId("sheet");
  const trouble = element("div", { class: "asked-trouble", "aria-live": "polite" });
  const yes = element("button", { type: "submit", class: "button" }, confirm);
  return new Promise((resolve) => {
    const end = (answer) => { sheet.onclose = null; sheet.close(); resolve(answer); };
    const submit = async (event) => {
      event.preventDefault();
      yes.disabled = true;
      const answer = await guarded(trouble, send);
      yes.disabled = false;
      if (answer) end(answer);
    };
    sheet.replaceChildren(element("form", { class: "asked-form", on: { submit }, novalidate: true },
      element("h2", { id: "sheet-title" }, title), text && element("p", { class: "ask-text" }, text),
      boxes, trouble,
      element("div", { class: "sheet-acts" }, button("取消", () => end(null), "button-plain"), yes)));
    sheet.oncancel = null;
    sheet.onclose = () => resolve(null);
    sheet.showModal();
    sheet.querySelector(".input")?.focus();
  });
}
