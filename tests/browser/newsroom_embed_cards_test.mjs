// SPDX-License-Identifier: GPL-3.0-or-later
// A page of another site as a card: its title and picture are there without typing, can be changed, and readers get them from this site.
import assert from "node:assert/strict";
import http from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
const answers = {};
let browser;
let site;
let elsewhere;
let other;

before(async () => {
  elsewhere = http.createServer((request, response) => {
    const { status = 200, type = "text/html; charset=utf-8", body = "" } = answers[request.url] ?? { status: 404 };
    response.writeHead(status, { "content-type": type });
    response.end(body);
  });
  await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  other = `http://127.0.0.1:${elsewhere.address().port}`;
  browser = await launch();
  site = await Site.start({ FETCHING_REQUESTS: "on", FETCHING_PRIVATE_HOSTS: `127.0.0.1:${elsewhere.address().port}` });
});

after(async () => {
  await browser?.close();
  await site?.stop();
  elsewhere?.close();
});

const paint = async (page, name) => shots && page.screenshot({ path: path.join(shots, `embed-cards-${name}.png`) });

const cases = [
  ["English", "en", "en-GB", { viewport: { width: 1280, height: 800 } }, {
    title: "Harbour works will cost twice as much", description: "The council was told in May, minutes show.", name: "The Example",
    nothing: "There is nothing at that address any more.",
  }],
  ["Persian", "fa", "fa-IR", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }, {
    title: "هزینهٔ بندر دو برابر می‌شود", description: "به گفتهٔ صورت‌جلسه، شورا از خرداد خبر داشت.", name: "نمونه",
  }],
];
for (const [language, tag, locale, options, says] of cases) {
  test(`in ${language}: a page's title and picture come by themselves, can be changed, and readers see them`, async () => {
    answers[`/${tag}`] = { body: `<title>x</title><meta property="og:title" content="${says.title}"><meta property="og:description" content="${says.description}"><meta property="og:site_name" content="${says.name}"><meta property="og:image" content="/${tag}.png">` };
    answers[`/${tag}.png`] = { type: "image/png", body: png(800, 450, tag.length + language.length) };
    const page = await signedIn(browser, site, `${language}@example.org`, { name: `Writer ${language}`, role: "editor", options: { locale, ...options } });
    const foreign = [];
    await page.context().route((url) => url.origin !== site.url && url.protocol.startsWith("http"), (route) => {
      foreign.push(route.request().url());
      return route.abort();
    });
    const { id } = await site.api("POST", "/stories", { headline: `With a card ${tag}`, language: tag, body: { format: "markdown", content: "Before." } });
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    const enter = async (address) => {
      await page.locator("#story-text").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.press("Enter");
      await page.keyboard.type("/youtube");
      await page.locator('[role="option"][aria-selected="true"]').waitFor();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      await dialog.locator('input[type="url"]').fill(address);
      await dialog.locator('button[type="submit"]').click();
      await dialog.waitFor({ state: "detached" });
    };
    await enter(`${other}/${tag}`);
    const card = page.locator("#story-text .embed").first();
    await eventually(async () => (await card.locator("strong").innerText()) === says.title);
    await card.locator("img.thumbnail").waitFor();
    assert.equal(await card.locator(".description").innerText(), says.description);
    assert.equal(await card.locator(".provider").innerText(), says.name);
    assert.match(await card.locator("img.thumbnail").getAttribute("src"), /^\/media\//);
    await paint(page, `${language}-editor`);
    await findsNothing(page, `the editor in ${language}`);
    // A page that is not there makes the card that it always made.
    await enter(`${other}/missing-${tag}`);
    const second = page.locator("#story-text .embed").nth(1);
    await second.waitFor();
    await second.locator(".edit").click();
    const dialog = page.getByRole("dialog");
    await dialog.locator(".ask button").click();
    await dialog.locator(".refused").waitFor();
    if (says.nothing) assert.equal(await dialog.locator(".refused").innerText(), says.nothing);
    await paint(page, `${language}-refused`);
    await dialog.locator('input[type="url"]').press("Escape");
    await dialog.waitFor({ state: "detached" });
    // The title is the editor's to change.
    await card.locator(".edit").click();
    await dialog.locator(".picture img").waitFor();
    await paint(page, `${language}-dialog`);
    await findsNothing(page, `the dialog in ${language}`);
    const title = dialog.locator('input[maxlength="300"]');
    assert.equal(await title.inputValue(), says.title);
    await title.fill(`${says.title} (2)`);
    await dialog.locator('button[type="submit"]').click();
    await eventually(async () => (await card.locator("strong").innerText()) === `${says.title} (2)`);
    await page.locator(".storybar .state.saved").waitFor();
    await eventually(async () => {
      const kept = await site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
      const [, one, two] = kept.body.content.blocks;
      return one.title === `${says.title} (2)` && one.description === says.description && one.picture.startsWith("/media/") && JSON.stringify(two) === JSON.stringify({ type: "embed", provider: "web", url: `${other}/missing-${tag}` });
    });
    await site.api("POST", `/stories/${id}/draft/save`).catch(() => null);
    const { url } = await site.api("POST", `/stories/${id}/publish`, {});
    await page.goto(site.url + url, { waitUntil: "networkidle" });
    const shown = page.locator(".embed").first();
    assert.equal(await shown.locator("a").innerText(), `${says.title} (2)`);
    assert.equal(await shown.locator(".embed-description").innerText(), says.description);
    assert.equal(await shown.locator(".embed-picture picture img").evaluate((image) => image.complete && image.naturalWidth > 0), true);
    await shown.scrollIntoViewIfNeeded();
    await paint(page, `${language}-page`);
    await findsNothing(page, `the page in ${language}`);
    assert.deepEqual(foreign, []);
    await page.context().close();
  });
}
