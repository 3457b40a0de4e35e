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
