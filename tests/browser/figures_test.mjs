// SPDX-License-Identifier: GPL-3.0-or-later
// Wide and full pictures and galleries on readers' pages: in both directions, on phones and wide windows, nothing sticks out or jumps, and
// galleries are used by keyboard.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, readerAgent } from "./support/browser.mjs";
import { findsNothing } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each page is also painted into it
const alts = { en: ["The quay", "The tram", "The park", "The lake", "The hill"], fa: ["اسکله", "تراموا", "پارک", "دریاچه", "تپه"] };
const texts = { en: "They stood there all the while, and nobody counted them. ", fa: "همهٔ این مدت آنجا بودند و کسی آن‌ها را نشمرد. " };

let browser;
let site;
const media = [];
const stories = {};

before(async () => {
  browser = await launch();
  site = await Site.start({ VIEWS_REPEAT_MINUTES: "0" });
  for (const [n, [width, height]] of [[1400, 900], [700, 1000], [1000, 1000], [300, 200], [1600, 500]].entries()) {
    const answer = await fetch(`${site.url}/api/v1/media?filename=${n}.png`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/png" }, body: png(width, height, n) });
    assert.equal(answer.status, 201);
    media.push(await answer.json());
  }
  for (const language of ["en", "fa"]) {
    const p = { type: "paragraph", content: [{ text: texts[language].repeat(8) }] };
    const images = media.map(({ url }, n) => ({ source: url, alt: alts[language][n], ...(n === 1 && { caption: [{ text: alts[language][1] }], credit: [{ text: "Jane Roe" }] }) }));
    const caption = [{ text: alts[language].join(", ") }];
    stories[language] = await site.publish({
      headline: alts[language][0], standfirst: "", language, slug: `figures-${language}`,
      body: {
        format: "document",
        content: {
          blocks: [
            p, { type: "image", ...images[0], caption }, p, { type: "image", ...images[0], caption, layout: "wide" }, p, { type: "image", ...images[3], caption, layout: "full" },
            p, { type: "gallery", images, caption }, p, { type: "gallery", images: images.slice(0, 2) }, p, { type: "gallery", images, caption, layout: "wide" }, p, { type: "gallery", images: images.slice(0, 3), caption, layout: "full" },
            { type: "quote", blocks: [{ type: "image", ...images[0], layout: "full" }] }, p,
          ],
        },
      },
    });
  }
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function open(target, options) {
  const context = await browser.newContext({ userAgent: readerAgent, ...options });
  const page = await context.newPage();
  page.problems = [];
  page.on("console", (message) => message.type() === "error" && page.problems.push(message.text()));
  await page.goto(new URL(target, site.url).href);
  return page;
}
const box = async (page, selector) => {
  const { x, y, width, height } = await page.locator(selector).first().evaluate((element) => element.getBoundingClientRect().toJSON());
  return { left: x, right: x + width, width, top: y, height };
};
/** Its pictures by their rows. */
const columns = (page, gallery) =>
  page.locator(`[data-body] .gallery`).nth(gallery).evaluate((element) => {
    const tops = [...element.querySelectorAll(":scope > .image")].map((one) => Math.round(one.getBoundingClientRect().top));
    return tops.filter((top) => top === tops[0]).length;
  });

const screens = [
  { name: "phone", options: { viewport: { width: 360, height: 740 } }, columns: 2 },
  { name: "small phone dark", options: { viewport: { width: 320, height: 640 }, colorScheme: "dark" }, columns: 2 },
  { name: "tablet", options: { viewport: { width: 820, height: 1000 } }, columns: 3 },
  { name: "desktop", options: { viewport: { width: 1280, height: 900 } }, columns: 3 },
  { name: "wide desktop dark", options: { viewport: { width: 1700, height: 1000 }, colorScheme: "dark" }, columns: 3 },
];

for (const language of ["en", "fa"]) {
  for (const screen of screens) {
    test(`in ${language} on a ${screen.name} each figure has its width, and nothing sticks out`, async () => {
      const page = await open(stories[language].url, screen.options);
      const { width } = screen.options.viewport;
      const main = await box(page, "main");
      const text = await box(page, "[data-body] > .image:not(.wide):not(.full)");
      const wide = await box(page, "[data-body] > .image.wide");
      const full = await box(page, "[data-body] > .image.full");
      const near = (a, b, what) => assert.ok(Math.abs(a - b) <= 1, `${what}: ${a} ${b}`);
      near(wide.width, main.width, "as wide as the column");
      near(wide.left, main.left, "and in it");
      assert.ok(text.width <= wide.width);
      const [start, end, outer] = language === "fa" ? [width - full.right, full.left, main.left] : [full.left, full.right, main.right];
      near(start, 0, "from the window's edge");
      if (width >= 992) near(end, outer, "to the boxes");
      else near(end, language === "fa" ? 0 : width, "to the other edge");
      // A small picture fills its width, too.
      near((await box(page, "[data-body] > .image.full picture img")).width, full.width, "the picture in it");
      assert.ok((await box(page, "blockquote .full")).width < main.width, "not within a quotation");
      assert.equal(await columns(page, 0), screen.columns);
      assert.equal(await columns(page, 1), 2);
      if (width >= 640) assert.equal(await columns(page, 3), 3, "few pictures fill their row");
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true, "nothing sticks out");
      await page.evaluate(() => window.scrollTo(-500, 0));
      assert.equal(await page.evaluate(() => window.scrollX), 0, "to neither side");
      await findsNothing(page, `${language} ${screen.name}`);
      if (shots) {
        await page.evaluate(async () => {
          for (const image of document.images) image.loading = "eager";
          await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        });
        await page.screenshot({ path: path.join(shots, `figures ${language} ${screen.name}.png`), fullPage: true });
      }
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }
}

test("in a page of the other direction a full picture does not cover the boxes", async () => {
  // There are no words in Hebrew: the page around the story is English.
  const story = await site.publish({
    headline: "רכבת", standfirst: "", language: "he", slug: "figures-he",
    body: { format: "document", content: { blocks: [{ type: "paragraph", content: [{ text: "רכבת קלה" }] }, { type: "image", source: media[0].url, alt: "רכבת", layout: "full" }] } },
  });
  for (const width of [360, 1280]) {
    const page = await open(story.url, { viewport: { width, height: 900 } });
    assert.deepEqual(await page.evaluate(() => [document.documentElement.dir, document.querySelector("article").dir]), ["ltr", "rtl"]);
    const [full, boxes] = [await box(page, "[data-body] > .full"), await box(page, ".boxes")];
    if (width > 992) assert.ok(full.right <= boxes.left && full.left >= 0, JSON.stringify([full, boxes]));
    else assert.deepEqual([Math.round(full.left), Math.round(full.right)], [0, width]);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth), true);
    await page.context().close();
  }
});

test("nothing jumps while their pictures load", async () => {
  for (const viewport of [{ width: 390, height: 844 }, { width: 1280, height: 900 }]) {
    const context = await browser.newContext({ userAgent: readerAgent, viewport });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await context.route("**/media/**", async (route) => (await held, route.continue()));
    const page = await context.newPage();
    await page.goto(new URL(stories.en.url, site.url).href, { waitUntil: "domcontentloaded" });
    const places = () => page.evaluate(() => [...document.querySelectorAll("[data-body] > *, [data-body] picture img")].map((element) => { const { y, width, height } = element.getBoundingClientRect(); return [y, width, height]; }).flat());
    await page.waitForFunction(() => [...document.querySelectorAll("img.placeholder")].every((image) => image.complete && image.naturalWidth > 0));
    const before_ = await places();
    release();
    await page.evaluate(async () => {
      for (const image of document.images) image.loading = "eager";
      await Promise.all([...document.images].map((image) => image.decode()));
    });
    const after_ = await places();
    // A rendition's sides are whole pixels, so that its ratio differs from the original's by less than one; each figure may add one.
    assert.ok(Math.max(...after_.map((value, at) => Math.abs(value - before_[at]))) <= 3, `${viewport.width}`);
    await context.close();
  }
});

test("without JavaScript and by keyboard each picture of a gallery leads to the whole one", async () => {
  const page = await open(stories.en.url, { viewport: { width: 360, height: 740 } });
  const links = page.locator("[data-body] .gallery").first().getByRole("link");
  assert.deepEqual(await links.evaluateAll((all) => all.map((link) => link.querySelector("picture img").alt)), alts.en);
  await links.nth(0).focus();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.querySelector("picture img").alt), alts.en[1]);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${media[1].url}`);
  await page.context().close();
  const plain = await open(stories.fa.url, { viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
  assert.equal(await plain.locator("[data-body] .gallery").first().getByRole("link", { name: alts.fa[1] }).getAttribute("href"), media[1].url);
  await plain.context().close();
});
