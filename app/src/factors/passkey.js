// Lets a form with data-passkey="get" or "create" ask the browser for a passkey before it is sent.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const known = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

const wanted = (options) => ({
  ...options,
  challenge: bytes(options.challenge),
  ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
  allowCredentials: known(options.allowCredentials),
  excludeCredentials: known(options.excludeCredentials),
});

const answer = ({ id, rawId, type, response }) =>
  JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    response: {
      clientDataJSON: text(response.clientDataJSON),
      ...(response.attestationObject && { attestationObject: text(response.attestationObject) }),
      ...(response.authenticatorData && { authenticatorData: text(response.authenticatorData) }),
      ...(response.signature && { signature: text(response.signature) }),
      ...(response.userHandle && { userHandle: text(response.userHandle) }),
    },
  });

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || location.origin !== form.dataset.origin) continue;
  form.hidden = false;
  const without = form.parentElement.querySelector("[data-without-passkey]");
  if (without) without.hidden = true;
  // In a form with other ways to give a factor only one of the buttons asks for a passkey.
  const own = form.querySelector("[data-passkey-button]");
  if (own) own.hidden = false;
  form.addEventListener("submit", async (event) => {
    if (own && event.submitter !== own) return;
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      const asked = await fetch(form.dataset.challenge, { method: "POST" });
      if (asked.redirected) return location.assign(asked.url);
      const { id, options } = await asked.json();
      const publicKey = wanted(options.publicKey);
      const made = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.challenge.value = id;
      form.elements.credential.value = answer(made);
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
