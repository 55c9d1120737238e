// A prescription goes by mail: to a pharmacy that has an address and nobody on the portal, through a real mail server.
import { type Page, expect, test } from "@playwright/test";
import { Clinic } from "./clinic.js";
import { pageOf } from "./people.js";

const counter = "counter@mesa-pharmacy.example.org";
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true, isMobile: true };
const secret = /Walter|Nguyen|loratadine|Okafor/i;

for (const kind of ["sqlite", "postgres"] as const) {
  test(`a pharmacy works a prescription off by link and code on ${kind}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const problems: string[] = [];
    const clinic = await Clinic.open(kind, `mailed-${kind}`, ["--demo"]);
    const open = (more = {}) => pageOf(browser, clinic.url, problems, more);

    const admin = await open();
    await clinic.signIn(admin, "noor@example.org");
    await clinic.enterMailServer(admin);

    const doctor = await open();
    await clinic.signIn(doctor, "okafor@example.org");
    await test.step("the doctor signs for a pharmacy that has only an address", async () => {
      await doctor.goto("/patients");
      await doctor.getByRole("searchbox").fill("ngu walt");
      await doctor.getByRole("button", { name: "Search" }).click();
      await doctor.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
      await doctor.getByRole("link", { name: "Write a prescription" }).click();
      await doctor.getByRole("searchbox").fill("loratadine 10");
      await doctor.getByRole("main").getByRole("button", { name: "Search" }).click();
      await doctor.getByRole("button", { name: /^Write loratadine 10 mg oral tablet/i }).first().click();
      await expect(doctor).toHaveURL(/prescribing\/[0-9a-f-]{36}/);
      const preset = doctor.getByRole("button", { name: "Take 1 tablet by mouth once a day." });
      if (!(await preset.isVisible())) await doctor.getByText("Often written directions").click();
      await preset.click();
      await doctor.getByLabel("Quantity").fill("30");
      await doctor.getByLabel("Unit", { exact: true }).last().selectOption("tablet");
      await doctor.getByText("Another pharmacy", { exact: true }).click();
      await doctor.locator("[name=place]").fill("Mesa");
      await doctor.locator("button[value=find-pharmacy]").click();
      await doctor.getByLabel(/^Mesa Community Pharmacy/).check();
      await doctor.getByRole("button", { name: "Save", exact: true }).last().click();
      for (const reason of await doctor.getByLabel(/^Why you go on: needed/).all()) await reason.selectOption({ index: 1 });
      await doctor.getByRole("button", { name: "Save and review" }).click();
      await expect(doctor).toHaveURL(/prescribing\/signature$/);
      await sign(doctor);
      await expect(doctor.getByRole("region", { name: "Just signed" })).toContainText("Mesa Community Pharmacy");
    });

    const first = await clinic.mailTo(counter, /document/);
    const patient = await open(phone);
    await clinic.signIn(patient, "walter@example.org");
    const prescription = await test.step("the patient sees that it was sent, and has the code", async () => {
      await patient.goto("/prescriptions");
      await patient.getByRole("main").getByRole("link", { name: /loratadine/i }).first().click();
      await expect(patient.getByRole("main")).toContainText("Sent to Mesa Community Pharmacy");
      return new URL(patient.url()).pathname;
    });
    const old = await codeOf(patient, prescription);

    const pharmacy = await open(phone);
    await test.step("the mail tells nothing, and neither does its link", async () => {
      expect(`${first.subject} ${first.text}`).not.toMatch(secret);
      await pharmacy.goto(clinic.link(first, "/pharmacy/link/"));
      await expect(pharmacy.getByRole("main")).toContainText("Mesa Community Pharmacy");
      await expect(pharmacy.getByRole("main")).not.toContainText(secret);
      for (let tries = 0; tries < 5; tries += 1) await type(pharmacy, "2222-2222");
      await expect(pharmacy.getByRole("main")).toContainText("This link is locked");
    });

    const record = await test.step("the doctor hears of it and sends the link again", async () => {
      await doctor.goto("/inbox");
      await doctor.getByRole("main").getByRole("link", { name: /loratadine/i }).first().click();
      await expect(doctor.getByRole("main")).toContainText("The link is locked");
      await doctor.getByRole("button", { name: "Send the link again" }).click();
      await expect(doctor.getByRole("main")).toContainText("sent Mesa Community Pharmacy a fresh link by mail");
      return new URL(doctor.url()).pathname;
    });
    await expect.poll(() => clinic.arrived().filter(({ to }) => to === counter).length, { timeout: 60_000 }).toBe(2);
    const second = await clinic.mailTo(counter, /document/);

    await test.step("the old link has ended; the new one opens with the new code alone", async () => {
      expect(second.text).not.toMatch(secret);
      await pharmacy.goto(clinic.link(first, "/pharmacy/link/"));
      await expect(pharmacy.getByRole("main")).toContainText("A newer link was sent");
      const fresh = await codeOf(patient, prescription);
      expect(fresh).not.toBe(old);
      await pharmacy.goto(clinic.link(second, "/pharmacy/link/"));
      await type(pharmacy, old);
      await expect(pharmacy.getByRole("main")).toContainText("the pick-up code from before");
      await type(pharmacy, fresh.toLowerCase());
      await expect(pharmacy.getByRole("main")).toContainText("Walter Nguyen");
      await expect(pharmacy.getByRole("main")).toContainText(/loratadine/i);
    });

    await test.step("it is handed out, and everyone sees it", async () => {
      await pharmacy.getByRole("button", { name: "Received: begin" }).click();
      await pharmacy.getByLabel(/^Quantity/).fill("30");
      await pharmacy.getByRole("button", { name: "Hand out" }).click();
      await expect(pharmacy.getByRole("main")).toContainText("It is entered as handed out.");
      await doctor.goto(record);
      await expect(doctor.getByRole("main")).toContainText("Mesa Community Pharmacy handed out");
      await patient.goto(prescription);
      await expect(patient.getByRole("main")).toContainText("Mesa Community Pharmacy handed out");
    });

    expect(problems, "the browser reported errors").toEqual([]);
    await clinic.close();
  });
}

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

/** The code that the patient tells a pharmacy. */
async function codeOf(page: Page, prescription: string) {
  await page.goto(`${prescription}/code`);
  return page.locator(".pickup-code").innerText();
}

async function type(page: Page, code: string) {
  await page.locator("[name=code]").fill(code);
  await page.locator("main form button[type=submit]").first().click();
}
