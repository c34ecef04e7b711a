// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures pasted from other sites: they are offered to be fetched, each that fails says why, and readers then get them from this site.
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
    const { status = 200, type = "image/png", body = "" } = answers[new URL(request.url, "http://x").pathname] ?? { status: 404 };
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

const paste = (page, html) =>
  page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/html", pasted);
    data.setData("text/plain", "pasted");
    document.querySelector("#story-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
const paint = async (page, name) => shots && page.screenshot({ path: path.join(shots, `foreign-pictures-${name}.png`) });

const cases = [
  ["English", "en-GB", { viewport: { width: 1280, height: 800 } }, {
    some: "3 pictures are on other sites.", fetch: "Fetch into the library", done: "1 picture is now in the library.",
    missing: "There is nothing at that address any more.", words: "This file type cannot be used", check: /on another site/,
  }],
  ["Persian", "fa-IR", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }, {
    some: "۳ تصویر در سایت‌های دیگر است.", fetch: "دریافت در رسانه‌ها", done: "۱ تصویر اکنون در رسانه‌هاست.",
    missing: "دیگر چیزی در این نشانی نیست.", words: "", check: /سایت دیگری/,
  }],
];
for (const [language, locale, options, says] of cases) {
  test(`in ${language}: pasted pictures are fetched, failures say why and can be tried again`, async () => {
    answers[`/${language}/boat.png`] = { body: png(900, 600, language.length) };
    answers[`/${language}/words.png`] = { body: "Only words." };
    const page = await signedIn(browser, site, `${language}@example.org`, { name: `Writer ${language}`, role: "editor", options: { locale, ...options } });
    const foreign = [];
    await page.context().route((url) => url.origin !== site.url && url.protocol.startsWith("http"), (route) => {
      foreign.push(route.request().url());
      return route.abort();
    });
    const { id } = await site.api("POST", "/stories", { headline: "Pasted", standfirst: "Words.", body: { format: "markdown", content: "Before." } });
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    await page.locator("#story-text").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    const picture = (name, alt) => `<figure><img src="${other}/${language}/${name}" alt="${alt}"><figcaption>Of ${alt}</figcaption></figure>`;
    await paste(page, `<p>Pasted words</p>${picture("boat.png", "a boat")}${picture("late.png", "a lighthouse")}${picture("words.png", "nothing")}`);
    const bar = page.locator(".foreign-pictures");
    await bar.waitFor();
    assert.equal(await bar.locator("p").innerText(), says.some);
    await paint(page, `${language}-offer`);
    await bar.getByRole("button", { name: says.fetch }).click();
    await bar.locator("li").nth(1).waitFor();
    await eventually(async () => (await bar.locator("li").count()) === 2 && (await bar.locator("[aria-busy]").count()) === 0);
    const reasons = await bar.locator("li").allInnerTexts();
    assert.ok(reasons.some((text) => text.includes("late.png") && text.includes(says.missing)), reasons.join());
    assert.ok(reasons.some((text) => text.includes("words.png") && text.includes(says.words)), reasons.join());
    await paint(page, `${language}-failed`);
    await findsNothing(page, `the failures in ${language}`);
    answers[`/${language}/late.png`] = { body: png(600, 400, language.length + 20) };
    await bar.getByRole("button", { name: /late\.png/ }).click();
    await eventually(async () => (await bar.locator("li").count()) === 1);
    await eventually(async () => (await page.locator("[aria-live], [role=status]").allInnerTexts()).some((said) => said.includes(says.done)));
    await page.locator(".storybar .state.saved").waitFor();
    const draft = () => site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
    await eventually(async () => (await draft()).body.content.blocks.filter((block) => block.type === "image" && block.source.startsWith("/media/")).length === 2);
    const images = (await draft()).body.content.blocks.filter((block) => block.type === "image");
    assert.deepEqual(images.map(({ alt, caption }) => [alt, caption[0].text]), [["a boat", "Of a boat"], ["a lighthouse", "Of a lighthouse"], ["nothing", "Of nothing"]]);
    assert.deepEqual(images.map(({ width }) => width), [900, 600, undefined]);
    const { media } = await site.api("GET", `/media?q=${language}`);
    assert.ok(media.every(({ credit }) => credit.startsWith(`${other}/${language}/`)), JSON.stringify(media));
    // The one that is still elsewhere is pointed out before publishing.
    await page.keyboard.press("Control+Enter");
    await page.locator("dialog .checks").waitFor();
    assert.match(await page.locator("dialog .checks").innerText(), says.check);
    assert.deepEqual(foreign, []);
    assert.deepEqual(page.problems.filter((text) => !/Content Security Policy/.test(text)), []);
    await page.context().close();
  });
}

test("a lead picture on another site is fetched, too", async () => {
  answers["/lead.png"] = { body: png(800, 500, 50) };
  const { id } = await site.api("POST", "/stories", { headline: "With a lead", lead_image: { source: `${other}/lead.png`, alt: "A ship", credit: "Ann Lee" } });
  const page = await signedIn(browser, site, "lead@example.org", { name: "Lead", role: "editor" });
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  await page.locator(".elsewhere button").click();
  await page.locator("legend + img, fieldset img[alt='A ship']").first().waitFor();
  await page.locator(".storybar .state.saved").waitFor();
  await eventually(async () => {
    const story = await site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
    return story.lead_image.source.startsWith("/media/") && story.lead_image.credit === "Ann Lee";
  });
  await page.context().close();
});
