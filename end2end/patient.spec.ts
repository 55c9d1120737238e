import { expect, test } from "./people.js";

test("a patient reads their chart from the first page to the last", async ({ as }) => {
  const page = await as("walter");
  await page.goto("/home");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Hello, Walter Nguyen");
  await expect(page.getByRole("heading", { name: "Next visit" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "New results" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Medicines in use" })).toBeVisible();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Labs" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Labs");
  // Walter's INR is too high this week: said in words, not only in colour.
  await page.getByRole("searchbox").fill("INR");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/[?&]q=INR/);
  await expect(page.locator("main")).toContainText("INR");
  await expect(page.locator("main")).toContainText(/High/);

  await page.getByRole("link", { name: "By test" }).click();
  await page.getByRole("main").getByRole("link", { name: /INR/ }).first().click();
  await expect(page).toHaveURL(/\/labs\/tests\//);
  await expect(page.getByRole("img").first()).toBeVisible();
  await expect(page.getByRole("table")).toBeVisible();

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Prescriptions" }).click();
  await expect(page.locator("main")).toContainText(/warfarin/i);
  await page.getByRole("main").getByRole("link", { name: /warfarin/i }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/warfarin/i);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Appointments" }).click();
  await expect(page.locator("main")).toContainText(/E[SD]T|EST|EDT/);

  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Health record" }).click();
  for (const part of ["Conditions", "Allergies", "Immunizations", "Documents"]) {
    await expect(page.getByRole("heading", { name: part, exact: true })).toBeVisible();
  }
  await page.getByRole("main").getByRole("link", { name: "Vital signs" }).click();
  await expect(page.locator("main")).toContainText(/mmHg/);
});

test("a patient sees who looked, and only others unless asked", async ({ as }) => {
  const clinician = await as("okafor");
  await clinician.goto("/patients");
  await clinician.getByRole("link", { name: /Walter Nguyen/ }).first().click();
  await expect(clinician.getByRole("heading", { level: 1 })).toBeVisible();

  const page = await as("walter");
  await page.goto("/access");
  await expect(page.locator("main")).toContainText("Dr. Amara Okafor");
  await expect(page.locator("main")).not.toContainText("You");
  await page.getByRole("link", { name: "Everyone" }).click();
  await expect(page.locator("main")).toContainText("You");
});

test("a new patient's empty pages say what will stand there", async ({ as }) => {
  const page = await as("kenji");
  for (const [path, words] of [
    ["/labs", "No lab results yet"],
    ["/prescriptions", "No prescriptions"],
    ["/home", "There is nothing you need to do right now."],
  ]) {
    await page.goto(path);
    await expect(page.locator("main")).toContainText(words);
  }
});

test("lists page in the database and keep their filter", async ({ as }) => {
  const page = await as("rosa");
  await page.goto("/labs");
  const first = await page.locator("main").innerText();
  await page.locator("a[rel=next]").first().click();
  await expect(page).toHaveURL(/before=/);
  expect(await page.locator("main").innerText()).not.toBe(first);
});
