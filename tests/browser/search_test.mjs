// SPDX-License-Identifier: GPL-3.0-or-later
// Readers search: by keyboard, on a phone and a desktop, in both directions, with and without JavaScript; what is shown is what was asked for.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing } from "./support/newsroom.mjs";
import { Site } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
let browser;
let english;
let persian;

before(async () => {
  browser = await launch();
  [english, persian] = await Promise.all([Site.start({ LISTS_PAGE_LENGTH: "5" }), Site.start({ SITE_LANGUAGE: "fa", SITE_TITLE: "پیک بندر" })]);
  await english.api("PUT", "/sections/city", { name: "City" });
  await english.api("PUT", "/sections/world", { name: "World" });
  for (let n = 1; n <= 7; ++n)
    await english.publish({ headline: `Harbour report ${n}`, standfirst: "What the week brought.", section: n % 2 ? "city" : "world", topics: ["harbour"], body: { format: "markdown", content: `${"Nothing happened in the morning. ".repeat(30)}\n\nThe old crane at the harbour was repaired & painted. ${"Nothing happened later. ".repeat(30)}` } });
  await english.publish({ headline: "خبر بندر", language: "fa", section: "world", body: { format: "markdown", content: "جرثقیل harbour تعمیر شد." } });
  await persian.api("PUT", "/sections/shahr", { name: "شهر" });
  await persian.publish({ headline: "می‌خواهم به بندر بروم", language: "fa", section: "shahr", body: { format: "markdown", content: "کتابی دربارهٔ ۱٬۴۰۵ بندر و دریا." } });
});

after(async () => {
  await browser?.close();
  await Promise.all([english?.stop(), persian?.stop()]);
});

const paint = async (page, name) => shots && page.screenshot({ path: path.join(shots, `search ${name}.png`), fullPage: true });
const headlines = (page) => page.locator("main .entry h2").allInnerTexts();

for (const [form, options] of [
  ["phone", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }],
  ["desktop", { viewport: { width: 1280, height: 900 } }],
]) {
  test(`on a ${form} a reader finds stories, narrows the search, and turns its pages`, async () => {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(english.url);
    await page.getByRole("navigation", { name: "Sections" }).getByRole("link", { name: "Search" }).click();
    const words = page.getByRole("searchbox", { name: "Words to search for" });
    await words.waitFor();
    assert.ok(await words.evaluate((element) => element === document.activeElement), "it can be typed at once");
    await findsNothing(page, `an empty search on a ${form}`);
    await paint(page, `${form} empty`);
    await page.keyboard.type("cranes harbour");
    await page.keyboard.press("Enter");
    await page.getByText("7 stories").waitFor();
    assert.equal((await headlines(page)).length, 5);
    assert.deepEqual(await page.locator("main .entry").first().locator("mark").allInnerTexts(), ["crane", "harbour"]);
    await findsNothing(page, `what was found on a ${form}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    await paint(page, `${form} found`);
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Next" }).click();
    await page.waitForURL(/page=2/);
    assert.equal((await headlines(page)).length, 2);
    assert.equal(await words.inputValue(), "cranes harbour");

    await page.getByText("Narrow the search").click();
    await page.getByRole("combobox", { name: "Section" }).selectOption("World");
    await page.getByRole("combobox", { name: "Order" }).selectOption("Newest first");
    await page.getByRole("search").getByRole("button").click();
    await page.waitForURL(/section=world/);
    assert.deepEqual(await headlines(page), ["Harbour report 6", "Harbour report 4", "Harbour report 2"]);
    assert.equal(await page.getByRole("combobox", { name: "Order" }).inputValue(), "newest");
    await findsNothing(page, `a narrowed search on a ${form}`);
    await paint(page, `${form} narrowed`);

    // A name leads to its topic; a story in another script runs in its own direction.
    await words.fill("harbour");
    await words.press("Enter");
    await page.getByText("Topic:").waitFor();
    assert.equal(await page.locator(".search-meant a").getAttribute("href"), "/topics/harbour");
    assert.equal(await page.locator("main .entry", { hasText: "خبر بندر" }).evaluate((element) => getComputedStyle(element).direction), "rtl");

    await words.fill("harbor");
    await words.press("Enter");
    await page.getByText("No story was found").waitFor();
    await findsNothing(page, `nothing found on a ${form}`);
    await paint(page, `${form} nothing`);
    await page.locator(".search-suggestion a").click();
    await page.getByText("Topic:").waitFor();
    assert.equal(await words.inputValue(), "harbour");
    await page.context().close();
  });
}

test("in Persian, without JavaScript, from an Arabic keyboard", async () => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false })).newPage();
  await page.goto(`${persian.url}/search`);
  const words = page.getByRole("searchbox");
  await words.fill("ميخواهم 1405");
  await page.getByRole("button", { name: "جست‌وجو" }).click();
  assert.deepEqual(await headlines(page), ["می‌خواهم به بندر بروم"]);
  assert.deepEqual(await page.locator("main mark").allInnerTexts(), ["۱٬۴۰۵"]);
  await paint(page, "Persian phone");
  await page.context().close();
  const wide = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await wide.goto(`${persian.url}/search?q=${encodeURIComponent("بندر")}`);
  await findsNothing(wide, "a search in Persian");
  assert.equal(await wide.locator("main").evaluate((element) => getComputedStyle(element).direction), "rtl");
  await paint(wide, "Persian desktop");
  await wide.context().close();
});
