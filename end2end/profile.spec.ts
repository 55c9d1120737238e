import { expect, test } from "./people.js";

test("a patient asks for another birth date, and the clinic says why not", async ({ as }) => {
  const patient = await as("walter");
  await patient.goto("/profile");
  await patient.getByRole("link", { name: "Phone" }).click();
  await patient.getByLabel(/Phone number/).fill("call me");
  await patient.getByRole("button", { name: "Save" }).click();
  await expect(patient.getByRole("alert").first()).toContainText("7 to 15 digits");
  await expect(patient.getByLabel(/Phone number/)).toHaveValue("call me");
  await patient.getByLabel(/Phone number/).fill("207-555-0134");
  await patient.getByRole("button", { name: "Save" }).click();
  await expect(patient.getByRole("main")).toContainText("207-555-0134");

  await patient.getByRole("link", { name: "Ask for a change" }).click();
  await patient.getByRole("link", { name: "Birth date" }).click();
  await patient.getByLabel("Birth date").fill("1948-09-03");
  await patient.getByRole("button", { name: "Send to the clinic" }).click();
  await expect(patient.getByRole("main")).toContainText("Birth date: from Sep 2, 1948 to Sep 3, 1948");

  const staff = await as("dana");
  await staff.goto("/profile-changes");
  await staff.getByRole("main").getByRole("link", { name: "Walter Nguyen" }).first().click();
  await staff.getByRole("button", { name: "Decline" }).click();
  await expect(staff.getByRole("alert").first()).toContainText("Say why it is declined");
  await staff.getByLabel(/Words for the patient/).fill("Please bring your birth certificate.");
  await staff.getByRole("button", { name: "Decline" }).click();
  await expect(staff.getByRole("status").first()).toContainText("The change was declined.");

  await patient.goto("/profile");
  await expect(patient.getByRole("main")).toContainText("Please bring your birth certificate.");
  await expect(patient.getByRole("main")).toContainText("Sep 2, 1948");
});
