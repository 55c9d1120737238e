import { expect, test } from "./people.js";

test("staff invite a patient, who makes an account with code and birth date", async ({ as, anon }, info) => {
  const staff = await as("dana");
  await staff.goto("/patients");
  await staff.getByRole("searchbox").fill("leo thompson");
  await staff.getByRole("button", { name: "Search" }).click();
  await staff.getByRole("main").getByRole("link", { name: /Leo James Thompson/ }).first().click();
  await staff.getByRole("link", { name: "Invitation" }).first().click();
  await staff.getByRole("button", { name: /invitation letter|new letter/i }).click();
  const letter = await staff.locator("main").innerText();
  const code = letter.match(/[2-9A-HJKMNP-Y]{4}-[2-9A-HJKMNP-Y]{4}-[2-9A-HJKMNP-Y]{4}/)?.[0];
  expect(code, "the letter holds the code").toBeTruthy();
  const born = await staff.getByRole("region", { name: "Patient" }).locator("time").first().getAttribute("datetime");
  // The birth date is the second half of the key: it must not stand in the letter.
  expect(letter.slice(letter.indexOf("Dear"))).not.toContain(born!);

  const page = await anon();
  await page.goto("/sign-in");
  await page.getByRole("link", { name: "Use your invitation code" }).click();
  await page.getByLabel("Invitation code").fill(code!.toLowerCase());
  await page.getByLabel("Your birth date").fill("1999-12-31");
  await page.getByLabel("E-mail address").fill(`leo-${info.parallelIndex}@example.org`);
  await page.getByLabel("Choose a password").fill("short");
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page.getByRole("alert").first()).toContainText("at least 12 characters");
  // What was typed is still there, except for the password.
  await expect(page.getByLabel("Invitation code")).toHaveValue(code!.toLowerCase());

  await page.getByLabel("Choose a password").fill("a bicycle in the rain");
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page.getByRole("alert").first()).toContainText("do not belong together");

  await page.getByLabel("Your birth date").fill(born!);
  await page.getByLabel("Choose a password").fill("a bicycle in the rain");
  await page.getByRole("button", { name: "Create my account" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Leo James Thompson");
  await expect(page.getByRole("status").first()).toContainText("Your account is ready");
});
