// SPDX-License-Identifier: GPL-3.0-or-later
// A story's pictures in a real browser: a phone takes a small one, a dense screen a large one, nothing jumps while they load, and crops keep what
// they were told to keep.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, readerAgent } from "./support/browser.mjs";
import { png } from "./support/pictures.mjs";
import { Site } from "./support/site.mjs";
import { story } from "./support/stories.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS;  // a folder; then each page is also painted into it

let browser;
let site;
let lead;
let inner;
let made;

async function send(bytes, words) {
  const answer = await fetch(`${site.url}/api/v1/media?${new URLSearchParams(words)}`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/png" }, body: bytes });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

before(async () => {
  browser = await launch();
  site = await Site.start({ VIEWS_REPEAT_MINUTES: "0" });
  lead = await send(png(2400, 1600, 0), { filename: "lead.png", alt: "Hills at noon" });
  inner = await send(png(1400, 900, 1), { filename: "inner.png", alt: "The same hills" });
  const words = story(0);
  made = await site.publish({
    ...words, section: null, slug: "hills", lead_image: { source: lead.url, alt: "Hills at noon", caption: "The hills behind the harbour.", credit: "Ann Lee" },
    body: { format: "markdown", content: `It was a clear day.\n\n![The same hills](${inner.url})\n\n${"They stood there all the while, and nobody counted them. ".repeat(40)}` },
  });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(target, options = {}) {
  const context = await browser.newContext({ userAgent: readerAgent, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  page.on("pageerror", (error) => page.problems.push(String(error)));
  await page.goto(new URL(target, site.url).href);
  return page;
}

/** How wide the file is that the browser took, and what type. */
async function taken(page, selector, medium) {
  const image = page.locator(`${selector} picture img`).first();
  await image.scrollIntoViewIfNeeded();
  const handle = await image.elementHandle();
  await page.waitForFunction((element) => element.complete && element.naturalWidth > 0, handle);
  const source = new URL(await image.evaluate((element) => element.currentSrc)).pathname;
  const file = [medium, ...medium.renditions].find((candidate) => candidate.url === source);
  assert.ok(file, `${source} is no file of the medium`);
  return file;
}

const screens = [
  { name: "phone", options: { viewport: { width: 360, height: 740 }, deviceScaleFactor: 1 }, lead: 640, inner: 640 },
  { name: "dense phone", options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 3, isMobile: true }, lead: 1280, inner: 1400 },
  { name: "desktop", options: { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 }, lead: 960, inner: 640 },
  { name: "dense desktop", options: { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 }, lead: 1920, inner: 1400 },
];

for (const screen of screens) {
  test(`a ${screen.name} takes the file that fits it, in the best format`, async () => {
    const page = await open(made.url, screen.options);
    const first = await taken(page, ".lead-image", lead);
    assert.equal(first.width, screen.lead);
    assert.equal(first.type, "image/avif");
    const second = await taken(page, "[data-body]", inner);
    assert.equal(second.width, screen.inner);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, "nothing sticks out");
    assert.deepEqual(page.problems, []);
    if (shots) await page.evaluate(() => window.scrollTo(0, 0)), await page.screenshot({ path: path.join(shots, `pictures ${screen.name}.png`), fullPage: true });
    await page.context().close();
  });
}

test("nothing jumps while pictures load, and blurred ones stand in their places", async () => {
  const context = await browser.newContext({ userAgent: readerAgent, viewport: { width: 390, height: 844 } });
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await context.route("**/media/**", async (route) => {
    await held;
    await route.continue();
  });
  const page = await context.newPage();
  await page.goto(new URL(made.url, site.url).href, { waitUntil: "domcontentloaded" });
  const places = () => page.evaluate(() => [...document.querySelectorAll("picture img, [data-body] p")].map((element) => { const { y, width, height } = element.getBoundingClientRect(); return [y, width, height].map(Math.round); }));
  await page.waitForFunction(() => [...document.querySelectorAll("img.placeholder")].every((image) => image.complete && image.naturalWidth > 0));
  const before_ = await places();
  assert.equal(await page.locator("img.placeholder").count(), 2);
  const [blurred, real] = [await page.locator(".lead-image img.placeholder").boundingBox(), await page.locator(".lead-image picture img").boundingBox()];
  assert.deepEqual(Object.values(blurred).map(Math.round), Object.values(real).map(Math.round));
  assert.ok(real.height > 200, "there is room for it");
  release();
  await taken(page, ".lead-image", lead);
  // A rendition's sides are whole pixels, so that its ratio differs from the original's by less than one.
  const moved = (await places()).flat().map((value, at) => Math.abs(value - before_.flat()[at]));
  assert.ok(Math.max(...moved) <= 1, `moved by ${Math.max(...moved)} pixels`);
  await context.close();
});

test("a crop keeps what it was told to keep", async () => {
  await site.api("PATCH", `/media/${lead.id}`, { focal_point: { x: 0.8, y: 0.25 } });
  const page = await open("/", { viewport: { width: 390, height: 844 } });
  const position = await page.locator(`.picture picture img[src="${lead.url}"]`).first().evaluate((element) => getComputedStyle(element).objectPosition);
  assert.equal(position, "80% 25%");
  assert.deepEqual(page.problems, []);
  if (shots) await page.screenshot({ path: path.join(shots, "pictures on the front page.png"), fullPage: true });
  await page.context().close();
});

test("a reader without AVIF and WebP gets a JPEG that is small enough", async () => {
  const answer = await fetch(new URL(lead.url, site.url));
  assert.equal(answer.headers.get("content-type"), "image/jpeg");
  assert.ok(Number(answer.headers.get("content-length")) < 400_000);
});
