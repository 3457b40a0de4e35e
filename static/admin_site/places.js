// Rows in an order are moved by buttons, keys or dragging. The numbers in their fields follow.
const SAME = "select[name$='-service'], select[name$='-kind']";
let dragged = null;

const rowsOf = (body) => [...body.querySelectorAll("tr.form-row:not(.empty-form)")];
const groupOf = (row) => row.querySelector(SAME)?.value || "";

const renumber = (body) => {
  const last = {};
  for (const row of rowsOf(body)) {
    const group = row.closest(".ordered-within") ? groupOf(row) : "";
    last[group] = (last[group] || 0) + 1;
    row.querySelector("input[name$='-order']").value = last[group];
  }
};

// Moves the row before or after another of its own group.
const place = (row, other, before) => {
  if (!other || other === row || groupOf(other) !== groupOf(row)) return;
  other[before ? "before" : "after"](row);
  renumber(row.parentElement);
};

const step = (row, up) => {
  const all = rowsOf(row.parentElement);
  place(row, all[all.indexOf(row) + (up ? -1 : 1)], up);
};

const button = (words, sign, up) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = sign;
  made.setAttribute("aria-label", words);
  made.className = "move-row";
  made.addEventListener("click", () => {
    step(made.closest("tr"), up);
    made.focus();
  });
  return made;
};

const equip = (row) => {
  const cell = row.querySelector("td.field-order");
  if (!cell || cell.querySelector("button") || !cell.querySelector("input")) return;
  cell.append(button("Move up", "↑", true), button("Move down", "↓", false));
  cell.draggable = true;
  cell.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
  });
  cell.addEventListener("dragend", () => { dragged = null; });
  cell.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const focused = document.activeElement;
    step(row, event.key === "ArrowUp");
    focused.focus();
  });
  row.addEventListener("dragover", (event) => {
    if (!dragged || dragged.parentElement !== row.parentElement) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    place(dragged, row, event.clientY < box.top + box.height / 2);
  });
};

for (const group of document.querySelectorAll("fieldset.ordered")) {
  group.classList.add("can-move");
  group.querySelectorAll("tr.form-row:not(.empty-form)").forEach(equip);
}
document.addEventListener("formset:added", (event) => {
  if (event.target.closest("fieldset.ordered")) equip(event.target);
});

// Text boxes as high as their text, where style sheets can't do it.
if (!CSS.supports("field-sizing", "content")) {
  const grow = (box) => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  };
  document.querySelectorAll("#content-main textarea").forEach(grow);
  document.addEventListener("input", (event) => {
    if (event.target.matches("#content-main textarea")) grow(event.target);
  });
}
