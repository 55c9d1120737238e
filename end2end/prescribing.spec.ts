// A doctor writes a prescription, is warned, and signs it with the code that the demo shows.
import { type Page } from "@playwright/test";
import { expect, test } from "./people.js";

// One after another: they write for the same patient, and the signature page takes all drafts that are ready.
test.describe.configure({ mode: "serial" });

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
  const page = await as("okaforWriting");
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
  const page = await as("okaforWriting");
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

/** Signs what is on the page, with the code that the demo shows. */
async function sign(page: Page) {
  const shown = page.locator(".demo-code");
  await expect(async () => {
    if ((await shown.count()) === 0) await page.goto(page.url());
    expect(await shown.count()).toBe(1);
  }).toPass({ timeout: 90_000 });
  await page.getByLabel("Code").fill(await shown.innerText());
  await page.getByRole("button", { name: "Sign and send" }).click();
}

test("a prescription is handed out in two parts, and a cancellation comes too late", async ({ as }) => {
  test.slow();
  const doctor = await as("okaforWriting");
  await openWalter(doctor);
  await begin(doctor, "loratadine 10", /^Write loratadine 10 mg oral tablet/i);
  const preset = doctor.getByRole("button", { name: "Take 1 tablet by mouth once a day." });
  if (!(await preset.isVisible())) await doctor.getByText("Often written directions").click();
  await preset.click();
  await doctor.getByLabel("Quantity").fill("30");
  await doctor.getByLabel("Unit", { exact: true }).last().selectOption("tablet");
  await doctor.getByLabel(/^Harbor Street Pharmacy/).check();
  await doctor.getByRole("button", { name: "Save", exact: true }).last().click();
  for (const reason of await doctor.getByLabel(/^Why you go on: needed/).all()) await reason.selectOption({ index: 1 });
  await doctor.getByRole("button", { name: "Save and review" }).click();
  await expect(doctor).toHaveURL(/prescribing\/signature$/);
  await sign(doctor);
  await expect(doctor.getByRole("region", { name: "Just signed" })).toContainText("Harbor Street Pharmacy");

  const patient = await as("walter");
  await patient.goto("/prescriptions");
  await patient.getByRole("main").getByRole("link", { name: /loratadine/i }).first().click();
  await expect(patient.getByRole("main")).toContainText("Sent to Harbor Street Pharmacy");
  const href = await patient.getByRole("link", { name: "Save as PDF" }).getAttribute("href");
  const pdf = await patient.request.get(href!);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

  const pharmacist = await as("ines");
  await pharmacist.goto("/pharmacy?show=new");
  await pharmacist.getByRole("main").getByRole("link", { name: "Walter Nguyen" }).first().click();
  await expect(pharmacist.getByRole("main")).toContainText("Amara Okafor");
  await pharmacist.getByRole("button", { name: "Received: begin" }).click();
  await pharmacist.getByLabel(/^Quantity/).fill("15");
  await pharmacist.getByRole("button", { name: "Hand out" }).click();
  await patient.reload();
  await expect(patient.getByRole("main")).toContainText("15");

  await doctor.goto(`/patients`);
  const walters = new URL(doctor.url()).origin;
  const id = patient.url().split("/").pop();
  await doctor.getByRole("searchbox").fill("ngu walt");
  await doctor.getByRole("button", { name: "Search" }).click();
  await doctor.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
  const record = new URL(doctor.url()).pathname.split("/").slice(0, 3).join("/");
  await doctor.goto(`${walters}${record}/prescriptions/${id}`);
  await doctor.getByRole("link", { name: "Cancel it" }).click();
  await doctor.getByLabel("Why").selectOption({ label: "It was a mistake" });
  await doctor.getByRole("main").locator("form button[type=submit]").first().click();

  await pharmacist.reload();
  await expect(pharmacist.getByText("The prescriber wants this prescription back").first()).toBeVisible();
  await pharmacist.getByText("It cannot be cancelled any more").click();
  await pharmacist.getByLabel("Why").last().selectOption({ label: "It was handed out already" });
  await pharmacist.getByRole("button", { name: "Send this answer" }).click();
  await pharmacist.getByLabel(/^Quantity/).fill("16");
  await pharmacist.getByRole("button", { name: "Hand out" }).click();
  await expect(pharmacist.getByText(/Only 15 .*left of this supply/).first()).toBeVisible();
  await pharmacist.getByLabel(/^Quantity/).fill("15");
  await pharmacist.getByRole("button", { name: "Hand out" }).click();

  await patient.reload();
  await expect(patient.getByRole("main")).toContainText("All handed out");
  await doctor.goto("/inbox");
  await expect(doctor.getByRole("main")).toContainText("The pharmacy did not give it back");
});
