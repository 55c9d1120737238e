import { test } from "@playwright/test";
import { type Person, people, signIn, stateOf } from "./people.js";
import { portals } from "./portals.js";

for (const { name, url } of portals) {
  for (const person of Object.keys(people) as Person[]) {
    test(`${person} signs in on ${name}`, async ({ page }) => {
      await signIn(page, url, person);
      await page.context().storageState({ path: stateOf(url, person) });
    });
  }
}
