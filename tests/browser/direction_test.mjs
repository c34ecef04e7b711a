// SPDX-License-Identifier: GPL-3.0-or-later
// What people see where both directions of writing meet on one page: the order of names, the places of punctuation, the edges of lines.
// It looks at where Chromium puts each character, on an English site with Persian names and stories and on a Persian one with English ones.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, readerAgent } from "./support/browser.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS;  // a folder; then pages are also painted into it

const words = {
  ltr: {
    language: "en-GB",
    headline: "Council votes (urgent)!",
    text: "The council met on Monday and heard both sides of the dispute.",
    names: [["ann-lee", "Ann Lee (Rome)!"], ["tom-adeyemi", "Tom Adeyemi"]],
    section: ["old-town", "Old town (centre)!"],
    topic: ["elections", "Elections (2027)!"],
  },
  rtl: {
    language: "fa",
    headline: "شورای شهر رأی داد (فوری)!",
    text: "شورا روز دوشنبه تشکیل جلسه داد و سخن هر دو طرف را شنید.",
    names: [["niloufar", "نیلوفر احمدی (رم)!"], ["sara", "سارا کریمی"]],
    section: ["shahr", "شهر (قدیم)!"],
    topic: ["entekhabat", "انتخابات (۱۴۰۶)!"],
  },
};
const other = { ltr: "rtl", rtl: "ltr" };

let browser;
const sites = {};

before(async () => {
  browser = await launch();
  for (const own of ["ltr", "rtl"]) {
    const site = (sites[own] = await Site.start({ SITE_LANGUAGE: words[own].language, BOXES_NEW_ARTICLES_LENGTH: "10" }));
    site.stories = {};
    for (const { names, section, topic } of Object.values(words)) {
      for (const [slug, name] of names) await site.api("PUT", `/authors/${slug}`, { name });
      await site.api("PUT", `/sections/${section[0]}`, { name: section[1] });
      await site.api("PUT", `/topics/${topic[0]}`, { name: topic[1] });
    }
    const publish = async (name, written, named, language) => {
      const { headline, text } = words[written];
      const story = { headline, ...(language && { language }), body: { format: "markdown", content: text }, section: words[named].section[0], topics: [words[named].topic[0]],
        authors: [...words[named].names, ...words[other[named]].names].map(([slug]) => slug) };
      const { id, url } = await site.publish({ ...story, slug: name });
      site.stories[name] = url;
      const view = { method: "POST", headers: { "content-type": "application/json", "user-agent": readerAgent }, body: JSON.stringify({ story: id }) };
      assert.ok((await fetch(`${site.url}/api/v1/views`, view)).ok);
      await eventually(async () => (await site.get("/most-viewed")).text.includes(`<h2><a href="${url}">`));
    };
    await publish("own", own, other[own], words[own].language);
    await publish("other", other[own], own, words[other[own]].language);
    await publish("nobody-said", other[own], other[own], null);
    // A byline of the page's own direction, or of none: the date alone decides where the line begins.
    site.stories.short = (await site.publish({ headline: words[other[own]].headline, language: words[other[own]].language, slug: "short", body: { format: "markdown", content: "x" },
      authors: [words[own].names[1][0]] })).url;
    site.stories["no-byline"] = (await site.publish({ headline: words[other[own]].headline, language: words[other[own]].language, slug: "no-byline", body: { format: "markdown", content: "x" } })).url;
  }
});

after(async () => {
  await browser?.close();
  await Promise.all(Object.values(sites).map((site) => site.stop()));
});

/** A page of `site`: use(page, url), on a desktop where nothing that is looked at wraps, unless another window is named. */
async function visit(site, target, use, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    await page.goto(site.url + target);
    await use(page);
  } finally {
    await context.close();
  }
}

/** From where to where `part` of an element's text is shown, in pixels; the first one after `behind` begins, where that is named. */
const extent = (locator, part, behind = "") =>
  locator.evaluate((element, [wanted, before_]) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const places = [];
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (let i = 0; i < node.data.length; ++i) places.push([node, i]);
      text += node.data;
    }
    const start = text.indexOf(wanted, text.indexOf(before_));
    if (start < 0) throw new Error(`"${wanted}" is not in "${text}"`);
    const rectangles = places.slice(start, start + wanted.length).flatMap(([node, i]) => {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      return [...range.getClientRects()].filter(({ width }) => width > 0);
    });
    return { left: Math.min(...rectangles.map(({ left }) => left)), right: Math.max(...rectangles.map(({ right }) => right)) };
  }, [part, behind]);

/** That `parts` follow each other on one line, from the left or from the right. */
async function assertOrder(locator, parts, direction, what, behind = "") {
  const places = [];
  for (const part of parts) places.push(await extent(locator, part, behind));
  for (let i = 1; i < parts.length; ++i) {
    const [before_, next] = direction === "ltr" ? [places[i - 1], places[i]] : [places[i], places[i - 1]];
    assert.ok(before_.right <= next.left + 0.5, `${what}: "${parts[i - 1]}" and "${parts[i]}" stand in the wrong order: ${JSON.stringify(places)}`);
  }
}

/** That what ends a text in brackets, perhaps with a "!" behind, stands at its end: `text` is "words (more)" or "words (more)!". */
async function assertClosed(locator, text, direction, what) {
  const [first, rest] = text.split(" (");
  const [inner, end] = rest.split(")");
  await assertOrder(locator, [first, inner, `)${end}`], direction, what, text);
  if (end) await assertOrder(locator, [inner, ")", end], direction, what, text);
}

const inBox = (page, box, url) => page.locator(`[data-box="${box}"] li`, { has: page.locator(`a[href="${url}"]`) }).locator("a");
const inList = (page, url) => page.locator("main article", { has: page.locator(`h2 a[href="${url}"]`) });

for (const own of ["ltr", "rtl"]) {
  const { [other[own]]: foreign, [own]: native } = words;

  test(`names of the other direction keep their order and their brackets in bylines and lists: ${own}`, async () => {
    const site = sites[own];
    const names = [...foreign.names, ...native.names].map(([, name]) => name);
    await visit(site, site.stories.own, async (page) => {
      const byline = page.locator("[data-byline]");
      await assertOrder(byline, names, own, "byline");
      await assertClosed(byline, foreign.names[0][1], other[own], "byline");
      await assertClosed(byline, native.names[0][1], own, "byline");
      await assertClosed(page.locator("article .kicker"), foreign.section[1], other[own], "kicker");
      await assertClosed(page.locator(".topics"), foreign.topic[1], other[own], "topics");
      await assertClosed(page.locator(".menu"), foreign.section[1], other[own], "menu");
    });
    for (const target of ["/latest", "/"]) {
      await visit(site, target, async (page) => {
        const card = inList(page, site.stories.own);
        if (target === "/latest") await assertOrder(card.locator(".credits"), [...names, await card.locator("time").textContent()], own, target);
        await assertClosed(card.locator(".byline"), foreign.names[0][1], other[own], target);
        await assertClosed(card.locator(".kicker"), foreign.section[1], other[own], target);
        // A card of the other direction: its names follow each other in that, and the date, in the page's language, is not torn apart.
        const back = inList(page, site.stories.other);
        await assertClosed(back.locator(".byline"), native.names[0][1], own, target);
        const date = await back.locator("time").textContent();
        await assertOrder(back.locator("time"), date.split(" "), own, `${target}: ${date}`);
      });
    }
    for (const [target, [slug, name]] of [["/authors", foreign.names[0]], ["/sections", foreign.section], ["/topics", foreign.topic]]) {
      await visit(site, target, async (page) => {
        const entry = page.locator(`main li`, { has: page.locator(`a[href="${target}/${slug}"]`) });
        await assertClosed(entry, name, other[own], target);
        await assertOrder(entry, [name, await entry.locator(".count").textContent()], own, target);
      });
      await visit(site, `${target}/${slug}`, (page) => assertClosed(page.locator("main h1"), name, other[own], `${target}/${slug}`));
    }
  });

  test(`a headline of the other direction ends where it ends in its own, in boxes, lists and on its page, named language or not: ${own}`, async () => {
    const site = sites[own];
    for (const name of ["other", "nobody-said"]) {
      const url = site.stories[name];
      await visit(site, url, (page) => assertClosed(page.locator("h1.header"), foreign.headline, other[own], name));
      for (const target of ["/", "/latest", site.stories.own]) {
        await visit(site, target, async (page) => {
          for (const box of ["new-articles", "most-viewed"]) await assertClosed(inBox(page, box, url), foreign.headline, other[own], `${name} in ${box} on ${target}`);
          if (!target.endsWith("own")) await assertClosed(inList(page, url).locator("h2"), foreign.headline, other[own], `${name} on ${target}`);
        });
      }
    }
  });

  for (const [device, viewport] of [["phone", { width: 360, height: 780 }], ["desktop", { width: 1280, height: 900 }]]) {
    test(`every line with byline and date begins at the edge at which the headline begins: ${own}, ${device}`, async () => {
      for (const target of ["/", "/latest", `/sections/${foreign.section[0]}`]) {
        for (const colorScheme of shots ? ["light", "dark"] : ["light"]) {
          await visit(sites[own], target, async (page) => {
            const lines = await page.locator("main article").evaluateAll((articles) =>
              articles.map((article) => {
                const rightToLeft = getComputedStyle(article).direction === "rtl";
                const edge = (rectangle) => (rightToLeft ? rectangle.right : rectangle.left);
                const range = document.createRange();
                range.selectNodeContents(article.querySelector(".credits"));
                const edges = new Map();  // of each line, by its middle
                for (const rectangle of range.getClientRects()) {
                  if (rectangle.width === 0) continue;
                  const line = [...edges.keys()].find((middle) => Math.abs(middle - (rectangle.top + rectangle.bottom) / 2) < 8) ?? (rectangle.top + rectangle.bottom) / 2;
                  edges.set(line, (rightToLeft ? Math.max : Math.min)(edges.get(line) ?? edge(rectangle), edge(rectangle)));
                }
                return { headline: edge(article.querySelector("h2").getBoundingClientRect()), lines: [...edges.values()], text: article.innerText };
              }),
            );
            assert.ok(lines.length >= 2);
            for (const { headline, lines: edges, text } of lines) {
              assert.ok(edges.length > 0);
              for (const edge of edges) assert.ok(Math.abs(edge - headline) < 1, `${target}: a line begins at ${edge}, the headline at ${headline}: ${text}`);
            }
            if (shots) await page.screenshot({ path: path.join(shots, `direction-${own}-${target.replaceAll("/", "-")}-${device}-${colorScheme}.png`), fullPage: true });
          }, { viewport, colorScheme });
        }
      }
    });
  }
}
