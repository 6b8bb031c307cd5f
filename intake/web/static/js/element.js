// Making and filling page elements; text always goes in as text, never as markup.

export const byId = (id) => document.getElementById(id);

const GIVERS = {
  on: (made, listeners) => {
    for (const [event, listener] of Object.entries(listeners)) made.addEventListener(event, listener);
  },
  data: (made, entries) => Object.assign(made.dataset, entries),
  class: (made, names) => { made.className = names; },
};

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name in GIVERS) GIVERS[name](made, value);
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, String(value));
  }
  made.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

// Put new children in place, but leave the page alone when nothing a person sees has changed, so
// that focus, scroll and opened details survive a refresh.
export function fill(parent, ...children) {
  const next = element("div", {}, ...children);
  if (next.innerHTML === parent.innerHTML && parent.childNodes.length) return;
  parent.replaceChildren(...next.childNodes);
}

export function button(text, onClick, look = "") {
  return element("button", { type: "button", class: `button ${look}`.trim(), on: { click: onClick } }, text);
}

export function link(text, onClick, label) {
  return element("button", { type: "button", class: "link", "aria-label": label, on: { click: onClick } }, text);
}

let toastTimer = 0;

export function say(text) {
  const toast = byId("toast");
  toast.textContent = text;
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.hidden = true; }, 4000);
}
