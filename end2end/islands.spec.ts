import { expect, test } from "./people.js";

test("patients are found as one types, with the keyboard alone", async ({ as }) => {
  const page = await as("okafor");
  await page.goto("/patients");
  const box = page.getByRole("searchbox");
  // The island says so itself once it is awake: typing is then answered without a page load.
  await box.pressSequentially("nguy wal", { delay: 30 });
  const found = page.getByRole("link", { name: /Walter Nguyen/ });
  await expect(found.first()).toBeVisible();
  await expect(page.getByText("One patient found.")).toBeVisible();
  expect(page.url()).toMatch(/\/patients$/);
  await box.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Patient" })).toContainText("Walter Nguyen");
});

test("a chart tells the value one points at", async ({ as }) => {
  const page = await as("rosa");
  await page.goto("/labs/tests");
  await page.getByRole("main").getByRole("link", { name: /hemoglobina? A1c/i }).first().click();
  const chart = page.getByRole("main").getByRole("img").first();
  await expect(chart).toBeVisible();
  const tip = page.locator(".chart-said").first();
  // Once it is awake the island says what one can do; a pointer that moved before is not known to it.
  await expect(tip).not.toBeEmpty();
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5);
  await expect(tip).toContainText(/%/);
});

test("a drug is found as one types, with the keyboard alone", async ({ as }) => {
  const page = await as("okafor");
  await page.goto("/drugs");
  const box = page.getByRole("searchbox", { name: "Find a drug" });
  await box.pressSequentially("simva 20", { delay: 30 });
  const found = page.getByRole("main").getByRole("link", { name: /simvastatin 20 mg oral tablet/i }).first();
  // The answer to all that was typed, and not to a part of it.
  await expect(found).toHaveAttribute("href", /q=simva%2020&/);
  await expect(page.getByRole("status").filter({ hasText: /drugs? found/ })).toBeVisible();
  expect(page.url()).toMatch(/\/drugs$/);
  await box.press("ArrowDown");
  await expect(found).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box).toBeFocused();
  await box.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /simvastatin 20 mg oral tablet/i })).toBeVisible();
  expect(page.url()).toMatch(/rxcui=\d+/);
});

test("a draft begins, and its drug changes, as one types and with the keyboard alone", async ({ as }) => {
  const page = await as("okafor");
  await page.goto("/patients");
  await page.getByRole("searchbox").pressSequentially("nguy wal", { delay: 30 });
  // The list that was there before the search holds him too, and goes once the search is answered.
  await expect(page.getByText("One patient found.")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
  await page.getByRole("link", { name: "Write a prescription" }).click();
  const box = page.getByRole("searchbox");
  const said = page.getByRole("status").filter({ hasText: /drugs? found/ });
  // What cannot be prescribed here is shown and has no button.
  await box.pressSequentially("tramadol 50", { delay: 30 });
  await expect(said).toBeVisible();
  await expect(page.getByText("Controlled (schedule IV): not prescribed here").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /^Write tramadol/ })).toHaveCount(0);

  await box.fill("");
  await expect(said).toHaveCount(0);
  await box.pressSequentially("loratadine 10", { delay: 30 });
  const write = page.getByRole("button", { name: /^Write loratadine 10 mg oral tablet/ }).first();
  await expect(write).toBeVisible();
  await expect(page.getByRole("button", { name: "Write “loratadine 10” in words" })).toBeVisible();
  await box.press("ArrowDown");
  const isThere = () => write.evaluate((button) => button === document.activeElement);
  for (let pressed = 0; pressed < 40 && !(await isThere()); pressed++) await page.keyboard.press("ArrowDown");
  await expect(write).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/prescribing\/[0-9a-f-]{36}/);
  await expect(page.getByRole("heading", { level: 1, name: /loratadine 10 mg oral tablet/ })).toBeVisible();

  await page.getByText("Choose another drug").click();
  await page.getByRole("searchbox", { name: "Find a drug by ingredient or brand" }).pressSequentially("cetirizine 10", { delay: 30 });
  await page.getByRole("button", { name: /^Write cetirizine/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /cetirizine/ })).toBeVisible();
  await page.getByRole("button", { name: "Discard this draft" }).click();
  await expect(page.getByText("The draft was discarded.")).toBeVisible();
});
