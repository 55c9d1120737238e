import { expect, test } from "./people.js";

test("a clinician finds a patient by parts of the name in any order and without accents", async ({ as }) => {
  const page = await as("okafor");
  await page.goto("/patients");
  await page.getByRole("searchbox").fill("ngu walt");
  await page.getByRole("button", { name: "Search" }).click();
  const found = page.getByRole("main").getByRole("link", { name: /Walter Nguyen/ });
  await expect(found.first()).toBeVisible();
  // A name is personal data: it never stands in an address.
  expect(page.url()).not.toMatch(/ngu|walt/i);
  await found.first().click();

  const banner = page.getByRole("region", { name: "Patient" });
  await expect(banner).toContainText("Walter Nguyen");
  await expect(banner).toContainText("78 years");
  await expect(banner).toContainText(/Allergies/);
  await page.getByRole("link", { name: "Labs", exact: true }).first().click();
  await expect(page).toHaveURL(/\/patients\/[0-9a-f-]+\/labs/);
  await expect(banner).toContainText("Walter Nguyen");
});

test("outside the care team a reason is asked for, written down and shown to the patient", async ({ as }, info) => {
  const page = await as("tanaka");
  await page.goto("/patients");
  await page.getByRole("searchbox").fill("kenji");
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("main").getByRole("link", { name: /Kenji Watanabe/ }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This record is closed");

  // Without a choice it stays closed and says what is missing.
  await page.getByRole("button", { name: "Open the record" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Choose why you need the record.");

  const reason = `Asked for advice by telephone, ${info.project.name}`;
  await page.getByLabel("Another reason").check();
  await page.getByLabel("In your own words").fill(reason);
  await page.getByRole("button", { name: "Open the record" }).click();
  await expect(page.getByRole("region", { name: "Patient" })).toContainText("Kenji Watanabe");

  const patient = await as("kenji");
  await patient.goto("/access");
  await expect(patient.locator("main")).toContainText(reason);
  await expect(patient.locator("main")).toContainText("Outside the care team");
});

test("an administrator sees the system and no records", async ({ as }) => {
  const page = await as("noor");
  await page.goto("/system");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "People" }).first().click();
  await expect(page.locator("main")).toContainText("okafor@example.org");
});
