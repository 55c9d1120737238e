import { expect, test } from "./people.js";

test("a page asked for before signing in is shown after it, and signing out closes it", async ({ anon, baseURL }) => {
  const { password } = await import("./people.js");
  const page = await anon();
  await page.goto("/labs/tests");
  await expect(page).toHaveURL(/sign-in/);

  await page.getByLabel("E-mail address").fill("maya@example.org");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").first()).toContainText("do not belong together");
  await expect(page.getByLabel("E-mail address")).toHaveValue("maya@example.org");

  await page.getByLabel("Password").fill(password(baseURL!));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/labs\/tests$/);

  await page.locator("details.account summary").click();
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await expect(page.getByRole("status").first()).toContainText("You are signed out.");
  await page.goBack();
  await page.goto("/labs/tests");
  await expect(page).toHaveURL(/sign-in/);
});

test("another patient's things are not found", async ({ as }) => {
  const walter = await as("walter");
  await walter.goto("/prescriptions");
  const href = await walter.locator("main a[href^='/prescriptions/']").first().getAttribute("href");
  const rosa = await as("rosa");
  const response = await rosa.goto(href!);
  expect(response?.status()).toBe(404);
  await expect(rosa.locator("main")).not.toContainText(/warfarin/i);
});

test("a form from another site is refused", async ({ as, baseURL }) => {
  const page = await as("walter");
  const response = await page.request.post(`${baseURL}/sign-out`, {
    headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  });
  expect(response.status()).toBe(403);
  await page.goto("/home");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Walter");
});
