// A second factor on a portal whose address has a name: an app, the printed codes, and a passkey in place of everything.
import { type Page } from "@playwright/test";
import { expect, password, test } from "./people.js";
import { codeOf } from "./totp.js";

/** Nobody else signs in as her: what is set up here stays. */
async function givePassword(page: Page, url: string) {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill("aisha@example.org");
  await page.getByLabel("Password").fill(password(url));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signOut(page: Page) {
  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page).toHaveURL(/\/sign-in$/);
}

test("an app, printed codes and a passkey", async ({ anon, baseURL }) => {
  const page = await anon();
  await givePassword(page, baseURL!);
  await expect(page).toHaveURL(/\/home$/);

  await page.goto("/account/factors");
  await page.getByRole("button", { name: "Add an app" }).click();
  const key = (await page.locator("strong.letter-address").innerText()).replaceAll(" ", "");
  // The present code sets it up, the next one signs in: each is taken once.
  const now = Date.now() / 1000;
  await page.getByLabel("Code").fill(codeOf(key, now));
  await page.getByRole("button", { name: "Finish" }).click();
  await expect(page.locator(".codes li")).toHaveCount(10);
  const printed = await page.locator(".codes li").first().innerText();
  await page.getByRole("link", { name: "I have kept the codes" }).click();
  await expect(page.locator("main")).toContainText("10 recovery codes are left");
  await signOut(page);

  await givePassword(page, baseURL!);
  await expect(page).toHaveURL(/\/sign-in\/factor$/);
  await page.goto("/labs");
  await expect(page, "the password alone opens nothing").toHaveURL(/\/sign-in$/);
  await givePassword(page, baseURL!);
  await page.getByLabel("Code").fill("000 000");
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("alert").first()).toContainText("This code is not right");
  await page.getByLabel("Code").fill(codeOf(key, now + 30));
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await signOut(page);

  await givePassword(page, baseURL!);
  await page.getByLabel("Code").fill(printed);
  await page.getByRole("button", { name: "Go on" }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  // A device that has a screen lock.
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto("/account/factors/passkeys");
  await page.getByLabel("Name").fill("My laptop");
  await page.getByRole("button", { name: "Make a passkey" }).click();
  await expect(page).toHaveURL(/\/account\/factors$/);
  await expect(page.locator("main")).toContainText("My laptop");
  await signOut(page);

  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto("/account/devices");
  await expect(page.locator("main")).toContainText("with a passkey");
  await signOut(page);

  await givePassword(page, baseURL!);
  await page.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
});
