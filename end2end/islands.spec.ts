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
  await page.getByRole("main").getByRole("link", { name: /Hemoglobin A1c/ }).first().click();
  const chart = page.getByRole("main").getByRole("img").first();
  await expect(chart).toBeVisible();
  const tip = page.locator(".chart-said").first();
  // Once it is awake the island says what one can do; a pointer that moved before is not known to it.
  await expect(tip).not.toBeEmpty();
  const box = (await chart.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.5);
  await expect(tip).toContainText(/%/);
});

test("a drug is suggested as one types and chosen with the keyboard alone", async ({ as }) => {
  const page = await as("okafor");
  await page.goto("/drugs");
  // The island gives the field its role once it is awake.
  const box = page.getByRole("combobox", { name: "Find a drug" });
  await box.pressSequentially("simva 20", { delay: 30 });
  const option = page.getByRole("option", { name: /simvastatin 20 mg oral tablet/i }).first();
  await expect(option).toBeVisible();
  await box.press("ArrowDown");
  await expect(option).toHaveAttribute("aria-selected", "true");
  await box.press("Enter");
  await expect(box).toHaveValue(/simvastatin 20 mg oral tablet/i);
  await expect(box).toHaveAttribute("aria-expanded", "false");
  await box.press("Enter");
  await expect(page.getByRole("heading", { name: /simvastatin 20 mg oral tablet/i })).toBeVisible();
  expect(page.url()).toMatch(/rxcui=\d+/);
});
