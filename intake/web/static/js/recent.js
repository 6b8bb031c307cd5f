// The filings opened in this browser, so that a person can come back; kept on this machine only.

const KEY = "zhiban.recent";
const MOST = 8;

export function recentFilings() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

export function remember({ id, caseNo, matter }) {
  const others = recentFilings().filter((filing) => filing.id !== id);
  const kept = [{ id, caseNo, matter, at: new Date().toISOString() }, ...others].slice(0, MOST);
  localStorage.setItem(KEY, JSON.stringify(kept));
}

export const forgetAll = () => localStorage.removeItem(KEY);
