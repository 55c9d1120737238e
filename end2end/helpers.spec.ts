import { expect, openConfirmed, test } from "./people.js";

test("a daughter reads her father's results, and it is plain whose they are", async ({ as }) => {
  const page = await as("linh");
  await page.goto("/");
  await expect(page).toHaveURL(/\/helping$/);
  await page.getByRole("main").getByRole("link", { name: "Walter Nguyen" }).click();
  const banner = page.getByRole("region", { name: "Patient" });
  await expect(banner).toContainText("You are helping Walter Nguyen");
  await expect(banner).toContainText("You see: lab results.");
  await expect(page).toHaveTitle(/Walter Nguyen/);

  const ways = page.getByRole("navigation", { name: "Main" }).getByRole("link");
  await expect(ways).toHaveText(["Home", "Labs"]);
  await ways.last().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Labs");
  await expect(banner).toContainText("You are helping Walter Nguyen");

  const closed = await page.goto(page.url().replace(/labs$/, "prescriptions"));
  expect(closed!.status()).toBe(404);

  const father = await as("walter");
  await father.goto("/access");
  await expect(father.locator("main")).toContainText("Linh Nguyen");
});

test("a patient prints a letter for a helper and withdraws it", async ({ as, baseURL }) => {
  const page = await as("rosa");
  await openConfirmed(page, baseURL!, "/helpers/new");
  await page.locator("[name=name]").fill("Carmen Fuentes");
  await page.locator("[name=relationship]").selectOption("relative");
  await page.locator("[name=way][value=letter]").check();
  await page.locator("main form button[type=submit]").click();
  // Nothing was chosen to see: the form comes back with what was typed.
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.locator("[name=name]")).toHaveValue("Carmen Fuentes");

  await page.locator("[name=labs]").check();
  await page.locator("main form button[type=submit]").click();
  await expect(page.locator(".letter-code")).toHaveText(/^[2-9A-HJKMNP-Y]{4}(-[2-9A-HJKMNP-Y]{4}){2}$/);

  await page.goto("/helpers");
  const row = page.getByRole("listitem").filter({ hasText: "Carmen Fuentes" }).filter({ has: page.getByRole("button") });
  const before = await row.count();
  await row.first().locator("form[action$='/ending'] button").click();
  await expect(row).toHaveCount(before - 1);
});
