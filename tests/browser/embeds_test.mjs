// SPDX-License-Identifier: GPL-3.0-or-later
// Embeds on readers' pages: no request leaves for another site before the button is pressed; then the player is there, and has the focus.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const axe = fs.readFileSync(path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules/axe-core/axe.min.js"), "utf8");
const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
const player = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&start=90";
let browser;
let site;
const stories = {};

const embed = (url, title, caption) => ({ type: "embed", url, ...(title && { title }), ...(caption && { caption: [{ text: caption }] }) });

before(async () => {
  browser = await launch();
  site = await Site.start();
  const publish = (language, headline, words, blocks) => {
    const content = { blocks: [{ type: "paragraph", content: [{ text: words }] }, ...blocks, { type: "paragraph", content: [{ text: words }] }] };
    return site.publish({ headline, language, body: { format: "document", content } });
  };
  const telegram = embed("https://t.me/durov/342");
  stories.en = await publish("en", "The harbour by night", "What the cameras saw.", [
    embed("https://youtu.be/dQw4w9WgXcQ?t=90", "Ships in the fog", "The first minute is dark."), telegram,
    embed("https://www.openstreetmap.org/#map=15/35.6997/51.3380", "Where it was"), embed("https://www.example.org/report/2026", "The report"),
  ]);
  stories.fa = await publish("fa", "بندر در شب", "آنچه دوربین‌ها دیدند.", [embed("https://www.aparat.com/v/x7f3k", "کشتی‌ها در مه", "دقیقهٔ نخست تاریک است."), telegram, embed("https://x.com/jack/status/20")]);
  stories.none = await publish("en", "Without", "Only words.", []);
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** `use` gets the page and the list of requests for other hosts. Those get an answer, if the page's policy lets them through. */
async function visit(story, use, options = {}, { answer = "<title>Player</title><button>Inside</button>" } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  try {
    const foreign = [];
    const refused = [];
    await context.route((url) => url.origin !== site.url, (route) => {
      foreign.push(route.request());
      return route.fulfill({ contentType: "text/html", body: answer });
    });
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
    await page.goto(site.url + story.url, { waitUntil: "networkidle" });
    await use(page, foreign, refused);
  } finally {
    await context.close();
  }
}

async function paint(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `embeds-${name}.png`), fullPage: true });
}

test("nothing is asked of another site until the button is pressed; then the player is there, in its shape, and has the focus", async () => {
  await visit(stories.en, async (page, foreign, refused) => {
    const card = page.locator('.embed[data-provider="youtube"]');
    const button = card.getByRole("button", { name: "Play: Ships in the fog" });
    assert.equal(await button.isVisible(), true);
    assert.match(await card.locator("small").innerText(), /contacts YouTube \(www\.youtube-nocookie\.com\) only if/);
    await page.mouse.wheel(0, 2000);
    await button.hover();
    await button.focus();
    assert.deepEqual(foreign.map((request) => request.url()), []);
    await paint(page, "before");
    await button.click();
    const frame = card.locator("iframe");
    await frame.waitFor();
    await eventually(() => foreign.length > 0);
    assert.deepEqual(foreign.map((request) => request.url()), [player]);
    assert.equal(foreign[0].headers().referer, `${site.url}/`, "the player's site learns which site asks, not which page");
    const attributes = await frame.evaluate((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
    assert.equal(attributes.title, "Ships in the fog – YouTube");
    assert.equal(attributes.referrerpolicy, "strict-origin-when-cross-origin");
    assert.match(attributes.sandbox, /^allow-scripts allow-same-origin allow-popups /);
    assert.doesNotMatch(attributes.sandbox, /top-navigation/);
    assert.match(attributes.allow, /fullscreen/);
    assert.equal(attributes.loading, "eager");
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "IFRAME");
    const { width, height } = await frame.boundingBox();
    assert.ok(Math.abs(width / height - 16 / 9) < 0.02, `${width} × ${height}`);
    assert.equal(await button.count(), 0);
    assert.equal(await card.locator("a").getAttribute("href"), "https://youtu.be/dQw4w9WgXcQ?t=90");
    assert.equal(await card.locator("figcaption").innerText(), "The first minute is dark.");
    await page.keyboard.press("Tab");
    assert.equal(await page.frameLocator(".embed iframe").locator("button").evaluate((inside) => inside === document.activeElement), true);
    await paint(page, "after");
    assert.deepEqual(refused, []);
  });
});

test("the button works by keyboard, and a page that is no embed has none", async () => {
  await visit(stories.en, async (page, foreign) => {
    const button = page.getByRole("button", { name: "Load from OpenStreetMap: Where it was" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.locator('.embed[data-kind="map"] iframe').waitFor();
    await eventually(() => foreign.length === 1);
    assert.match(foreign[0].url(), /^https:\/\/www\.openstreetmap\.org\/export\/embed\.html\?bbox=/);
    const plain = page.locator(".embed", { hasText: "The report" });
    assert.equal(await plain.getByRole("button").count(), 0);
    assert.equal(await plain.locator(".embed-host").innerText(), "www.example.org");
  });
});

test("a post takes the height that its own site asks for, and no other message counts", async () => {
  const answer = `<script>parent.postMessage(JSON.stringify({ event: "resize", height: 777 }), "*")</script>`;
  await visit(stories.en, async (page) => {
    await page.getByRole("button", { name: "Load from Telegram" }).click();
    const frame = page.locator('.embed[data-provider="telegram"] iframe');
    await eventually(async () => Math.round((await frame.boundingBox()).height) === 777);
    await page.evaluate(() => postMessage(JSON.stringify({ event: "resize", height: 99 }), "*"));
    await page.evaluate(() => new Promise(requestAnimationFrame));
    assert.equal(Math.round((await frame.boundingBox()).height), 777);
  }, {}, { answer });
});

test("without script, and on paper, an embed is a link", async () => {
  await visit(stories.en, async (page, foreign) => {
    assert.equal(await page.locator(".embed button").first().isVisible(), false);
    assert.equal(await page.getByRole("link", { name: "Ships in the fog" }).isVisible(), true);
    assert.deepEqual(foreign, []);
    await paint(page, "without-script");
  }, { javaScriptEnabled: false });
  await visit(stories.en, async (page) => {
    await page.getByRole("button", { name: "Play: Ships in the fog" }).click();
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".embed iframe").isVisible(), false);
    assert.equal(await page.locator(".embed-offer:visible").count(), 0);
    assert.equal(await page.getByRole("link", { name: "Ships in the fog" }).isVisible(), true);
  });
});

test("a page without players loads no script for them, and may load no frame", async () => {
  await visit(stories.none, async (page, foreign) => {
    assert.equal(await page.locator("script[src*=embeds]").count(), 0);
    const refused = await page.evaluate(
      (src) =>
        new Promise((resolve) => {
          addEventListener("securitypolicyviolation", ({ effectiveDirective }) => resolve(effectiveDirective));
          document.body.append(Object.assign(document.createElement("iframe"), { src }));
        }),
      player,
    );
    assert.equal(refused, "frame-src");
    assert.deepEqual(foreign, []);
  });
});

for (const [language, colorScheme, width] of [["fa", "dark", 390], ["fa", "light", 1280], ["en", "light", 390], ["en", "dark", 1280], ["fa", "light", 320]]) {
  test(`in ${language}, ${colorScheme}, ${width} pixels wide: nothing that axe finds, nothing wider than the window`, async () => {
    await visit(stories[language], async (page) => {
      const buttons = page.locator(".embed button");
      if (language === "fa") {
        assert.equal(await buttons.first().innerText(), "پخش");
        assert.equal(await page.locator(".embed-provider").last().innerText(), "ایکس");
        assert.match(await page.locator(".embed small").first().innerText(), /به آپارات \(www\.aparat\.com\) وصل می‌شود/);
      }
      const check = async (when) => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${when}: ${id}: ${nodes[0].html}`), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${when}: wider than the window`);
      };
      await check("before");
      await paint(page, `${language}-${colorScheme}-${width}`);
      await buttons.first().click();
      await page.locator(".embed iframe").waitFor();
      await check("after");
      await paint(page, `${language}-${colorScheme}-${width}-after`);
    }, { viewport: { width, height: 844 }, colorScheme }, { answer: "<!doctype html><html lang=en><title>Player</title><main><h1>Player</h1></main>" });
  });
}

test("a film's card has its picture and description, from this site, until the player takes its place", async () => {
  const sent = await fetch(`${site.url}/api/v1/media?filename=film.png`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/png" }, body: png(1280, 720, 3) });
  const picture = (await sent.json()).url;
  const film = { ...embed("https://youtu.be/dQw4w9WgXcQ", "کشتی‌ها در مه", "دقیقهٔ نخست تاریک است."), description: "Two & a half minutes <of> fog", picture };
  const words = { type: "paragraph", content: [{ text: "Words." }] };
  const story = await site.publish({ headline: "With a picture", language: "fa", body: { format: "document", content: { blocks: [words, film, words] } } });
  for (const options of [{}, { viewport: { width: 390, height: 844 }, colorScheme: "dark" }]) {
    await visit(story, async (page, foreign) => {
      const card = page.locator(".embed");
      const image = card.locator(".embed-picture picture img");
      await image.scrollIntoViewIfNeeded();
      await eventually(() => image.evaluate((one) => one.complete && one.naturalWidth > 0));
      assert.equal(await card.locator(".embed-description").innerText(), "Two & a half minutes <of> fog");
      await paint(page, options.viewport ? "picture-narrow" : "picture");
      await page.evaluate(axe);
      assert.deepEqual(await page.evaluate(async () => (await globalThis.axe.run(document.querySelector(".embed"), { resultTypes: ["violations"] })).violations.map(({ id }) => id)), []);
      assert.deepEqual(foreign, []);
      await card.getByRole("button").click();
      await card.locator("iframe").waitFor();
      assert.equal(await card.locator(".embed-picture").count(), 0);
    }, options);
  }
});
