import { type Page, expect } from "@playwright/test";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { giveDemoCode } from "./people.js";

/** A mail as the server took it. */
export type Mail = { to: string; id: string; subject: string; text: string; raw: string };

/** A clinic that begins: an empty database, a program that can be killed, and a mail server that can be stopped. */
export class Clinic {
  /** What the program has said since it was started. */
  said: string[] = [];
  private program?: ChildProcess;
  private post?: ChildProcess;
  private readonly mails: string;

  private constructor(
    readonly url: string,
    readonly smtp: number,
    private readonly folder: string,
    private readonly more: string[],
    private readonly database?: string,
    /** Where laboratories connect, in a clinic that has some. */
    readonly mllp?: number,
  ) {
    this.mails = join(folder, "mails");
  }

  /** Starts a clinic in a folder of its own; `more` is what the program is told besides. */
  static async open(kind: "sqlite" | "postgres", name = `first-day-${kind}`, more: string[] = [], laboratories = false) {
    const folder = fileURLToPath(new URL(`./.run/${name}`, import.meta.url));
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    let database: string | undefined;
    if (kind === "postgres") {
      const server = new URL(process.env.TEST_DATABASE_URL!);
      const fresh = `verbena_${name.replaceAll("-", "_")}_${process.pid}`;
      execFileSync("psql", [server.href, "-qc", `CREATE DATABASE ${fresh}`], { stdio: "inherit" });
      server.pathname = `/${fresh}`;
      database = server.href;
    }
    const [web, smtp, mllp] = await freePorts();
    const clinic = new Clinic(`http://localhost:${web}`, smtp, folder, more, database, laboratories ? mllp : undefined);
    await clinic.startMail();
    await clinic.start();
    return clinic;
  }

  /** Starts the program and waits until it is ready. */
  async start() {
    const env: NodeJS.ProcessEnv = { ...process.env, VERBENA_LOG_LEVEL: "error", VERBENA_CLINIC_NAME: "Harbor Street Clinic", VERBENA_MAIL: "smtp" };
    delete env.DATABASE_URL;
    if (this.database) env.DATABASE_URL = this.database;
    if (this.mllp) env.VERBENA_MLLP_LISTEN = `127.0.0.1:${this.mllp}`;
    const listen = `127.0.0.1:${new URL(this.url).port}`;
    const data = join(this.folder, "data");
    this.said = [];
    this.program = spawn(process.env.VERBENA_BIN!, ["serve", "--data", data, "--listen", listen, "--public-url", this.url, ...this.more], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: this.program.stdout! });
    await new Promise<void>((ready, fail) => {
      this.program!.once("exit", (code) => fail(new Error(`the portal ended with ${code}`)));
      lines.on("line", (line) => {
        this.said.push(line);
        if (line.startsWith("Verbena is ready")) ready();
      });
    });
  }

  /** Ends the program without giving it a chance to put anything in order. */
  async kill() {
    this.program!.removeAllListeners("exit");
    const ended = once(this.program!, "exit");
    this.program!.kill("SIGKILL");
    await ended;
  }

  /** The password of the demo clinic's people. */
  demoPassword() {
    return readFileSync(join(this.folder, "data", "demo-password"), "utf8").trim();
  }

  /** Signs someone of the demo clinic in. */
  async signIn(page: Page, email: string) {
    await page.goto("/sign-in");
    await page.locator("[name=email]").fill(email);
    await page.locator("[name=password]").fill(this.demoPassword());
    await page.locator("main form button[type=submit]").first().click();
    await giveDemoCode(page);
    await expect(page).not.toHaveURL(/sign-in/);
  }

  /** Enters the mail server, as the administrator whose page it is. */
  async enterMailServer(page: Page) {
    await page.goto("/system/mail/settings");
    await page.locator("[name=host]").fill("127.0.0.1");
    await page.locator("[name=security][value=none]").check();
    await page.locator("[name=port]").fill(String(this.smtp));
    await page.locator("[name=from]").fill("portal@harbor.example.org");
    await page.getByRole("button", { name: /save/i }).click();
    await expect(page).toHaveURL(/\/system\/mail$/);
  }

  async startMail() {
    const script = fileURLToPath(new URL("./smtp/server.js", import.meta.url));
    const options = JSON.stringify({ tls: "none", port: this.smtp });
    this.post = spawn(process.execPath, [script, this.mails, options], { stdio: ["pipe", "pipe", "inherit"] });
    await once(createInterface({ input: this.post.stdout! }), "line");
  }

  async stopMail() {
    const ended = once(this.post!, "exit");
    this.post!.kill("SIGKILL");
    await ended;
  }

  async close() {
    await this.kill();
    await this.stopMail();
  }

  /** What has arrived so far. */
  arrived(): Mail[] {
    if (!existsSync(this.mails)) return [];
    const lines = readFileSync(this.mails, "utf8").split("\n").filter(Boolean);
    return lines.map((line) => {
      const { to, mail } = JSON.parse(line) as { to: string; mail: string };
      const header = (name: string) => mail.match(new RegExp(`^${name}: (.*)$`, "im"))?.[1]?.trim() ?? "";
      return { to, id: header("Message-ID"), subject: header("Subject"), text: readable(mail), raw: mail };
    });
  }

  /** The newest mail to an address, once it is there. */
  async mailTo(address: string, subject: RegExp): Promise<Mail> {
    for (let tries = 0; ; tries += 1) {
      const mail = this.arrived().findLast(({ to, subject: about }) => to === address && subject.test(about));
      if (mail) return mail;
      if (tries > 300) throw new Error(`no mail to ${address}`);
      await new Promise((go) => setTimeout(go, 100));
    }
  }

  /** The link to a page of the portal in a mail. */
  link(mail: Mail, path: string) {
    const link = mail.text.match(new RegExp(`${this.url}${path}[\\w.-]+`))?.[0];
    if (!link) throw new Error(`no link to ${path} in: ${mail.text}`);
    return link;
  }
}

/** The text of a mail with its soft line breaks and signs undone (RFC 2045). */
const readable = (mail: string) =>
  mail.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));

async function freePorts() {
  const servers = [createServer(), createServer(), createServer()];
  const ports: number[] = [];
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    ports.push((server.address() as { port: number }).port);
  }
  for (const server of servers) server.close();
  return ports;
}
