// The report's page, or its line, beside what is worked on: it follows the focus.
const pages = document.getElementById("source-pages");
const form = document.querySelector("#content-main form");
// Points of a PDF page to pixels of its picture.
const SCALE = 2;

// The row of a grade, an area or a figure, with what is known of its place in the report.
const placeOf = (element) => {
  const row = element.closest("[data-page], tr.form-row");
  if (!row) return null;
  const page = row.dataset.page || row.querySelector("input[name$='-page']")?.value;
  const text = row.querySelector("textarea[name$='-quoted_line'], textarea[name$='-text']")?.value || "";
  return { page, line: row.dataset.line, text, top: Number(row.dataset.top), bottom: Number(row.dataset.bottom) };
};

const lineWith = (text) => {
  const start = text.replace(/\s+/g, " ").trim().slice(0, 40);
  if (!start) return null;
  return [...pages.querySelectorAll(".source-line")].find((line) => line.textContent.includes(start)) || null;
};

const mark = (target, place) => {
  pages.querySelectorAll(".is-source").forEach((marked) => marked.classList.remove("is-source"));
  pages.querySelectorAll(".source-mark").forEach((marked) => { marked.hidden = true; });
  target.classList.add("is-source");
  const picture = target.querySelector("img");
  const box = target.querySelector(".source-mark");
  if (!picture || !box || !place.bottom) return;
  const show = () => {
    box.style.top = `${(100 * SCALE * place.top) / picture.naturalHeight}%`;
    box.style.height = `${(100 * SCALE * (place.bottom - place.top)) / picture.naturalHeight}%`;
    box.hidden = false;
  };
  if (picture.naturalHeight) show();
  else picture.addEventListener("load", show, { once: true });
};

const follow = (element) => {
  const place = placeOf(element);
  if (!place) return;
  const line = place.line ? document.getElementById(`line-${place.line}`) : null;
  const target = line || lineWith(place.text) || document.getElementById(`page-${place.page}`);
  if (!target || !pages.contains(target)) return;
  mark(target, place);
  const offset = target.getBoundingClientRect().top - pages.getBoundingClientRect().top;
  pages.scrollTop += offset - (target.classList.contains("source-line") ? pages.clientHeight / 3 : 0);
};

if (pages && form) form.addEventListener("focusin", (event) => follow(event.target));
