// Checks the code of a prescription with what stands in this page alone. It does what the portal does (RFC 7515 with ES256, payload
// deflated) and is as strict.
const data = JSON.parse(document.querySelector("#data").textContent);
const LONGEST_READ = 10_000;
const LONGEST_PAYLOAD = 16 * 1024;
const KIND = "verbena:rx:1";
// Half the order of the curve P-256: of the two signatures that hold, only the one with the lower number is taken.
const HALF = 0x7fffffff800000007fffffffffffffffde737d56d38bcf4279dce5617e3192a8n;

class Refused extends Error {}
const refuse = (why) => {
  throw new Refused(why);
};

const bytes = (text) => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) refuse("malformed");
  const raw = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const again = btoa(String.fromCharCode(...raw)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return again === text ? raw : refuse("malformed");
};

const compact = (code) => {
  if (code.length > LONGEST_READ) refuse("malformed");
  const text = code.replace(/\s/g, "").split("#").pop();
  const digits = text.replace(/^shc:\//i, "");
  if (digits === text && !/^\d+$/.test(text)) return text;
  if (/^\d+(\/\d+)+$/.test(digits)) refuse("parts");
  if (!/^(\d\d)+$/.test(digits)) refuse("malformed");
  return digits.match(/\d\d/g).map((pair) => String.fromCharCode(45 + Number(pair))).join("");
};

const json = (raw, why) => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(raw));
  } catch {
    return refuse(why);
  }
};

async function inflate(raw) {
  const parts = [];
  let length = 0;
  try {
    const reader = new Blob([raw]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      length += value.length;
      if (length > LONGEST_PAYLOAD) refuse("unreadable");
      parts.push(value);
    }
  } catch {
    refuse("unreadable");
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

async function check(code) {
  const parts = compact(code).split(".");
  if (parts.length !== 3) refuse("malformed");
  const [head, payload, signature] = parts.map(bytes);
  const header = json(head, "malformed");
  const { zip, alg, kid, ...more } = header ?? {};
  if (typeof alg !== "string") refuse("malformed");
  if (zip !== "DEF" || alg !== "ES256" || Object.keys(more).length > 0) refuse("notOurs");
  const jwk = data.keys.keys.find((key) => key.kid === kid) ?? refuse("unknownKey");
  const name = { name: "ECDSA", namedCurve: "P-256" };
  const { kty, crv, x, y } = jwk;
  const key = await crypto.subtle.importKey("jwk", { kty, crv, x, y }, name, false, ["verify"]);
  const signed = new TextEncoder().encode(`${parts[0]}.${parts[1]}`);
  const high = [...signature.slice(32)].reduce((number, byte) => number * 256n + BigInt(byte), 0n) > HALF;
  const holds = signature.length === 64 && !high && (await crypto.subtle.verify({ name: "ECDSA", hash: "SHA-256" }, key, signature, signed));
  if (!holds) refuse("altered");
  const claims = json(await inflate(payload), "unreadable");
  if (claims?.vc?.type?.[0] !== KIND) refuse("unreadable");
  return { claims, kid };
}

const element = (name, attributes = {}, ...inside) => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...inside.filter((one) => one !== null && one !== undefined));
  return made;
};
const notice = (tone, role, title, ...lines) =>
  element("div", { class: `notice ${tone}`, role }, element("p", { class: "title" }, title), ...lines.filter(Boolean).map((line) => element("p", {}, line)));

const main = document.querySelector("main");
let lang = (navigator.languages ?? []).map((tag) => tag.slice(0, 2)).find((tag) => tag in data.words) ?? data.lang;
let typed = "";

const day = (date) => new Intl.DateTimeFormat(lang, { dateStyle: "long", timeZone: "UTC" }).format(date);
const moment = (date) =>
  new Intl.DateTimeFormat(lang, { year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit", timeZoneName: "short" }).format(date);
const uuid = (text) => text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

/** The last day: the code ends at noon UTC of the day after it, when it is over everywhere. */
const lastDay = (exp) => new Date((exp - 129_600) * 1000);
const isOver = (exp) => {
  const now = new Date();
  return lastDay(exp).getTime() < Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
};

function content({ claims, kid }) {
  const words = data.words[lang];
  const of = claims.vc.credentialSubject;
  const texts = [
    ["drug", of.drug],
    ["sig", of.sig, "en"],
    ["es", of.es, "es"],
    ["quantity", of.qty],
    ["refills", String(of.refills)],
    ["substitution", of.daw ? words.substitution.no : words.substitution.yes],
    ["reason", of.for],
    ["note", of.note],
    ["overridden", of.despite?.join(", ")],
    ["replaces", of.after && uuid(of.after)],
    ["patient", of.patient.name],
    ["born", day(new Date(of.patient.born))],
    ["sex", words.sex[of.patient.sex]],
    ["address", of.patient.address],
    ["phone", of.patient.phone],
    ["prescriber", of.by.name],
    ["npi", of.by.npi],
    ["licence", of.by.licence.join(", ")],
    ["clinic", [of.at.name, of.at.address, of.at.phone].filter(Boolean).join(" · ")],
    ["pharmacy", of.to && `${of.to.name}, ${of.to.address}`],
    ["signed", moment(new Date(claims.nbf * 1000))],
    ["until", day(lastDay(claims.exp))],
    ["rxnorm", of.rxnorm],
    ["number", uuid(claims.jti)],
    ["issuer", claims.iss],
    ["key", kid],
  ];
  const facts = texts
    .filter(([, text]) => text)
    .map(([name, text, speech]) => element("div", {}, element("dt", {}, words.facts[name]), element("dd", speech ? { lang: speech } : {}, text)));
  return [
    notice("good", "status", words.good, words.goodAdvice, words.goodNever),
    isOver(claims.exp) ? notice("bad", "alert", words.over, words.overAdvice) : null,
    element("h2", {}, words.state),
    notice("warn", "note", words.never, data.phone ?? ""),
    element("h2", {}, words.content),
    element("dl", {}, ...facts),
  ];
}

async function answer(code) {
  const words = data.words[lang];
  const place = document.querySelector("#answer");
  if (!code.trim()) return place.replaceChildren(notice("bad", "alert", words.missing));
  place.replaceChildren(element("p", { role: "status" }, words.checking));
  try {
    place.replaceChildren(...content(await check(code)).filter(Boolean));
  } catch (error) {
    const why = words.bad[error instanceof Refused ? error.message : "unreadable"];
    place.replaceChildren(notice("bad", "alert", words.bad.title, why, data.phone ?? ""));
  }
}

function show() {
  const words = data.words[lang];
  document.documentElement.lang = lang;
  document.title = words.title;
  const languages = Object.entries(data.words).map(([tag, { own }]) => {
    const button = element("button", { type: "button", lang: tag, "aria-pressed": String(tag === lang) }, own);
    button.addEventListener("click", () => {
      lang = tag;
      show();
    });
    return button;
  });
  const field = element("textarea", { id: "code", rows: "6", maxlength: String(LONGEST_READ), spellcheck: "false", autocomplete: "off", "aria-describedby": "hint" });
  field.value = typed;
  field.addEventListener("input", () => (typed = field.value));
  const button = element("button", { type: "submit", class: "first" }, words.check);
  const scan = element(
    "div",
    {},
    element("button", { type: "button", "data-scan-start": "", hidden: "" }, words.scan),
    element("button", { type: "button", "data-scan-stop": "", hidden: "" }, words.stop),
    element("video", { "data-scan-view": "", "aria-label": words.view, muted: "", playsinline: "", hidden: "" }),
    element("p", { "data-scan-failed": "", role: "alert", hidden: "" }, words.failed),
    element("p", { "data-scan-without": "", class: "soft" }, words.without),
  );
  const form = element("form", {}, element("label", { for: "code" }, words.code), element("p", { id: "hint", class: "soft" }, words.hint), field, scan, button);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    answer(field.value);
  });
  const works = Boolean(globalThis.crypto?.subtle) && "DecompressionStream" in globalThis;
  const online = element("a", { href: `${data.origin}/verify` }, words.online);
  main.replaceChildren(
    element("div", { class: "languages" }, ...languages),
    element("h1", {}, words.title),
    element("p", {}, words.lead),
    works ? form : notice("bad", "alert", words.noCrypto),
    element("div", { id: "answer" }),
    element("p", { class: "soft" }, `${words.saved}: ${moment(new Date(data.saved))}. ${words.known}: ${data.keys.keys.length}. `, online),
  );
  offerCamera(scan, (code) => {
    field.value = typed = code;
    answer(code);
  });
}

show();
