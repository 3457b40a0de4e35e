// Says on the page why a passkey could not be used. allauth's scripts only write it to the console.
document.addEventListener("allauth.error", event => {
  event.preventDefault();
  const said = document.getElementById("passkey-error");
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  const name = event.detail.exception.name;
  if (isNumber) {
    said.textContent = "Passkeys need the name of the site, such as localhost, and you opened it by a number. " +
      "Open it by its name, or use an app.";
  } else if (name === "NotAllowedError" || name === "AbortError") {
    said.textContent = "No passkey was chosen, so nothing has changed. Try again, or use an app.";
  } else if (name === "InvalidStateError") {
    said.textContent = "This passkey is one of yours already.";
  } else {
    said.textContent = "This browser can’t use passkeys here. Use an app.";
  }
  said.hidden = false;
});
