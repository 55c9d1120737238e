// Visits by mail: a patient whose own clock is another one books across a change of clocks, moves, and calls off from the mail without
// signing in; who waits gets the time; the desk sees all of it. With a real mail server, and a calendar program's reading of its files.
import { type Page, expect, test } from "@playwright/test";
import ICAL from "ical.js";
import PostalMime from "postal-mime";
import { Clinic, type Mail } from "./clinic.js";
import { pageOf } from "./people.js";

const place = "America/New_York";
const walter = "walter@example.org";
const kenji = "kenji@example.org";
/** Arizona has no summer time. */
const patients = { viewport: { width: 360, height: 740 }, timezoneId: "America/Phoenix", javaScriptEnabled: false, isMobile: true };

for (const kind of ["sqlite", "postgres"] as const) {
  test(`a visit is booked, moved and called off by mail, and offered on, on ${kind}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const problems: string[] = [];
    const clinic = await Clinic.open(kind, `visits-${kind}`, ["--demo"]);
    const open = (more = {}) => pageOf(browser, clinic.url, problems, more);
    const day = dayAfterChange(place);

    const admin = await open();
    await clinic.signIn(admin, "noor@example.org");
    await clinic.enterMailServer(admin);
    await test.step("mails go at any hour, and visits can be booked a year ahead", async () => {
      await admin.goto("/policies");
      await admin.locator("[name=quiet_from_hour]").fill("0");
      await admin.locator("[name=quiet_until_hour]").fill("0");
      await admin.getByRole("button", { name: "Save" }).first().click();
      await expect(admin.getByText("The policies were saved and are in force.")).toBeVisible();
      // What waits for the morning is planned once a minute, and when the program starts.
      await clinic.kill();
      await clinic.start();
    });
    const clerk = await open();
    await clinic.signIn(clerk, "dana@example.org");
    await clerk.goto("/schedules/visit-types");
    await clerk.getByRole("main").getByRole("link", { name: "Follow-up", exact: true }).click();
    await clerk.locator("[name=ahead]").fill("365");
    await clerk.getByRole("main").getByRole("button", { name: "Save" }).click();

    const patient = await open(patients);
    await clinic.signIn(patient, walter);
    const booked = await test.step("the patient books after the clocks have changed", async () => {
      await patient.goto("/appointments/new");
      await patient.getByRole("main").getByRole("link", { name: "Follow-up", exact: true }).click();
      await patient.getByLabel("Anyone who is free").check();
      await patient.getByRole("button", { name: "Show free times" }).click();
      const times = new URL(patient.url());
      times.searchParams.set("day", day);
      await patient.goto(times.href);
      const at = await choose(patient, 0);
      await patient.getByRole("button", { name: "Book this visit" }).click();
      await expect(patient.getByText("The visit is booked.")).toBeVisible();
      await expect(patient.locator(".visit-time")).toContainText(clock(at));
      return at;
    });
    const own = new URL(patient.url()).pathname;

    const calendar = new Calendar();
    const first = await visitMail(clinic, walter, 1);
    calendar.take(first.calendar);
    expect(first.text).toMatch(clock(booked));
    expect(calendar.only()).toMatchObject({ start: booked, method: "REQUEST", cancelled: false });
    expect(first.calendar).toContain(`TZID:${place}`);
    expect(`${first.mail.subject} ${first.calendar}`).not.toMatch(/Follow-up|cough|Okafor|Tanaka/i);

    const moved = await test.step("it is moved, and the entry in the calendar moves", async () => {
      await patient.goto(own);
      await patient.getByRole("link", { name: "Change the time" }).click();
      await patient.getByRole("link", { name: "Later days" }).click();
      const at = await choose(patient, 1);
      await patient.getByRole("button", { name: "Move my visit to this time" }).click();
      await expect(patient.locator(".visit-time")).toContainText(clock(at));
      return at;
    });
    expect(moved.getTime()).not.toBe(booked.getTime());
    const second = await visitMail(clinic, walter, 2);
    calendar.take(second.calendar);
    expect(second.text).toMatch(clock(moved));
    expect(calendar.only()).toMatchObject({ start: moved, method: "REQUEST", cancelled: false });

    const other = await open(patients);
    await clinic.signIn(other, kenji);
    await test.step("someone else waits for such a time", async () => {
      await other.goto("/appointments/waiting/new");
      await other.getByRole("main").getByRole("link", { name: "Follow-up", exact: true }).click();
      await other.locator("[name=last]").fill(shift(moved, 3));
      await other.getByRole("button", { name: "Join the waiting list" }).click();
      await other.getByRole("button", { name: /wait anyway/ }).click();
      await expect(other.getByText("You are on the waiting list.")).toBeVisible();
    });

    await test.step("who fetches every link of the mail changes nothing", async () => {
      const scanner = await browser.newContext({ baseURL: clinic.url });
      for (const link of second.mail.text.match(/https?:\/\/localhost:\d+\/[\w./-]+/g) ?? []) await scanner.request.get(link);
      await scanner.close();
      await patient.goto(own);
      await expect(patient.locator(".visit-time")).toContainText(clock(moved));
      await expect(patient.getByText("This visit was cancelled")).toHaveCount(0);
    });
    await test.step("the patient calls it off from the mail, without signing in", async () => {
      const reader = await open(patients);
      await reader.goto(clinic.link(second.mail, "/visit/"));
      await expect(reader.getByRole("main")).toContainText(clock(moved));
      await reader.getByLabel("I cannot come at this time").check();
      await reader.getByRole("button", { name: "Cancel this appointment" }).click();
      await expect(reader.getByRole("main")).toContainText("It is cancelled");
    });
    calendar.take((await visitMail(clinic, walter, 3)).calendar);
    expect(calendar.only()).toMatchObject({ cancelled: true, method: "CANCEL" });

    await test.step("who waits gets the offer and takes it", async () => {
      const offer = await clinic.mailTo(kenji, /./);
      expect((await parts(offer)).text).toMatch(clock(moved));
      const reader = await open(patients);
      await reader.goto(clinic.link(offer, "/visit/offer/"));
      await reader.getByRole("button", { name: "Take this time" }).click();
      await expect(reader.getByRole("main")).toContainText(clock(moved));
    });

    await test.step("the desk sees it in the day, and prints it", async () => {
      const on = local(moved, place).date;
      await clerk.goto(`/calendar/day/${on}?who=all`);
      await expect(clerk.getByRole("main")).toContainText("Kenji");
      await clerk.getByRole("main").getByRole("link", { name: /Print/ }).click();
      await clerk.emulateMedia({ media: "print" });
      await expect(clerk.getByRole("main")).toContainText("Kenji");
    });

    expect(problems, "the browser reported errors").toEqual([]);
    // Writing the paper changes the size of the window, which the browser reports as an error of a transition.
    expect((await clerk.pdf()).length).toBeGreaterThan(1000);
    await clinic.close();
  });
}

/** A calendar program: it keeps one entry for each UID, and takes what is newer. */
class Calendar {
  private readonly entries = new Map<string, { start: Date; sequence: number; cancelled: boolean; method: string }>();

  take(file: string) {
    const whole = new ICAL.Component(ICAL.parse(file));
    for (const zone of whole.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    const method = String(whole.getFirstPropertyValue("method"));
    for (const one of whole.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(one);
      const known = this.entries.get(event.uid);
      expect(known === undefined || event.sequence > known.sequence, "each change has a higher number").toBe(true);
      const cancelled = one.getFirstPropertyValue("status") === "CANCELLED";
      this.entries.set(event.uid, { start: event.startDate.toJSDate(), sequence: event.sequence, cancelled, method });
    }
  }

  only() {
    expect(this.entries.size).toBe(1);
    return [...this.entries.values()][0];
  }
}

/** The n-th mail with a calendar file to someone. */
async function visitMail(clinic: Clinic, to: string, count: number): Promise<{ mail: Mail; text: string; calendar: string }> {
  const found = async () => {
    const read = await Promise.all(
      clinic
        .arrived()
        .filter((mail) => mail.to === to)
        .map(async (mail) => ({ mail, ...(await parts(mail)) })),
    );
    return read.filter((one) => one.calendar !== "");
  };
  await expect.poll(async () => (await found()).length, { timeout: 90_000 }).toBeGreaterThanOrEqual(count);
  const all = await found();
  expect(all).toHaveLength(count);
  return all[count - 1]!;
}

async function parts(mail: Mail) {
  const { text = "", attachments } = await PostalMime.parse(mail.raw, { attachmentEncoding: "utf8" });
  const calendar = attachments.find(({ mimeType }) => mimeType === "text/calendar")?.content ?? "";
  return { text, calendar: String(calendar) };
}

/** Presses the button of a free time of the first day shown that has so many; tells the moment it stands for. */
async function choose(page: Page, nth: number) {
  const button = page.locator("button[name=time]").nth(nth);
  const at = new Date((await button.getAttribute("value"))!.split(" ")[0]!);
  await button.evaluate((it) => it.closest("details")?.setAttribute("open", ""));
  await button.click();
  return at;
}

/** Day and time on the wall of a zone. */
function local(at: Date, zone: string) {
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }).format(at);
  const [month, day, year] = part({ year: "numeric", month: "2-digit", day: "2-digit" }).split("/");
  return { date: `${year}-${month}-${day}`, time: part({ hour: "numeric", minute: "2-digit" }).replace(/\s/g, " ") };
}

/** The time as pages and mails write it: on the clock of the place. */
const clock = (at: Date) => new RegExp(local(at, place).time.replace(" ", "\\s"));

const shift = (at: Date, days: number) => local(new Date(at.getTime() + days * 86_400_000), place).date;

/** The second Monday after the clocks of a zone change next. */
function dayAfterChange(zone: string) {
  const offset = (at: Date) => new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" }).format(at).split("GMT")[1];
  const at = new Date();
  const now = offset(at);
  while (offset(at) === now) at.setUTCDate(at.getUTCDate() + 1);
  do at.setUTCDate(at.getUTCDate() + 1);
  while (at.getUTCDay() !== 1);
  return at.toISOString().slice(0, 10);
}
