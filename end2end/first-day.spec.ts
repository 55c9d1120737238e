// From an empty database, with a browser and a mail server only: the people come in, and mail survives what happens to it.
import { type Browser, type Page, expect, test } from "@playwright/test";
import { Clinic } from "./clinic.js";
import { watch } from "./people.js";
import { codeOf } from "./totp.js";

const password = "a bicycle in the warm rain";
const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true, isMobile: true };

for (const kind of ["sqlite", "postgres"] as const) {
  test(`a clinic's first day on ${kind}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const problems: string[] = [];
    const clinic = await Clinic.open(kind);
    const open = (more = {}) => person(browser, clinic.url, problems, more);

    const admin = await open();
    await setUp(admin, clinic);
    await enterMailServer(admin, clinic);

    await invite(admin, "Dr. Vera Lindqvist", "vera@example.org", "prescriber");
    await invite(admin, "Sam Ortega", "sam@example.org", "staff");
    await invite(admin, "Second Admin", "second@example.org", "admin");

    const doctor = await open();
    await join(doctor, clinic, "vera@example.org");
    const clerk = await open();
    await join(clerk, clinic, "sam@example.org");
    const second = await open();
    await join(second, clinic, "second@example.org");
    await addApp(second);

    await test.step("the right to prescribe takes two, and a strong second factor", async () => {
      await admin.goto("/people");
      await admin.getByRole("main").getByRole("link", { name: "Dr. Vera Lindqvist" }).first().click();
      await admin.getByRole("link", { name: "Propose as a prescriber" }).click();
      await admin.locator("[name=number]").fill("MD-20417");
      await admin.locator("[name=issuer]").fill("New York");
      await admin.locator("[name=until]").fill("2031-12-31");
      await admin.getByRole("button", { name: "Propose" }).click();
      await admin.goto("/prescribers/proposals");
      await admin.getByRole("main").getByRole("link", { name: "Dr. Vera Lindqvist" }).first().click();
      await expect(admin.getByRole("button", { name: "Confirm the right to prescribe" })).toHaveCount(0);

      await second.goto("/prescribers/proposals");
      await second.getByRole("main").getByRole("link", { name: "Dr. Vera Lindqvist" }).first().click();
      await expect(second.locator("main")).toContainText("MD-20417");
      await second.getByRole("button", { name: "Confirm the right to prescribe" }).click();
      await clinic.mailTo("vera@example.org", /right is confirmed/);

      await doctor.goto("/sign-in");
      await signIn(doctor, "vera@example.org");
      for (const page of ["/patients", "/patients/new", "/prescribers/proposals"]) {
        await doctor.goto(page);
        await expect(doctor, page).toHaveURL(/\/account\/factors$/);
      }
      await addApp(doctor);
      await doctor.goto("/patients");
      await expect(doctor).toHaveURL(/\/patients$/);
    });

    const code = await test.step("the clerk registers a patient and prints the invitation", async () => {
      await clerk.goto("/patients/new");
      await clerk.locator("[name=given]").fill("Edith");
      await clerk.locator("[name=family]").fill("Marlowe");
      await clerk.locator("[name=born]").fill("1948-02-29");
      await clerk.locator("[name=sex][value=female]").check();
      await clerk.getByRole("button", { name: "Register" }).click();
      await expect(clerk).toHaveURL(/\/invitation$/);
      await clerk.getByRole("button", { name: /letter/i }).first().click();
      return clerk.locator(".letter-code").innerText();
    });

    const patient = await open(phone);
    await test.step("the patient joins on a phone without JavaScript", async () => {
      await patient.goto("/invitation");
      await patient.locator("[name=code]").fill(code);
      await patient.locator("[name=born]").fill("1948-02-29");
      await patient.locator("[name=email]").fill("edith@example.org");
      await patient.locator("[name=password]").fill(password);
      await patient.getByRole("button", { name: "Create my account" }).click();
      await expect(patient).toHaveURL(/\/home$/);
    });

    const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
    await test.step("she lets her son see her labs until a day", async () => {
      await patient.goto("/helpers/new");
      await patient.locator("[name=name]").fill("Tom Marlowe");
      await patient.locator("[name=relationship]").selectOption("child");
      await patient.locator("[name=labs]").check();
      await patient.locator("[name=until]").fill(until);
      await patient.locator("[name=way][value=mail]").check();
      await patient.locator("[name=email]").fill("tom@example.org");
      await patient.locator("main form button[type=submit]").click();
      await expect(patient).toHaveURL(/\/helpers$/);
    });

    await test.step("he sees them and nothing else, and she sees that he did, and ends it", async () => {
      const son = await open();
      await join(son, clinic, "tom@example.org");
      await son.goto("/helping");
      await son.getByRole("main").getByRole("link", { name: "Edith Marlowe" }).click();
      const record = son.url();
      expect((await son.goto(`${record}/labs`))!.status()).toBe(200);
      await expect(son.getByRole("region", { name: "Patient" })).toContainText("You are helping Edith Marlowe");
      expect((await son.goto(`${record}/prescriptions`))!.status()).toBe(404);

      await patient.goto("/access");
      await expect(patient.locator("main")).toContainText("Tom Marlowe");
      await patient.goto("/helpers");
      await patient.getByRole("button", { name: "End access now" }).click();
      expect((await son.goto(`${record}/labs`))!.status()).toBe(404);
      await clinic.mailTo("tom@example.org", /access has ended/);
    });

    await test.step("no mail is lost or doubled while the mail server is away and the program is killed", async () => {
      const before = clinic.arrived().length;
      await clinic.stopMail();
      const waiting = ["anna@example.org", "ben@example.org", "carla@example.org"];
      for (const address of waiting) await invite(admin, "New Colleague", address, "staff");
      await clinic.kill();
      await clinic.start();
      await clinic.startMail();
      const sending = ["dora@example.org", "emil@example.org", "flora@example.org"];
      for (const address of sending) await invite(admin, "New Colleague", address, "staff");
      await clinic.kill();
      await clinic.start();
      // Whoever broke off while sending is taken up when its time is over.
      await expect(async () => {
        const got = clinic.arrived().slice(before).map(({ to }) => to);
        expect([...new Set(got)].sort()).toEqual([...waiting, ...sending].sort());
      }).toPass({ timeout: 240_000, intervals: [1000] });
      const ids = new Map<string, Set<string>>();
      for (const { to, id } of clinic.arrived().slice(before)) ids.set(to, (ids.get(to) ?? new Set()).add(id));
      for (const [to, known] of ids) expect([...known], `one Message-ID for ${to}`).toHaveLength(1);

      await admin.goto("/system/mail/log");
      await expect(admin.locator("main")).toContainText("a•••@example.org");
      await expect(admin.locator("main")).not.toContainText("anna@example.org");
    });

    expect(problems, "the browser reported errors").toEqual([]);
    await clinic.close();
  });
}

async function person(browser: Browser, url: string, problems: string[], more: object): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, locale: "en-US", timezoneId: "America/New_York", ...more });
  const page = await context.newPage();
  watch(page, problems);
  return page;
}

async function setUp(page: Page, clinic: Clinic) {
  await expect.poll(() => clinic.said.join("\n")).toContain("/setup");
  const code = clinic.said.join("\n").match(/[2-9A-HJKMNP-Y]{4}-[2-9A-HJKMNP-Y]{4}-[2-9A-HJKMNP-Y]{4}/)![0];
  await page.goto("/setup");
  await page.locator("[name=code]").fill(code);
  await page.locator("[name=name]").fill("First Admin");
  await page.locator("[name=email]").fill("first@example.org");
  await page.locator("[name=password]").fill(password);
  await page.getByRole("button", { name: "Make the first administrator" }).click();
  await page.goto("/system");
  await expect(page).toHaveURL(/\/account\/factors$/);
  await addApp(page);
}

/** Sets up an app with codes, as the page asks those who may not work without. */
async function addApp(page: Page) {
  await page.goto("/account/factors");
  await page.getByRole("button", { name: "Add an app" }).click();
  const key = (await page.locator("strong.letter-address").innerText()).replaceAll(" ", "");
  await page.getByLabel("Code").fill(codeOf(key, Date.now() / 1000));
  await page.getByRole("button", { name: "Finish" }).click();
  await page.getByRole("link", { name: "I have kept the codes" }).click();
}

async function enterMailServer(page: Page, clinic: Clinic) {
  await page.goto("/system/mail");
  await expect(page.locator("main")).toContainText("Mail is not set up");
  await clinic.enterMailServer(page);
  await page.goto("/system/mail/test");
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator("main")).toContainText("250");
  await clinic.mailTo("first@example.org", /Test message/);
}

async function invite(page: Page, name: string, email: string, role: string) {
  await page.goto("/people/invite");
  await page.locator("[name=name]").fill(name);
  await page.locator("[name=email]").fill(email);
  await page.locator(`[name=${role}]`).check();
  if (role === "prescriber") await page.locator("[name=staff]").check();
  await page.locator("[name=way][value=mail]").check();
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page).toHaveURL(/\/people$/);
}

async function join(page: Page, clinic: Clinic, email: string) {
  const link = clinic.link(await clinic.mailTo(email, /invitation/), "/invitation/");
  await page.goto(link);
  await page.locator("[name=password]").fill(password);
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page).not.toHaveURL(/invitation/);
}

async function signIn(page: Page, email: string) {
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}
