// A doctor writes a prescription, is warned, and signs it with the code that the demo shows.
import { type Page } from "@playwright/test";
import { expect, test } from "./people.js";

async function openWalter(page: Page) {
  await page.goto("/patients");
  await page.getByRole("searchbox").fill("ngu walt");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
  await page.getByRole("link", { name: "Write a prescription" }).click();
}

async function begin(page: Page, words: string, drug: RegExp) {
  await page.getByRole("searchbox").fill(words);
  await page.getByRole("main").getByRole("button", { name: "Search" }).click();
  await page.getByRole("button", { name: drug }).first().click();
  await expect(page).toHaveURL(/prescribing\/[0-9a-f-]{36}/);
}

test("an allergy is told before anything is written, and asks for a reason", async ({ as }) => {
  const page = await as("okafor");
  await openWalter(page);
  await begin(page, "amox 500 tab", /^Write amoxicillin 500 mg oral tablet/);
  const cards = page.getByRole("region", { name: "Safety checks" });
  await expect(cards.getByText("Critical").first()).toBeVisible();
  await expect(cards).toContainText(/penicillin/i);
  await expect(page.getByText("Give a reason for each critical warning").first()).toBeVisible();
  await page.getByRole("button", { name: "Discard this draft" }).click();
  await expect(page.getByText("The draft was discarded.")).toBeVisible();
});

test("a doctor writes and signs while all of it is on screen", async ({ as }) => {
  const page = await as("okafor");
  await openWalter(page);
  await begin(page, "metformin 500", /^Write 24-hour metformin/);
  await page.getByText("Often written directions").click();
  const preset = page.getByRole("button", { name: "Take 1 tablet by mouth once a day." });
  if (!(await preset.isVisible())) await page.getByText("Often written directions").click();
  await preset.click();
  await expect(page.getByText("As last saved, the patient reads:")).toBeVisible();
  await page.getByLabel("Quantity").fill("30");
  await page.getByLabel("Unit", { exact: true }).last().selectOption("tablet");
  await page.getByLabel("On paper or on the patient’s phone").check();
  for (const reason of await page.getByLabel(/^Why you go on: needed/).all()) await reason.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save", exact: true }).last().click();
  for (const reason of await page.getByLabel(/^Why you go on: needed/).all()) await reason.selectOption({ index: 1 });
  await page.getByRole("button", { name: "Save and review" }).click();

  await expect(page).toHaveURL(/prescribing\/signature$/);
  await expect(page.getByRole("main")).toContainText("Walter Nguyen");
  await expect(page.getByRole("main")).toContainText("What signing means");
  await page.getByLabel("Code").fill("000000");
  await page.getByRole("button", { name: "Sign and send" }).click();
  await expect(page.getByText("Nothing was signed")).toBeVisible();
  const shown = page.locator(".demo-code");
  await expect(async () => {
    if ((await shown.count()) === 0) await page.goto(page.url());
    expect(await shown.count()).toBe(1);
  }).toPass({ timeout: 60_000 });
  await page.getByLabel("Code").fill(await shown.innerText());
  await page.getByRole("button", { name: "Sign and send" }).click();
  await expect(page.getByRole("region", { name: "Just signed" })).toContainText("Nothing was sent. Print it");
});
