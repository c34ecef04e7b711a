// SPDX-License-Identifier: GPL-3.0-or-later
// Small things on readers' pages that only a browser shows: digits, what is printed, the mark on a preview.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
let browser;
let site;
let story;

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_LANGUAGE: "fa", SITE_TITLE: "Evening Courier" });
  const content = "یک ادعا.[^1] و [پیوندی](https://example.org/report).\n\n1. نخست\n2. دوم\n\n[^1]: سرچشمهٔ آن.";
  story = await site.publish({ headline: "شورای شهر", language: "fa", body: { format: "markdown", content } });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function visit(target, use, options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(new URL(target, site.url).href);
    await use(page);
  } finally {
    await context.close();
  }
}

const style = (locator, property, pseudo) => locator.evaluate((element, [name, part]) => getComputedStyle(element, part)[name], [property, pseudo]);

test("lists and footnotes in a Persian story are numbered in Persian digits, in an English one in Latin ones", async () => {
  await visit(story.url, async (page) => {
    assert.equal(await page.locator(".footnote-ref a").textContent(), "۱");
    assert.equal(await style(page.locator(".body > ol"), "listStyleType"), "persian");
    assert.equal(await style(page.locator(".footnotes ol"), "listStyleType"), "persian");
    await page.locator(".footnote-ref a").click();
    assert.equal(new URL(page.url()).hash, "#fn-1");
  });
  const english = await site.publish({ headline: "Council", language: "en", body: { format: "markdown", content: "Claim.[^1]\n\n1. First\n\n[^1]: Source." } });
  await visit(english.url, async (page) => {
    assert.equal(await page.locator(".footnote-ref a").textContent(), "1");
    assert.equal(await style(page.locator(".body > ol"), "listStyleType"), "decimal");
  });
});

test("a printed page has its address and those of its links, and its masthead begins where the page does", async () => {
  await visit(story.url, async (page) => {
    const address = page.locator(".printed-address");
    assert.equal(await address.isVisible(), false);
    await page.emulateMedia({ media: "print" });
    assert.equal(await address.isVisible(), true);
    assert.ok((await address.textContent()).includes(story.url));
    assert.equal(await style(page.locator('.body a[href^="https://example.org"]'), "content", "::after"), '"(https://example.org/report)"');
    assert.equal(await style(page.locator(".footnote-ref a"), "content", "::after"), "none");
    const title = await page.locator(".masthead .title a").boundingBox();
    const sheet = await page.locator("article.story").boundingBox();
    assert.ok(Math.abs(title.x + title.width - (sheet.x + sheet.width)) < 2, "the title ends at the right edge of a page that is read from the right");
    if (shots) await page.screenshot({ path: path.join(shots, "print-fa.png"), fullPage: true });
  });
});

test("a preview says that it is not published", async () => {
  const draft = await site.api("POST", "/stories", { headline: "Not yet", language: "fa", body: { format: "markdown", content: "…" } });
  const { url } = await site.api("POST", `/stories/${draft.id}/preview-links`, { hours: 1 });
  await visit(new URL(url).pathname, async (page) => {
    assert.equal(await page.getByText("پیش‌نمایش، منتشر نشده است").isVisible(), true);
    if (shots) await page.screenshot({ path: path.join(shots, "preview-mark-fa.png") });
  });
  await visit(story.url, async (page) => assert.equal(await page.locator(".preview-mark").count(), 0));
});
