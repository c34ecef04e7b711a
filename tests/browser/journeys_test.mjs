// SPDX-License-Identifier: GPL-3.0-or-later
// What a reader does: reads, sees what is new and what others read, goes by keyboard, without script, with a page that counts by beacon.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, readerAgent, withPictures } from "./support/browser.mjs";
import { Site, eventually } from "./support/site.mjs";
import { publishStories, story } from "./support/stories.mjs";

let browser;
let site;
let stories;

before(async () => {
  browser = await launch();
  site = await Site.start({ VIEWS_REPEAT_MINUTES: "0" });
  stories = await publishStories(site, 7);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A page of a reader of their own; problems in its console fail the test. */
async function open(target, options = {}, of = site) {
  const context = await browser.newContext({ userAgent: readerAgent, ...options });
  await withPictures(context);
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("pageerror", (error) => page.problems.push(String(error)));
  await page.goto(new URL(target, of.url).href);
  return page;
}

const headlinesIn = (page, box) => page.locator(`[data-box="${box}"] ol > li > a`).allTextContents();

test("a reader goes from the front page to a story and finds all of it", async () => {
  const page = await open("/");
  await page.locator("main h2 a", { hasText: stories[0].headline }).click();
  await page.waitForURL(new URL(stories[0].url, site.url).href);
  const article = page.locator(`article[data-story="${stories[0].id}"]`);
  assert.equal(await article.locator("h1").count(), 1);
  assert.equal(await article.locator("h1").textContent(), stories[0].headline);
  assert.equal(await article.locator("[data-standfirst]").textContent(), stories[0].standfirst);
  assert.match(await article.locator("[data-byline]").textContent(), /By\s+\S.* and \S/s);
  assert.ok(Date.parse(await article.locator("time").first().getAttribute("datetime")) > 0);
  assert.match(await article.locator("[data-body]").textContent(), /Council paper 2026\/114/);
  assert.equal((await headlinesIn(page, "new-articles")).length, 5);
  assert.ok(!(await headlinesIn(page, "new-articles")).includes(stories[0].headline), "the story itself is not among what is new");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a story published while a reader reads stands on every page's New Articles with the next request", async () => {
  const page = await open(stories[1].url);
  const fresh = await site.publish({ ...story(0), headline: "Stop press: the bridge is open", slug: "stop-press" });
  for (const target of [stories[1].url, "/", "/most-viewed", "/sections/harbour", "/nowhere"]) {
    await page.goto(new URL(target, site.url).href);
    assert.equal((await headlinesIn(page, "new-articles"))[0], fresh.headline, target);
  }
  await site.api("POST", `/stories/${fresh.id}/withdraw`, { reason: "It is closed again." });
  await page.goto(new URL(stories[1].url, site.url).href);
  assert.ok(!(await headlinesIn(page, "new-articles")).includes(fresh.headline));
  const answer = await page.goto(new URL(fresh.url, site.url).href);
  assert.equal(answer.status(), 410);
  assert.match(await page.locator("main").textContent(), /It is closed again\./);
  await page.context().close();
});

test("what readers open most comes first in Most viewed, within moments", async () => {
  const favourite = stories[5];
  const reader = await browser.newContext({ userAgent: readerAgent });
  await withPictures(reader);
  const page = await reader.newPage();
  for (let i = 0; i < 12; ++i) await page.goto(new URL(favourite.url, site.url).href);
  await eventually(async () => {
    await page.goto(`${site.url}/latest`);
    return (await headlinesIn(page, "most-viewed"))[0] === favourite.headline;
  });
  await page.locator('[data-box="most-viewed"] .more a').click();
  await page.waitForURL(/\/most-viewed/);
  await page.getByRole("link", { name: "Past 24 hours" }).click();
  await page.waitForURL(/window=day/);
  assert.equal(await page.locator(".windows [aria-current]").textContent(), "Past 24 hours");
  assert.equal(await page.locator("main h2").first().textContent(), favourite.headline);
  await reader.close();
});

test("by keyboard, the first stop leads past the menu, and every stop can be seen", async () => {
  const page = await open(stories[0].url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  assert.ok((await page.locator(".skip").boundingBox()).y >= 0, "the skip link shows when it has the focus");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "page-content");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null), true);
  for (let i = 0; i < 15; ++i) {
    const seen = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return document.activeElement === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    });
    assert.ok(seen, `stop ${i} has no visible focus`);
    await page.keyboard.press("Tab");
  }
  await page.context().close();
});

test("without script everything is there", async () => {
  const page = await open(stories[0].url, { javaScriptEnabled: false });
  assert.equal((await headlinesIn(page, "new-articles")).length, 5);
  const scripts = await page.locator("script:not([type='application/ld+json'])").evaluateAll((all) => all.map((script) => new URL(script.src).pathname.split("/").at(-1)));
  assert.deepEqual(scripts, ["beacon.js"], "it sends views, and shows nothing");
  await page.locator(".menu a", { hasText: "Harbour" }).click();
  await page.waitForURL(/\/sections\/harbour/);
  await page.context().close();
});

test("printed, a story is the story alone", async () => {
  const page = await open(stories[0].url);
  await page.emulateMedia({ media: "print" });
  for (const [part, shown] of [[".boxes", false], [".menu", false], ["article h1", true], ["[data-body]", true]]) {
    assert.equal(await page.locator(part).first().isVisible(), shown, part);
  }
  await page.context().close();
});

test("right-to-left pages are mirrored: boxes stand left of a Persian story and right of an English one", async () => {
  const persian = await Site.start({ SITE_LANGUAGE: "fa", SITE_TITLE: "روزنامه" });
  try {
    const [first] = await publishStories(persian, 3, "fa");
    for (const [of, target, right] of [[site, stories[0].url, true], [persian, first.url, false]]) {
      const page = await open(target, { viewport: { width: 1280, height: 800 } }, of);
      const story_ = await page.locator("main").boundingBox();
      const boxes = await page.locator("aside.boxes").boundingBox();
      assert.equal(boxes.x > story_.x, right);
      await page.context().close();
    }
    const page = await open(first.url, {}, persian);
    assert.equal(await page.locator("html").getAttribute("dir"), "rtl");
    assert.match(await page.locator("article time").first().textContent(), /[۰-۹]/);
    await page.context().close();
  } finally {
    await persian.stop();
  }
});

test("in beacon mode a page counts once it was seen, and by its picture where there is no script", async () => {
  const counted = await Site.start({ VIEWS_COUNT: "beacon", VIEWS_REPEAT_MINUTES: "0" });
  try {
    const [first, second] = await publishStories(counted, 2);
    const views = async ({ id }) => (await counted.api("GET", `/stories/${id}`)).views.all;
    await counted.get(new URL(first.url, counted.url).pathname);
    const page = await open(first.url, {}, counted);
    await eventually(async () => (await views(first)) === 1);
    assert.deepEqual(page.problems, []);
    await page.context().close();
    const plain = await open(second.url, { javaScriptEnabled: false }, counted);
    await eventually(async () => (await views(second)) === 1);
    await plain.context().close();
    assert.equal(await views(first), 1, "fetching the page alone counts nothing");
    const searched = await open("/", {}, counted);
    let sent;
    searched.on("request", (request) => request.url().endsWith("/api/v1/views") && (sent = request.postData()));
    await searched.goto(first.url.startsWith("/") ? counted.url + first.url : first.url, { referer: "https://www.search.example/?q=secret" });
    await searched.goto("about:blank");
    await searched.goto(counted.url);
    await searched.locator(`main a[href$="${new URL(second.url, counted.url).pathname}"]`).first().click();
    await eventually(async () => (await views(second)) === 2);
    const came = async ({ id }) => (await counted.api("GET", `/stories/${id}/numbers`)).referrers;
    await eventually(async () => (await came(first)).listed[0]?.host === "search.example");
    assert.deepEqual([(await came(second)).internal, (await came(second)).direct], [1, 1]);
    assert.doesNotMatch(sent, /secret|http/, "nothing but the host is said of where the reader came from");
    await searched.context().close();
  } finally {
    await counted.stop();
  }
});
