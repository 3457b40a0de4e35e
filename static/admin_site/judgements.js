// One judgement after the other by keyboard. Every key needs Ctrl, so that none gets in the way of typing.
const rows = [...document.querySelectorAll("tr[data-judgement]")];
const keys = document.getElementById("review-keys");
const store = `agreed:${location.pathname}`;
const agreed = new Set(JSON.parse(sessionStorage.getItem(store) || "[]"));
let opened = null;

const show = () => {
  for (const row of rows) {
    const is = agreed.has(row.dataset.judgement);
    row.classList.toggle("is-agreed", is);
    row.querySelector(".agree")?.setAttribute("aria-pressed", String(is));
  }
  document.getElementById("agreed-count").textContent = `${agreed.size} of ${rows.length} agreed`;
};

const setAgreed = (row, is) => {
  if (is) agreed.add(row.dataset.judgement);
  else agreed.delete(row.dataset.judgement);
  sessionStorage.setItem(store, JSON.stringify([...agreed]));
  show();
};

// What was opened for one judgement is closed again for the next.
const goTo = (row) => {
  if (!row) return;
  if (opened) opened.open = false;
  const evidence = row.querySelector("details");
  opened = evidence && !evidence.open ? evidence : null;
  if (opened) opened.open = true;
  row.scrollIntoView({ block: "center" });
  row.querySelector("select")?.focus({ preventScroll: true });
};

const onKey = (event) => {
  if (!event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  const at = rows.indexOf(document.activeElement.closest("tr[data-judgement]"));
  if (event.key === "ArrowDown") goTo(rows[at + 1]);
  else if (event.key === "ArrowUp") goTo(rows[at < 0 ? rows.length - 1 : at - 1]);
  else if (event.key === "Enter" && at >= 0) {
    setAgreed(rows[at], true);
    goTo(rows[at + 1]);
  } else return;
  event.preventDefault();
};

if (keys && rows.length) {
  keys.hidden = false;
  document.addEventListener("keydown", onKey);
  for (const row of rows) {
    const button = row.querySelector(".agree");
    if (!button) continue;
    button.hidden = false;
    button.addEventListener("click", () => setAgreed(row, !agreed.has(row.dataset.judgement)));
    row.querySelector("select")?.addEventListener("change", () => setAgreed(row, false));
  }
  show();
}
