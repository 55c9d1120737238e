import { expect, test } from "./people.js";

test("a reader without an account chooses a language and keeps it", async ({ anon }) => {
  const page = await anon();
  await page.goto("/sign-in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.getByRole("button", { name: "Español" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Iniciar sesión");
  await page.goto("/invitation");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
});

test("the profile's language is the one that counts", async ({ as }) => {
  const page = await as("rosa");
  await page.goto("/home");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("navigation", { name: /Principal/ })).toContainText("Recetas");
});
