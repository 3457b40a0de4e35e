// Looks again while files wait to be read, unless somebody is choosing more.
const chooser = document.querySelector("input[type=file]");

setInterval(() => {
  if (!chooser.files.length && document.activeElement !== chooser) {
    location.reload();
  }
}, 4000);
