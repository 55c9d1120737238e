import { expect, test } from "./people.js";

test("results are found by everyday words and read over time and side by side", async ({ as }) => {
  const page = await as("walter");
  const main = page.getByRole("main");
  await page.goto("/labs/tests");
  await page.getByRole("searchbox").fill("blood thinner");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page).toHaveURL(/[?&]q=/);
  // The laboratory's own name stands beside the everyday one.
  await expect(main).toContainText("INR");
  await main.getByRole("link", { name: /INR/ }).first().click();

  await expect(page).toHaveURL(/\/labs\/tests\//);
  await expect(page.getByRole("img").first()).toBeVisible();
  const rows = page.getByRole("table").first().getByRole("row");
  const all = await rows.count();
  await page.getByRole("navigation", { name: "Period" }).getByRole("link", { name: "3 months" }).click();
  await expect(page).toHaveURL(/[?&]from=\d{4}-\d\d-\d\d/);
  await expect(page.getByRole("navigation", { name: "Period" }).locator("[aria-current]")).toHaveText("3 months");
  expect(await rows.count()).toBeLessThan(all);

  await page.goto("/labs/compare");
  await expect(page.getByRole("table", { name: "Side by side" })).toBeVisible();
  await main.getByText("Choose tests and days").click();
  const ticked = main.getByRole("group", { name: "Days" }).getByRole("checkbox", { checked: true });
  const days = await ticked.count();
  expect(days).toBeGreaterThan(1);
  await ticked.first().uncheck();
  await main.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/[?&]test=.*[?&]date=/);
  // A column for each day, and those of the test and of the newest range.
  await expect(page.getByRole("table", { name: "Side by side" }).getByRole("columnheader")).toHaveCount(days - 1 + 2);
});

test("a report is taken along on paper and as files", async ({ as }) => {
  const page = await as("walter");
  const main = page.getByRole("main");
  await page.goto("/labs");
  const files = [
    ["Spreadsheet (CSV)", "text/csv", /^\uFEFF.*Test.*\r\n/],
    ["For programs (FHIR)", "application/fhir+json", /"resourceType":"Bundle"/],
  ] as const;
  for (const [name, type, content] of files) {
    const href = await main.getByRole("link", { name }).getAttribute("href");
    const file = await page.request.get(href!);
    expect(file.status()).toBe(200);
    expect(file.headers()["content-type"]).toContain(type);
    expect(file.headers()["content-disposition"]).toMatch(/^attachment/);
    expect((await file.body()).toString("utf8")).toMatch(content);
  }
  await main.getByRole("link", { name: /^Details of/ }).first().click();
  await expect(main).toContainText("Done by");
  const href = await main.getByRole("link", { name: "Report as a PDF" }).getAttribute("href");
  const paper = await page.request.get(href!);
  expect(paper.headers()["content-type"]).toBe("application/pdf");
  const bytes = (await paper.body()).toString("latin1");
  expect(bytes).toMatch(/^%PDF-/);
  // Tagged, so that a screen reader finds its way in it.
  expect(bytes).toContain("/StructTreeRoot");
  await main.getByRole("link", { name: "Compare these tests with other days" }).click();
  await expect(page.getByRole("table", { name: "Side by side" })).toBeVisible();
});
