// Puts what was scanned, or what stands behind the # of a link, into the form. A server is never told what stands there.
const form = document.querySelector("form[action='/verify']");
const field = form.elements.code;
if (location.hash.length > 20) {
  field.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
offerCamera(form.querySelector("[data-scan]"), (code) => {
  field.value = code;
  form.requestSubmit();
});
