// Visits every page that each person can reach by links, and checks what must be true of all of them.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { type Person, expect, openConfirmed, test } from "./people.js";

/** Pages with an island or a passkey load a script; no other page may. */
const alive = [
  /^\/patients$/,
  /\/labs\/tests\/[^/]+$/,
  /\/record\/vitals\/[^/]+$/,
  // Where a passkey can be used or made.
  /^\/sign-in$/,
  /^\/account\/factors\/passkeys$/,
  // Where a code can be scanned.
  /^\/verify$/,
  // Where a drug is looked for.
  /^\/drugs$/,
  /^\/patients\/[^/]+\/prescribing$/,
  /^\/patients\/[^/]+\/prescribing\/[0-9a-f-]{36}$/,
];

/** Pages that have a script only while there is something to do: a passkey signs what waits for a signature. */
const sometimes = [/^\/patients\/[^/]+\/prescribing\/signature$/];

/** One page of each pattern is enough: ids, codes and filters do not make a new page. */
const pattern = (address: URL) =>
  address.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "{id}")
    .replace(/\/\d{4}-\d{2}-\d{2}/g, "/{day}")
    .replace(/\/(tests|vitals)\/[^/]+/, "/$1/{code}") + [...address.searchParams.keys()].sort().join("&");

async function check(page: Page, path: string) {
  const response = await page.goto(path);
  // A file to download is not a page.
  if (!response) return [];
  expect(response.status(), path).toBe(200);
  const type = response.headers()["content-type"] ?? "";
  if (!type.startsWith("text/html")) return [];

  const html = await response.text();
  expect(html, `${path} holds a streaming placeholder`).not.toMatch(/<!--s-\d|<template id="\d|__RESOLVED_RESOURCES/);
  expect(html, `${path} has an inline style`).not.toMatch(/\sstyle="/);
  const scripts = (html.match(/<script\b/g) ?? []).length;
  const here = new URL(page.url()).pathname;
  // A period may hold too few results for a chart.
  const cut = new URL(page.url()).searchParams.has("from");
  const allowed = cut || sometimes.some((one) => one.test(here)) ? [0, 1] : [alive.some((one) => one.test(here)) ? 1 : 0];
  expect(allowed, `scripts on ${path}`).toContain(scripts);
  expect(response.headers()["cache-control"], path).toContain("no-store");
  expect(response.headers()["content-security-policy"], path).toContain("default-src 'none'");
  expect(await page.locator("h1").count(), `headings of ${path}`).toBe(1);
  expect(await page.title(), path).not.toBe("");

  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${path} scrolls sideways`).toBeLessThanOrEqual(0);

  // Where no page embeds another, one pass in the page itself sees all of it.
  const axe = () => new AxeBuilder({ page }).setLegacyMode();
  const light = await axe().withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  await page.emulateMedia({ colorScheme: "dark" });
  // In the dark only the colours are others.
  const dark = await axe().withRules(["color-contrast"]).analyze();
  await page.emulateMedia({ colorScheme: "light" });
  const found = [...light.violations, ...dark.violations.map((one) => ({ ...one, id: `${one.id} in the dark` }))];
  // Gathered, so that one run tells of all pages.
  expect.soft(found.map(({ id, nodes }) => `${path}: ${id} ${nodes.map((node) => node.html).slice(0, 3).join(" | ")}`)).toEqual([]);

  // What a mail says leads where whoever got it may go, which is often nowhere for whoever reads it here.
  const links = here.startsWith("/system/mail/files/") ? "a[href]:not(#text *)" : "a[href]";
  return page
    .locator(links)
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href).filter((href) => href.startsWith(location.origin)));
}

async function crawl(page: Page, starts: string[]) {
  // Colours that are still on their way from light to dark are not those of the page.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const waiting = starts.map((path) => path);
  const seen = new Set<string>();
  const walked: string[] = [];
  while (waiting.length > 0 && walked.length < 80) {
    const path = waiting.shift()!;
    const address = new URL(path, "http://127.0.0.1");
    // A document's file, a prescription or a report as PDF and a mail as its reader sees it are shown as they are, without the portal
    // around them; the page for checking prescriptions off-line and all results are saved.
    if (seen.has(pattern(address)) || /\/(file|html|pdf|report\.pdf|documents\/\d+|results\.(csv|json)|verify\/offline)$/.test(address.pathname)) continue;
    seen.add(pattern(address));
    walked.push(address.pathname);
    for (const href of await check(page, path)) {
      const next = new URL(href);
      waiting.push(next.pathname + next.search);
    }
  }
  return walked;
}

const walks: [Person | null, string[], number][] = [
  [null, ["/sign-in", "/invitation", "/verify"], 3],
  ["walter", ["/home", "/appointments/new", "/appointments/waiting/new"], 20],
  ["rosa", ["/home"], 15],
  ["kenji", ["/home", "/labs", "/prescriptions", "/appointments", "/record"], 8],
  ["okafor", ["/patients"], 12],
  ["dana", ["/calendar"], 8],
  ["noor", ["/system", "/schedules"], 12],
  ["ines", ["/pharmacy", "/account"], 3],
  ["linh", ["/helping"], 5],
];

for (const [person, starts, least] of walks) {
  test(`every page that ${person ?? "anyone"} can reach`, async ({ as, anon, baseURL }) => {
    const page = person ? await as(person) : await anon();
    test.setTimeout(600_000);
    // Pages of consequence open too, however long ago the person signed in.
    if (person) await openConfirmed(page, baseURL!, "/account/password");
    const walked = await crawl(page, person ? [...starts, "/account/confirmation"] : starts);
    expect(walked.length, walked.join("\n")).toBeGreaterThanOrEqual(least);
  });
}
