import { type Browser, type BrowserContext, type Page, test as base, expect } from "@playwright/test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { portal } from "./portals.js";

/** People of the demo clinic, each signed in once for each portal. */
export const people = {
  walter: "walter@example.org",
  rosa: "rosa@example.org",
  kenji: "kenji@example.org",
  okafor: "okafor@example.org",
  /** The same doctor in a browser of her own: what a page says once is not said to another test. */
  okaforWriting: "okafor@example.org",
  tanaka: "tanaka@example.org",
  dana: "dana@example.org",
  ines: "ines@example.org",
  noor: "noor@example.org",
  linh: "linh@example.org",
} as const;
export type Person = keyof typeof people;

export const password = (url: string) => readFileSync(join(portal(url)!.data, "demo-password"), "utf8").trim();

export const stateOf = (url: string, person: Person) => join(portal(url)!.data, `${person}.json`);

export async function signIn(page: Page, url: string, person: Person) {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel(/^(E-mail address|Correo electrónico)$/).fill(people[person]);
  await page.getByLabel(/^(Password|Contraseña)$/).fill(password(url));
  await page.locator("main form button[type=submit]").first().click();
  await giveDemoCode(page);
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Types the code that the demo shows to those who need one. Each is taken once: where all were, the next one is waited for. */
export async function giveDemoCode(page: Page) {
  await expect(page).not.toHaveURL(/sign-in$/);
  await giveCodeAt(page, /\/sign-in\/factor$/);
}

async function giveCodeAt(page: Page, form: RegExp) {
  const shown = page.locator(".demo-code");
  await expect(async () => {
    if (!form.test(page.url())) return;
    if ((await shown.count()) === 0) await page.goto(page.url());
    expect(await shown.count()).toBe(1);
    await page.getByLabel(/^(Code|Código)$/).fill(await shown.innerText());
    await page.getByRole("button", { name: /^(Go on|Continuar)$/ }).click();
    // Whoever signs in to the same account elsewhere may have been faster with this one.
    await expect(page).not.toHaveURL(/sign-in|confirmation/, { timeout: 3_000 });
  }).toPass({ timeout: 100_000, intervals: [1_000, 3_000, 5_000] });
}

/**
 * Opens a page of consequence. Ten minutes after someone has shown who they are, it asks once more: how long ago they signed in
 * depends on how fast the tests before went.
 */
export async function openConfirmed(page: Page, url: string, path: string) {
  const form = /\/account\/confirmation$/;
  await page.goto(path);
  if (!form.test(page.url())) return;
  const typed = page.getByLabel(/^(Password|Contraseña)$/);
  if ((await typed.count()) > 0) {
    await typed.fill(password(url));
    await page.locator("main form button[type=submit]").first().click();
  } else {
    await giveCodeAt(page, form);
  }
  await expect(page).toHaveURL(new URL(path, url).href);
}

/** Fails a test on any error the browser reports. */
export function watch(page: Page, problems: string[]) {
  page.on("console", (message) => {
    // The browser reports each 4xx page it was sent to on purpose; tests check statuses themselves.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) problems.push(message.text());
  });
  page.on("pageerror", (error) => problems.push(String(error)));
}

/** A page in a browser of one's own, of a portal that a test has started; what the browser reports goes to `problems`. */
export async function pageOf(browser: Browser, url: string, problems: string[], more: object = {}): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: "en-US", timezoneId: "America/New_York", ...more });
  const page = await context.newPage();
  watch(page, problems);
  return page;
}

type Fixtures = {
  /** Opens a page signed in as someone, in a browser of their own. */
  as: (person: Person) => Promise<Page>;
  /** Opens a page that nobody is signed in to. */
  anon: () => Promise<Page>;
};

export const test = base.extend<Fixtures>({
  as: async ({ browser, baseURL, contextOptions, viewport, javaScriptEnabled, colorScheme, hasTouch, isMobile }, use) => {
    const open = opener(browser, { ...contextOptions, baseURL, viewport, javaScriptEnabled, colorScheme, hasTouch, isMobile });
    await use((person) => open.page({ storageState: stateOf(baseURL!, person) }));
    await open.close();
  },
  anon: async ({ browser, baseURL, contextOptions, viewport, javaScriptEnabled, colorScheme, hasTouch, isMobile }, use) => {
    const open = opener(browser, { ...contextOptions, baseURL, viewport, javaScriptEnabled, colorScheme, hasTouch, isMobile });
    await use(() => open.page({}));
    await open.close();
  },
});

function opener(browser: Browser, options: Parameters<Browser["newContext"]>[0]) {
  const contexts: BrowserContext[] = [];
  const problems: string[] = [];
  return {
    page: async (more: Parameters<Browser["newContext"]>[0]) => {
      const context = await browser.newContext({ ...options, locale: "en-US", timezoneId: "America/New_York", ...more });
      contexts.push(context);
      const page = await context.newPage();
      watch(page, problems);
      return page;
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      expect(problems, "the browser reported errors").toEqual([]);
    },
  };
}

export { expect };
