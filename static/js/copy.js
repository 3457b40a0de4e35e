// Adds a copy button after each text that is meant to be quoted.
for (const text of document.querySelectorAll("[data-copy]")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = "Copy";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.innerText.trim());
      said.textContent = " Copied";
    } catch {
      getSelection().selectAllChildren(text);
      said.textContent = " Selected: press Ctrl and C";
    }
  });
  text.after(button, said);
}
