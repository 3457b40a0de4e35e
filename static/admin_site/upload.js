// Sends each file by itself as soon as it is chosen or dropped, so that one that fails leaves the others, and shows
// what becomes of them without loading the page again. Without this script the form sends all files together.
const form = document.querySelector("#upload-form");
const input = form.querySelector("input[type=file]");
const sending = document.querySelector("#sending");
const part = new URL("?part=files", location.href);
const limit = Number(form.dataset.limit);
const queue = [];
let isSending = false;
let asking = 0;

document.body.classList.add("drops-files");
form.querySelector(".submit-row").remove();

function show(rows) {
  const place = document.querySelector("#uploaded");
  if (place.innerHTML.trim() !== rows.trim()) place.innerHTML = rows;
  clearTimeout(asking);
  if (place.querySelector("[data-unread]")) asking = setTimeout(ask, 2000);
}

async function ask() {
  try {
    const found = await fetch(part);
    // Somebody who has been signed out is led to another page.
    if (found.redirected) location.reload();
    else if (found.ok) show(await found.text());
  } catch {
    // The server is away for a moment.
    asking = setTimeout(ask, 5000);
  }
}

function add(file) {
  const row = document.createElement("li");
  const name = document.createElement("b");
  const said = document.createElement("span");
  name.textContent = file.name;
  row.append(name, ": ", said);
  sending.append(row);
  if (file.size > limit) {
    said.textContent = `larger than ${form.dataset.limitWords}, so it was not sent. Check that it is the right one.`;
  } else {
    said.textContent = "waits to be sent";
    queue.push({ file, row, said });
  }
}

function send({ file, row, said }) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    const bar = document.createElement("progress");
    const body = new FormData(form);
    body.set("files", file);
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `Sending ${file.name}`);
    said.replaceChildren("being sent ", bar);
    request.upload.addEventListener("progress", (event) => (bar.value = event.loaded));
    request.addEventListener("loadend", () => {
      if (request.status === 200 && request.responseURL === part.href) {
        row.remove();
        show(request.responseText);
      } else if (request.status === 422) {
        said.textContent = request.responseText;
      } else if (request.responseURL && request.responseURL !== part.href) {
        location.reload();
      } else {
        said.textContent = "could not be sent. Choose it again.";
      }
      done();
    });
    request.open("POST", part);
    request.send(body);
  });
}

async function take(files) {
  for (const file of files) add(file);
  input.value = "";
  if (isSending) return;
  isSending = true;
  while (queue.length) await send(queue.shift());
  isSending = false;
}

input.addEventListener("change", () => take([...input.files]));

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("is-over");
  take([...event.dataTransfer.files]);
});

show(document.querySelector("#uploaded").innerHTML);
