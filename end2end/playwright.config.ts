import { defineConfig } from "@playwright/test";
import { portals } from "./portals.js";

const chromium = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

/** Journeys run twice: on a desk with JavaScript on SQLite, on a phone without JavaScript on Postgres. */
const journeys = /(patient|labs|booking|clinician|invitation|helpers|profile|language|prescribing|safety)\.spec\.ts/;

export default defineConfig({
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  // What is not there is said to be missing, and not waited for until the whole test is over.
  use: {
    browserName: "chromium",
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
    launchOptions: chromium,
    locale: "en-US",
    timezoneId: "America/New_York",
  },
  webServer: portals.map(({ name, url }) => ({
    command: `node start.js ${name}`,
    url: `${url}/health/ready`,
    timeout: 180_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
  })),
  projects: [
    { name: "sign-in", testMatch: /setup\.ts/ },
    {
      name: "journeys with JavaScript",
      testMatch: journeys,
      dependencies: ["sign-in"],
      use: { baseURL: portals[0].url, viewport: desk },
    },
    {
      name: "journeys without JavaScript",
      testMatch: journeys,
      dependencies: ["sign-in"],
      use: { baseURL: portals[1].url, viewport: phone, javaScriptEnabled: false, hasTouch: true, isMobile: true },
    },
    // These start their own portals.
    { name: "first day", testMatch: /first-day\.spec\.ts/, use: { viewport: desk } },
    { name: "by mail", testMatch: /(mailed|results|visits)\.spec\.ts/, use: { viewport: desk } },
    {
      name: "passkeys",
      testMatch: /factors\.spec\.ts/,
      dependencies: ["sign-in"],
      use: { baseURL: portals[0].url, viewport: desk },
    },
    {
      name: "checking prescriptions",
      testMatch: /verify\.spec\.ts/,
      use: { baseURL: portals[0].url, viewport: desk },
    },
    {
      name: "islands",
      testMatch: /islands\.spec\.ts/,
      dependencies: ["sign-in"],
      use: { baseURL: portals[0].url, viewport: desk },
    },
    // In the light and in the dark.
    ...[phone, desk].map((viewport) => ({
      name: `every page, ${viewport.width}`,
      testMatch: /every-page\.spec\.ts/,
      dependencies: ["sign-in"],
      use: { baseURL: portals[0].url, viewport },
    })),
  ],
});
