// Suggests councils by any of their names in the fields that ask for one. The names are fetched when a reader goes to a field.
const fields = document.querySelectorAll("[data-councils]");
const names = document.createElement("datalist");
names.id = "names-of-councils";
let asked = false;

async function suggest() {
  if (asked) return;
  asked = true;
  try {
    const answer = await fetch("/names.json");
    for (const [name, usual] of (await answer.json()).names) {
      const option = new Option("", name);
      if (usual) option.label = usual;
      names.append(option);
    }
    document.body.append(names);
    for (const field of fields) field.setAttribute("list", names.id);
  } catch {
    // Without suggestions any usual name of a council can still be typed.
    asked = false;
  }
}

for (const field of fields) field.addEventListener("focus", suggest);

// The reader's council. It is in the address of a page that marks it; if the reader asks for it, the browser's own
// storage keeps it too, and links to pages that can mark a council carry it.
const KEY = "my-council";
const MARKING = /^\/(ranking|heatmap|map|national)\/[^.]+\/$/;
const line = document.querySelector(".context p");
const here = document.querySelector("[data-mine]")?.dataset;

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

function button(words, name, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.textContent = words;
  made.setAttribute("aria-label", name);
  made.addEventListener("click", () => {
    act();
    location.reload();
  });
  return made;
}

const mine = kept();
if (mine && mine.slug !== here?.mine) {
  const link = Object.assign(document.createElement("a"), { href: `/councils/${mine.slug}/`, textContent: mine.name });
  line?.append("My council: ", link);
}
if (here && mine?.slug !== here.mine) {
  const keep = () => localStorage.setItem(KEY, JSON.stringify({ slug: here.mine, name: here.name }));
  line?.append(button("Make it mine", `Remember ${here.name} in this browser`, keep));
}
if (mine && mine.slug === here?.mine) {
  line?.append("My council ", button("Forget", `Forget ${here.name}`, () => localStorage.removeItem(KEY)));
}

addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[href]");
  if (!mine || !link || link.origin !== location.origin) return;
  const url = new URL(link.href);
  if (!MARKING.test(url.pathname) || url.searchParams.has("council") || url.searchParams.has("edition")) return;
  url.searchParams.set("council", mine.slug);
  link.href = url.href;
});
