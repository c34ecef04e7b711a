// SPDX-License-Identifier: GPL-3.0-or-later
// What readers' tools make of a page: a reader view (Firefox's is Mozilla's Readability), a program that saves articles, a feed reader.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { extractFromHtml } from "@extractus/article-extractor";
import Parser from "rss-parser";

import { launch } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const readability = fs.readFileSync(path.join(here, "node_modules/@mozilla/readability/Readability.js"), "utf8");

const paragraph = { en: "The council met on Monday and heard both sides. It will vote in a week. ", fa: "شورا روز دوشنبه تشکیل جلسه داد و سخن هر دو طرف را شنید. هفتهٔ آینده رأی می‌دهد. " };
const stories = {
  english: { language: "en", headline: "Council hears both sides of the bridge dispute", standfirst: "A vote follows next week.", words: paragraph.en.repeat(12) },
  persian: { language: "fa", headline: "شورای شهر سخن هر دو طرف را شنید", standfirst: "رأی‌گیری هفتهٔ آینده است.", words: paragraph.fa.repeat(12) },
  // Below 500 characters Readability takes the direction from <article> alone, and leaves nothing out.
  "short Persian": { language: "fa", headline: "خبر کوتاه از شورای شهر", standfirst: "رأی‌گیری هفتهٔ آینده است.", words: paragraph.fa },
};

let browser;
let site;
const published = {};

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_LANGUAGE: "en" });
  await site.api("PUT", "/sections/city", { name: "City" });
  for (const [name, { words, ...story }] of Object.entries(stories)) {
    published[name] = await site.publish({ ...story, section: "city", authors: ["maria-lindqvist", "tom-adeyemi"], topics: ["bridges"], body: { format: "markdown", content: words.match(/.{1,300}[.۔] /g).join("\n\n") } });
  }
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const reduced = (text) => text.replaceAll(/\s+/g, " ").trim();

for (const [name, { language, headline, standfirst }] of Object.entries(stories)) {
  test(`a reader view shows the words, and nothing twice: ${name}`, async () => {
    const context = await browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(site.url + published[name].url);
    await page.addScriptTag({ content: readability });
    const article = await page.evaluate(() => new globalThis.Readability(document.cloneNode(true)).parse());
    await context.close();
    assert.equal(article.dir, language === "fa" ? "rtl" : "ltr");
    assert.match(article.title, new RegExp(`^${headline}`));
    const text = reduced(article.textContent);
    assert.ok(text.includes(standfirst), text);
    assert.ok(text.includes(reduced(paragraph[language])), text);
    if (text.length < 500) return;  // too little for Readability to leave anything out
    for (const twice of [headline, "Maria Lindqvist", "minute", "City"]) assert.ok(!text.includes(twice), `"${twice}" is in: ${text}`);
  });
}

test("a program that saves articles finds the author's name, not an address", async () => {
  const { text } = await site.get(published.english.url);
  const article = await extractFromHtml(text, site.url + published.english.url);
  assert.equal(article.title, stories.english.headline);
  assert.ok(article.description.startsWith(stories.english.standfirst), article.description);
  assert.equal(article.author, "Tom Adeyemi", "the last of them");
  assert.equal(new Date(article.published).getTime(), new Date(published.english.published_at).getTime());
});

for (const form of ["feed.xml", "atom.xml"]) {
  test(`rss-parser finds the standfirst before the words, and the direction of a Persian story in an English feed: ${form}`, async () => {
    const feed = await new Parser().parseString((await site.get(`/${form}`)).text);
    assert.equal(new URL(feed.link).pathname, "/");
    const item = (story) => feed.items.find(({ title }) => title === story.headline);
    const html = (story) => item(story)["content:encoded"] ?? item(story).content;
    assert.match(html(stories.english), /^<p><strong>A vote follows next week\.<\/strong><\/p><p>The council met/);
    assert.match(html(stories.persian), /^<div lang="fa" dir="rtl"><p><strong>رأی‌گیری/);
    assert.ok(html(stories.persian).endsWith("</div>"));
  });
}
