// SPDX-License-Identifier: GPL-3.0-or-later
// Lighthouse gives a story page at least 95 in all four categories, on the slow phone that it simulates.
import assert from "node:assert/strict";
import { test } from "node:test";

import { launchWithPort } from "./support/browser.mjs";
import { Site } from "./support/site.mjs";
import { publishStories } from "./support/stories.mjs";

const categories = ["performance", "accessibility", "best-practices", "seo"];

test("a story page scores at least 95 in every category", async () => {
  const { default: lighthouse } = await import("lighthouse");
  const site = await Site.start();
  const chromium = await launchWithPort();
  try {
    const stories = await publishStories(site, 7);
    // The second story has no lead picture, and the body's is not there: pictures are another test's matter.
    const plain = await site.publish({ headline: "A story of words alone", standfirst: "Nothing but words.", body: { format: "markdown", content: stories[1].body_html.replaceAll(/<figure.*?<\/figure>/gs, "").replaceAll(/<[^>]*>/g, "") }, section: "city", authors: ["maria-lindqvist"], language: "en" });
    const { lhr } = await lighthouse(new URL(plain.url, site.url).href, { port: chromium.port, onlyCategories: categories, logLevel: "error" });
    for (const category of categories) {
      const score = Math.round(lhr.categories[category].score * 100);
      console.log(`lighthouse ${category}: ${score}`);
      const lost = lhr.categories[category].auditRefs.map(({ id }) => lhr.audits[id]).filter(({ score: audit }) => audit !== null && audit < 1);
      assert.ok(score >= 95, `${category}: ${score}\n${lost.map(({ id, title, displayValue }) => `${id}: ${title} ${displayValue ?? ""}`).join("\n")}`);
    }
  } finally {
    await chromium.stop();
    await site.stop();
  }
});
