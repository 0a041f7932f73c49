// A passkey that is cancelled, absent or known already: said on the page, not in the console only.
document.addEventListener("allauth.error", (event) => {
  const said = document.querySelector("#passkey-refused");
  if (!said) return;
  event.preventDefault();
  const known = event.detail.exception?.name === "InvalidStateError";
  said.hidden = false;
  said.textContent = known ? said.dataset.wordKnown : said.dataset.word;
});
