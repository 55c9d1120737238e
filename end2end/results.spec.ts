// Results by themselves: a laboratory's own client sends over MLLP, a corrected potassium shows old and new, what is doubtful waits for the desk, the
// doctor's comment reaches the patient, who asks and is answered. With a mail server that tells what the mails say.
import { type Page, expect, test } from "@playwright/test";
import { Client, Message } from "node-hl7-client";
import { once } from "node:events";
import { connect } from "node:net";
import { Clinic } from "./clinic.js";
import { pageOf } from "./people.js";

const phone = { viewport: { width: 360, height: 740 }, javaScriptEnabled: false, hasTouch: true, isMobile: true };
const walter = "walter@example.org";

for (const kind of ["sqlite", "postgres"] as const) {
  test(`results by themselves on ${kind}`, async ({ browser }) => {
    test.setTimeout(600_000);
    const problems: string[] = [];
    const clinic = await Clinic.open(kind, `results-${kind}`, ["--demo"], true);
    const open = (more = {}) => pageOf(browser, clinic.url, problems, more);
    const admin = await open();
    await clinic.signIn(admin, "noor@example.org");
    await clinic.enterMailServer(admin);
    const laboratory = await Laboratory.connect(clinic.mllp!);

    await test.step("the laboratory gets the answer that is due", async () => {
      const first = order("R1", potassium("5.9", "H", "F"));
      expect(await laboratory.send(first)).toBe("AA");
      expect(await laboratory.send(first)).toBe("AA");
      expect(await laboratory.send(order("R1", potassium("5.2", "H", "F")))).toBe("AE");
      expect(await laboratory.send(order("R2", potassium("5,9", "H", "F")))).toBe("AE");
      expect(await laboratory.send(order("R3", "PV1|1|O", { type: "ADT^A01^ADT_A01" }))).toBe("AR");
      expect(await laboratory.send(order("R4", potassium("5.9", "H", "F"), { version: "2.9" }))).toBe("AR");
      expect(await laboratory.send(order("R5", potassium("5.9", "H", "F"), { sender: "Somebody|Else" }))).toBe("AE");
      expect(await laboratory.send(order("R6", potassium("4.1", "N", "C"), { minutes: 30 }))).toBe("AA");
      expect(await garbage(clinic.mllp!)).toMatch(/^MSA\|AR/m);
    });

    const doctor = await open();
    await clinic.signIn(doctor, "okafor@example.org");
    await test.step("the doctor sees what was corrected, writes to the patient and ticks it off", async () => {
      await doctor.goto("/reviews");
      await doctor.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
      await expect(doctor.getByRole("main")).toContainText("4.1");
      await expect(doctor.getByRole("main")).toContainText(/was 5\.9/);
      await doctor.locator("[name=english]").fill("Your potassium is fine: the first tube had been damaged.");
      await doctor.getByRole("main").getByRole("button", { name: "Seen", exact: true }).click();
      await expect(doctor.getByRole("status").first()).toBeVisible();
    });

    const patient = await open(phone);
    await clinic.signIn(patient, walter);
    await test.step("the patient reads old and new and the comment, without JavaScript", async () => {
      await patient.goto("/labs");
      await patient.getByRole("main").getByRole("link", { name: /^Details of/ }).first().click();
      const main = patient.getByRole("main");
      await expect(main).toContainText("4.1");
      await expect(main).toContainText(/was 5\.9/);
      await expect(main).toContainText("3.5-5.0");
      await expect(main).toContainText("Measured from a new tube.");
      await expect(main).toContainText("the first tube had been damaged");
      await fits(patient);
    });
    await test.step("a mail says that there is something, and never what", async () => {
      const mails = () => clinic.arrived().filter(({ to }) => to === walter);
      await expect.poll(() => mails().length, { timeout: 180_000 }).toBeGreaterThan(0);
      for (const mail of mails()) expect(mail.subject + mail.text).not.toMatch(/potassium|5\.9|4\.1|metabolic/i);
    });

    await test.step("a comment that was wrong is taken back, and its words are no longer the patient's", async () => {
      await doctor.goBack();
      await doctor.reload();
      await doctor.getByText("Take this comment back").click();
      await doctor.getByRole("button", { name: "Take it back" }).click();
      await expect(doctor.getByRole("status").first()).toBeVisible();
      await expect(doctor.locator("#said")).toContainText(/Taken back by .*Okafor/);
      await expect(doctor.locator("#said del")).toContainText("the first tube had been damaged");
      await patient.reload();
      await expect(patient.locator("#said")).toContainText("took this comment back");
      await expect(patient.getByRole("main")).not.toContainText("the first tube had been damaged");
      await fits(patient);
    });

    await test.step("the patient asks, the doctor answers", async () => {
      await patient.getByRole("link", { name: /ask a question/i }).click();
      await patient.locator("[name=words]").fill("May I eat bananas again?");
      await patient.getByRole("main").getByRole("button", { name: "Send the question" }).click();
      await expect(patient.getByRole("main")).toContainText("May I eat bananas again?");
      await doctor.goto("/reviews?show=questions");
      await doctor.getByRole("main").getByRole("link", { name: /Walter Nguyen/ }).first().click();
      await doctor.locator("textarea").first().fill("Yes, one a day.");
      await doctor.getByRole("main").getByRole("button", { name: /answer|send/i }).first().click();
      await patient.reload();
      await expect(patient.getByRole("main")).toContainText("Yes, one a day.");
    });

    await test.step("what is doubtful waits until the desk decides, and is remembered", async () => {
      const doubtful = { name: "Nguyen^Walter^Q", number: "4711^^^Casco Bay^PI", filler: "R-9" };
      expect(await laboratory.send(order("R9", potassium("4.4", "N", "F"), doubtful))).toBe("AA");
      const clerk = await open();
      await clinic.signIn(clerk, "dana@example.org");
      await clerk.goto("/matches");
      await clerk.getByRole("main").getByRole("link", { name: "Walter Q Nguyen" }).click();
      await clerk.getByRole("radio", { name: /Walter Nguyen/ }).check();
      await clerk.getByRole("button", { name: "File in this record" }).click();
      await expect(clerk).toHaveURL(/\/matches$/);
      const known = { number: "4711^^^Casco Bay^PI", filler: "R-10" };
      expect(await laboratory.send(order("R10", potassium("4.6", "N", "F"), known))).toBe("AA");
      await patient.goto("/labs/tests/2823-3");
      await expect(patient.getByRole("main")).toContainText("4.4");
      await expect(patient.getByRole("main")).toContainText("4.6");
    });

    await test.step("the administrator finds each message with its way", async () => {
      await admin.goto("/laboratories/messages");
      await expect(admin.getByRole("main")).toContainText("R9");
      await expect(admin.getByRole("main")).toContainText("R5");
    });
    await laboratory.close();
    expect(problems).toEqual([]);
    await clinic.close();
  });
}

/** A laboratory's connection, by a client library of its own. */
class Laboratory {
  private answers: ((code: string) => void)[] = [];
  private constructor(
    private readonly client: Client,
    private readonly connection: ReturnType<Client["createConnection"]>,
  ) {}

  static async connect(port: number) {
    const client = new Client({ host: "127.0.0.1" });
    const waiting: ((code: string) => void)[] = [];
    const connection = client.createConnection({ port }, async (answer) => {
      waiting.shift()?.(answer.getMessage().get("MSA.1").toString());
    });
    const laboratory = new Laboratory(client, connection);
    laboratory.answers = waiting;
    await new Promise<void>((ready) => connection.on("connect", () => ready()));
    return laboratory;
  }

  /** Sends a message and gives MSA-1 of the answer. */
  async send(text: string) {
    const answer = new Promise<string>((resolve) => this.answers.push(resolve));
    await this.connection.sendMessage(new Message({ text }));
    return answer;
  }

  async close() {
    await this.connection.close();
    this.client.closeAll();
  }
}

/** Sends what is no message at all, and gives the answer. */
async function garbage(port: number) {
  const socket = connect(port, "127.0.0.1");
  socket.write("\x0bThis is no message.\x1c\r");
  const [answer] = (await once(socket, "data")) as [Buffer];
  socket.destroy();
  return answer.toString().replaceAll("\r", "\n");
}

type More = { type?: string; version?: string; sender?: string; name?: string; number?: string; filler?: string; minutes?: number };

/** A message about Walter Nguyen of the demo clinic, who is 78 and was born on 2 September. */
function order(control: string, rest: string, more: More = {}) {
  const now = new Date();
  const had = now.getUTCMonth() > 8 || (now.getUTCMonth() === 8 && now.getUTCDate() >= 2);
  const born = now.getUTCFullYear() - 78 - (had ? 0 : 1);
  const at = (minutes: number) => new Date(now.getTime() - 3_600_000 + minutes * 60_000).toISOString().replace(/[-:T]/g, "").slice(0, 14) + "+0000";
  const taken = at(-24 * 60);
  return [
    `MSH|^~\\&|${more.sender ?? "LIS|Casco Bay Laboratory"}|Verbena||${at(more.minutes ?? 0)}||${more.type ?? "ORU^R01^ORU_R01"}|${control}|P|${more.version ?? "2.5.1"}`,
    `PID|1||${more.number ?? ""}||${more.name ?? "Nguyen^Walter"}||${born}0902|M`,
    rest.replaceAll("TAKEN", taken).replaceAll("FILLER", more.filler ?? "R-1"),
  ].join("\r");
}

function potassium(value: string, flag: string, status: string) {
  return [
    `OBR|1||FILLER^Casco Bay|51990-0^Basic metabolic panel^LN|||TAKEN||||||||||||||||||${status}`,
    `OBX|1|NM|2823-3^Potassium^LN||${value}|mmol/L^^UCUM|3.5-5.0|${flag}|||${status}`,
    "NTE|1||Measured from a new tube.",
  ].join("\r");
}

/** Nothing stands out at the side. */
async function fits(page: Page) {
  expect(await page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")).toBe(true);
}
