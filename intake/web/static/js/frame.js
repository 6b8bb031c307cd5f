// What every page has: the large-text switch and the network line.

import { byId } from "./element.js";

const SIZE = "zhiban.text-size";

function applySize(large) {
  document.documentElement.classList.toggle("large", large);
  byId("text-size").setAttribute("aria-pressed", String(large));
  byId("text-size").textContent = large ? "标准字号" : "大字版";
}

function showNetwork() {
  const line = byId("network");
  line.hidden = navigator.onLine;
  line.textContent = navigator.onLine ? "" : "网络已断开。您的修改会留在本页，网络恢复后自动保存。";
}

applySize(localStorage.getItem(SIZE) === "large");
byId("text-size").addEventListener("click", () => {
  const large = !document.documentElement.classList.contains("large");
  localStorage.setItem(SIZE, large ? "large" : "standard");
  applySize(large);
});
window.addEventListener("online", showNetwork);
window.addEventListener("offline", showNetwork);
showNetwork();
