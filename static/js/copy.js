// Copy buttons: for sentences to be quoted, for paragraphs of a report with their source, and for tables.

// `put` places the button and the status beside it; `whole` is selected where the browser refuses to copy.
function addButton(put, words, name, copy, whole) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = words;
  button.className = "copy";
  if (name) button.setAttribute("aria-label", name);
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await copy();
      said.textContent = " Copied";
    } catch {
      getSelection().selectAllChildren(whole);
      said.textContent = " Selected: press Ctrl and C";
    }
  });
  put(button, said);
}

const after = (element) => (button, said) => element.after(" ", button, said);

for (const text of document.querySelectorAll("[data-copy]")) {
  const source = text.dataset.copy ? ` (${text.dataset.copy})` : "";
  addButton(after(text), "Copy", "", () => navigator.clipboard.writeText(text.innerText.trim() + source), text);
}

for (const code of document.querySelectorAll("[data-copy-code]")) {
  const copy = () => navigator.clipboard.writeText(code.textContent);
  addButton(after(code.parentElement), "Copy the code", "", copy, code);
}

// The browser wants the promise of a picture at once, while the click still counts.
for (const link of document.querySelectorAll("a[data-copy-picture]")) {
  const picture = () => fetch(link.href).then((found) => (found.ok ? found.blob() : Promise.reject(found.statusText)));
  const copy = () => navigator.clipboard.write([new ClipboardItem({ "image/png": picture() })]);
  addButton((...parts) => link.parentElement.append(" ", ...parts), "Copy", "Copy the picture", copy, link);
}

// A report has some 150 paragraphs: their buttons come when the part they stand in is opened.
function addToParagraphs(part, citation) {
  for (const quotation of part.querySelectorAll("blockquote")) {
    const { place } = quotation.dataset;
    const words = quotation.querySelector("span");
    const source = [citation, place].filter(Boolean).join(", ");
    const copy = () => navigator.clipboard.writeText(`“${words.textContent.trim()}” (${source})`);
    addButton(after(words), "Copy", `Copy ${place || "paragraph"} with its source`, copy, words);
  }
}

for (const quotations of document.querySelectorAll("[data-citation]")) {
  for (const part of quotations.querySelectorAll("details")) {
    part.addEventListener("toggle", () => addToParagraphs(part, quotations.dataset.citation), { once: true });
  }
}

function openTarget() {
  document.getElementById(location.hash.slice(1))?.closest("details")?.setAttribute("open", "");
  document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
if (location.hash) openTarget();
addEventListener("hashchange", openTarget);

// Tables, as a word processor or a spreadsheet takes them: words alone, in plain rows and cells.

// Rows of links that change the page.
const CONTROLS = ".screen";
// What stands in a cell for the eye or the mouse only.
const LEFT_OUT = "svg, button, details, [aria-hidden=true]";

function wordsOf(cell, withPlaces) {
  const copy = cell.cloneNode(true);
  for (const one of copy.querySelectorAll(withPlaces ? LEFT_OUT : `${LEFT_OUT}, .where`)) one.remove();
  for (const one of copy.querySelectorAll("br, li")) one.before(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function hex(colour) {
  return `#${colour.match(/\d+/g).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
}

// Word takes a cell's colour from these old attributes, which no security policy minds.
function shade(cleanCell, cell) {
  const grade = cell.matches("td:is(.o, .g, .a, .r, .i)") ? cell : cell.querySelector(".grade, .cell:not(.x)");
  if (!grade || cell.scope === "col") return;
  const { backgroundColor, color } = getComputedStyle(grade);
  const font = document.createElement("font");
  font.color = hex(color);
  font.append(...cleanCell.childNodes);
  cleanCell.append(font);
  cleanCell.bgColor = hex(backgroundColor);
}

// Bars are for the eye: the numbers that they show stand beside them.
function barColumns(table) {
  const bars = [...table.querySelectorAll("tbody td")].filter((cell) => cell.querySelector(".bar") && !wordsOf(cell, true));
  return new Set(bars.map((cell) => cell.cellIndex));
}

// `columns`: how many of the first columns to take, without where in the report each grade is explained.
function cleanTable(table, { title, columns }) {
  const clean = document.createElement("table");
  clean.setAttribute("border", "1");
  clean.createCaption().textContent = title;
  const bars = barColumns(table);
  const [head, body] = [clean.createTHead(), clean.createTBody()];
  for (const row of table.rows) {
    if (row.closest(CONTROLS)) continue;
    const cleanRow = (row.parentElement.tagName === "THEAD" ? head : body).insertRow();
    for (const cell of [...row.cells].slice(0, columns || undefined)) {
      if (bars.has(cell.cellIndex) && cell.colSpan === 1) continue;
      const cleanCell = document.createElement(cell.tagName);
      cleanCell.textContent = wordsOf(cell, !columns);
      shade(cleanCell, cell);
      if (cell.scope) cleanCell.scope = cell.scope;
      if (cell.colSpan > 1) cleanCell.colSpan = columns || cell.colSpan;
      if (cell.rowSpan > 1) cleanCell.rowSpan = cell.rowSpan;
      if (cell.tagName === "TH") cleanCell.align = "left";
      cleanRow.append(cleanCell);
    }
  }
  return clean;
}

// A cell that reaches over several rows stands in each of them.
function tabSeparated(clean) {
  const above = [];
  const lines = [...clean.rows].map((row) => {
    const cells = [...row.cells];
    const words = [];
    for (let column = 0; cells.length || above[column]?.rows; column += 1) {
      if (!above[column]?.rows) {
        const { textContent: text, rowSpan: rows } = cells.shift();
        above[column] = { text, rows };
      }
      above[column].rows -= 1;
      words.push(above[column].text);
    }
    return words.join("\t");
  });
  return lines.join("\n");
}

// What the letters and signs of a table stand for: the page says so right above the table or right below.
function keysOf(after) {
  const keys = [after.previousElementSibling, after.nextElementSibling].filter((one) => one?.matches("[data-key]"));
  return keys.map((key) => (key.matches("ul") ? [...key.children].map((one) => wordsOf(one, true)).join(", ") : wordsOf(key, true)));
}

const escaped = (words) => words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

async function copyTable(table, keys, columns) {
  const title = table.dataset.copyTable ?? table.caption.textContent.trim();
  // The address that goes on showing this, with what the page was asked for.
  const source = `Source: ${document.querySelector(".cite a")?.href ?? location.href}`;
  const clean = cleanTable(table, { title, columns });
  const type = (kind, text) => [kind, new Blob([text], { type: kind })];
  const html = `<meta charset="utf-8">${clean.outerHTML}${[...keys, source].map((line) => `<p>${escaped(line)}</p>`).join("")}`;
  const plain = [title, tabSeparated(clean), ...keys, source].join("\n");
  await navigator.clipboard.write([
    new ClipboardItem(Object.fromEntries([type("text/html", html), type("text/plain", plain)])),
  ]);
}

// In the row of actions of the table's panel, if it is the only table there that isn't folded; else after it.
function placeOf(table, scrolled) {
  const panel = table.closest(".panel, figure");
  const actions = panel?.querySelector(".actions");
  const unfolded = panel?.querySelectorAll("table:has(caption):not(details *)");
  const isAlone = unfolded?.length === 1 && unfolded[0] === table;
  return actions && isAlone ? (button, said) => actions.prepend(button, said) : after(scrolled);
}

for (const table of [...document.querySelectorAll("main table:has(caption)")].reverse()) {
  const of = `: ${table.dataset.copyTable ?? table.caption.textContent.trim()}`;
  const scrolled = table.closest("[role=region]") ?? table;
  const columns = Number(table.dataset.columns);
  const keys = keysOf(scrolled);
  const put = placeOf(table, scrolled);
  addButton(put, columns ? "Copy all" : "Copy", `Copy the table${of}`, () => copyTable(table, keys), table);
  if (columns) addButton(put, "Copy", `Copy the grades for Word${of}`, () => copyTable(table, keys, columns), table);
}
