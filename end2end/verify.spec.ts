// Checking signed prescriptions: on the portal's page, and with the page that is saved for checking without a connection.
import AxeBuilder from "@axe-core/playwright";
import { type Page } from "@playwright/test";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "./people.js";

const golden = (name: string) => readFileSync(new URL(`../clinic/src/signing/golden/${name}`, import.meta.url), "utf8").trim();
const code = golden("code.txt");
const numeric = (jws: string) => `shc:/${[...jws].map((letter) => String(letter.charCodeAt(0) - 45).padStart(2, "0")).join("")}`;
const changed = (jws: string, at: number) => jws.slice(0, at) + (jws[at] === "A" ? "B" : "A") + jws.slice(at + 1);

type Saved = { keys: { keys: object[] } };

/** Saves the page that the portal offers, as a file; it knows the key of the code above, besides the portal's own. */
async function save(page: Page, name: string, change = (_: Saved) => {}) {
  await page.goto("/verify");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save the page" }).click()]);
  expect(download.suggestedFilename()).toBe("check-prescriptions.html");
  const html = readFileSync(await download.path(), "utf8");
  const holds = /(<script type="application\/json" id="data">)(.*?)(<\/script>)/s;
  const data = JSON.parse(html.match(holds)![2]) as Saved;
  expect(data.keys.keys, "the portal's own key is in it").toHaveLength(1);
  data.keys.keys.push(JSON.parse(golden("key.json")) as object);
  change(data);
  const folder = new URL("./.run/", import.meta.url);
  mkdirSync(folder, { recursive: true });
  const file = fileURLToPath(new URL(name, folder));
  writeFileSync(file, html.replace(holds, (_, begin: string, __, end: string) => begin + JSON.stringify(data).replaceAll("<", "\\u003c") + end));
  return pathToFileURL(file).href;
}

async function check(page: Page, text: string) {
  await page.getByLabel("Code of the prescription").fill(text);
  await page.getByRole("button", { name: "Check it" }).click();
  return page.locator("#answer");
}

test("a saved page checks codes without a connection", async ({ anon }) => {
  const page = await anon();
  const file = await save(page, "check-prescriptions.html");
  await page.context().setOffline(true);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) asked.push(request.url());
  });
  await page.goto(file);

  for (const form of [code, numeric(code), ` ${numeric(code)}\n`, `https://portal.example.org/verify#${numeric(code)}`]) {
    const answer = await check(page, form);
    await expect(answer.getByRole("status")).toContainText("Authentic and unaltered");
    await expect(answer).toContainText("Walter Nguyen");
    await expect(answer).toContainText("Take 1 tablet by mouth once a day in the evening.");
    await expect(answer, "what it cannot know is said").toContainText("this page cannot know");
    await expect(answer).toContainText("March 1, 2027");
    await expect(answer).toContainText("September 2, 1948");
  }
  await expect(page.locator("body")).not.toContainText("undefined");

  // Every character counts.
  const ends = [code.indexOf("."), code.lastIndexOf("."), code.length];
  const places = [3, 40, ends[0] - 1, ends[0] + 1, 200, 401, ends[1] - 1, ends[1] + 1, ends[1] + 44, ends[2] - 1];
  for (const at of places) {
    for (const text of [changed(code, at), numeric(changed(code, at))]) {
      const answer = await check(page, text);
      await expect(answer.getByRole("alert"), `character ${at}`).toContainText("Not confirmed as authentic");
      await expect(answer).not.toContainText("Walter");
    }
  }
  for (const [text, words] of [
    ["hello", "not the code of a prescription"],
    ["shc:/1/2/5676", "one of several codes"],
    [code.slice(0, -1), "not the code of a prescription"],
  ]) {
    await expect((await check(page, text)).getByRole("alert")).toContainText(words);
  }

  await check(page, code);
  await expect(page.locator("#answer")).toContainText("Walter");
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `at ${width} px`).toBeLessThanOrEqual(0);
  }

  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Comprobar una receta sin conexión");
  await page.getByRole("button", { name: "Comprobar", exact: true }).click();
  await expect(page.locator("#answer")).toContainText("Auténtica y sin alteraciones");
  await expect(page.locator("#answer")).toContainText("2 de septiembre de 1948");
  expect(asked, "nothing was asked of anyone").toEqual([]);
});

test("a saved page knows only the keys that it was saved with", async ({ anon }) => {
  const page = await anon();
  const file = await save(page, "other-keys.html", (data) => void data.keys.keys.pop());
  await page.goto(file);
  await expect((await check(page, code)).getByRole("alert")).toContainText("with a key that this page does not know");
});

test("a link brings its code into the form, and the address keeps nothing of it", async ({ anon }) => {
  const page = await anon();
  await page.goto(`/verify#${numeric(code)}`);
  await expect(page.getByLabel("Code of the prescription")).toHaveValue(numeric(code));
  await expect(page).toHaveURL(/\/verify$/);
  await page.getByRole("button", { name: "Check it" }).click();
  await expect(page.getByRole("alert").first()).toContainText("with a key that is not ours");
  await expect(page).toHaveURL(/\/verify$/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the form works", async ({ anon }) => {
    const page = await anon();
    await page.goto("/verify");
    await expect(page.getByText("This browser cannot read codes with its camera")).toBeVisible();
    await expect(page.getByRole("button", { name: "Scan" })).toHaveCount(0);
    await page.getByLabel("Code of the prescription").fill("hello");
    await page.getByRole("button", { name: "Check it" }).click();
    await expect(page.getByRole("alert").first()).toContainText("not the code of a prescription");
  });
});
