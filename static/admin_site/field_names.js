// Names the fields that are found by typing: the script which makes them leaves them nameless while they are empty.
const nameFields = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete")) {
    const words = document.querySelector(`label[for="${select.id}"]`)?.textContent.replace(":", "").trim();
    const made = select.nextElementSibling?.querySelectorAll("[role=combobox], [role=textbox]") || [];
    if (words) made.forEach((part) => part.setAttribute("aria-label", words));
  }
};

new MutationObserver(nameFields).observe(document.body, { childList: true, subtree: true });
nameFields();
