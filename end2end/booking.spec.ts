// A patient books a visit, moves it and cancels it; waits for an earlier one.
import { expect, test } from "./people.js";

// One after another: they are of one patient, who holds one time at once.
test.describe.configure({ mode: "serial" });

test("a visit is booked, moved and cancelled", async ({ as }) => {
  const page = await as("walter");
  await page.goto("/appointments");
  await page.getByRole("main").getByRole("link", { name: "Book a visit" }).click();
  await page.getByRole("main").getByRole("link", { name: "Follow-up", exact: true }).click();
  // With one clinician at one place there is nothing to choose.
  if (/\/new\/with/.test(page.url())) {
    await page.getByLabel("Anyone who is free").check();
    await page.getByRole("button", { name: "Show free times" }).click();
  }
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Choose a time");
  await expect(page.getByText(/All times in .+/)).toBeVisible();
  // Far enough away to be changed here.
  await page.getByRole("link", { name: "Later days" }).click();
  const first = page.locator("button[name=time]").first();
  await first.click();

  await expect(page.getByText(/This time is held for you until .* left\./)).toBeVisible();
  await page.getByLabel(/What is the visit for/).fill("A cough");
  expect(page.url()).not.toContain("cough");
  const before = await page.locator(".visit-time").innerText();
  await page.getByRole("button", { name: "Choose another time" }).click();
  await page.locator("button[name=time]").first().click();
  await expect(page.locator(".visit-time")).toHaveText(before);
  await page.getByLabel(/What is the visit for/).fill("A cough");
  await page.getByRole("button", { name: "Book this visit" }).click();
  await expect(page.getByText("The visit is booked.")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("A cough");

  await page.getByRole("button", { name: "I will come" }).click();
  await expect(page.getByText("You have said that you will come")).toBeVisible();

  await page.getByRole("link", { name: "Change the time" }).click();
  await page.getByRole("link", { name: "Later days" }).click();
  await page.locator("button[name=time]").first().click();
  await page.getByRole("button", { name: "Move my visit to this time" }).click();
  await expect(page.getByText("The visit has its new time.")).toBeVisible();
  await expect(page.locator(".visit-time")).not.toContainText(before);

  await page.getByRole("link", { name: "Cancel this visit" }).click();
  await page.getByRole("button", { name: "Cancel this visit" }).click();
  await expect(page.getByRole("alert")).toContainText("Choose a reason");
  await page.getByLabel("I cannot come at that time").check();
  await page.getByRole("button", { name: "Cancel this visit" }).click();
  await expect(page.getByText("The visit is cancelled.")).toBeVisible();
  await expect(page.getByText("This visit was cancelled")).toBeVisible();
});

test("a patient waits, and stops waiting", async ({ as }) => {
  const page = await as("walter");
  await page.goto("/appointments/waiting");
  await page.getByRole("link", { name: "Wait for a time" }).click();
  await page.getByRole("main").getByRole("link", { name: "Check-up", exact: true }).click();
  await page.getByLabel("mornings").check();
  await page.getByRole("button", { name: "Join the waiting list" }).click();
  // Nobody waits for what is free.
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("These times are free now");
  await page.getByRole("button", { name: /wait anyway/ }).click();
  await expect(page.getByText("You are on the waiting list.")).toBeVisible();
  await page.getByRole("button", { name: "Stop waiting" }).first().click();
  await expect(page.getByText("You no longer wait for this.")).toBeVisible();
});
