// SPDX-License-Identifier: GPL-3.0-or-later
// Every kind of page, in English and Persian: valid HTML, nothing that axe finds, light and dark, from 320 pixels on, and light to load.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch, readerAgent, withPictures } from "./support/browser.mjs";
import { Site, eventually } from "./support/site.mjs";
import { publishStories, story } from "./support/stories.mjs";

const modules = path.join(path.dirname(fileURLToPath(import.meta.url)), "node_modules");
const axe = fs.readFileSync(path.join(modules, "axe-core/axe.min.js"), "utf8");
const shots = process.env.STOPPRESS_SCREENSHOTS;  // a folder; then each page is also painted into it

let browser;
const sites = {};
const pages = {};  // language -> { kind: path }

before(async () => {
  browser = await launch();
  for (const language of ["en", "fa"]) {
    const site = (sites[language] = await Site.start({ SITE_LANGUAGE: language, ...(language === "fa" ? { SITE_TITLE: "روزنامهٔ شهر", SITE_DESCRIPTION: "خبرهای شهر" } : {}), LISTS_PAGE_LENGTH: "5" }));
    const stories = await publishStories(site, 7, language);
    const other = await site.publish({ ...story(3, language === "en" ? "fa" : "en"), slug: "in-another-language" });
    const about = await site.publish({ ...story(5, language), kind: "page", slug: "about" });
    const gone = await site.publish({ ...story(2, language), slug: "withdrawn" });
    await site.api("POST", `/stories/${gone.id}/withdraw`, { reason: "It was not true." });
    for (const viewed of stories) {
      const answer = await fetch(`${site.url}/api/v1/views`, { method: "POST", headers: { "content-type": "application/json", "user-agent": readerAgent }, body: JSON.stringify({ story: viewed.id }) });
      assert.ok(answer.ok);
    }
    // So that the box and its page are looked at filled: every page is told of the ranking.
    await eventually(async () => /data-box="most-viewed"(?:(?!<\/section>).)*<li/s.test((await site.get("/")).text));
    const address = (url) => new URL(url, site.url).pathname;
    const [year, month] = stories[0].published_at.split("-");
    pages[language] = {
      story: address(stories[0].url),
      "story without a standfirst": address(stories[1].url),
      "story in another language": address(other.url),
      page: address(about.url),
      front: "/",
      latest: "/latest",
      "second page": "/latest?page=2",
      "most viewed": "/most-viewed?window=day",
      section: "/sections/city",
      topic: "/topics/transport",
      author: "/authors/maria-lindqvist",
      month: `/archive/${year}/${month}`,
      archive: "/archive",
      "archive of a year": `/archive/${year}`,
      sections: "/sections",
      topics: "/topics",
      authors: "/authors",
      "not found": "/no/such/page",
      withdrawn: address(gone.url),
    };
  }
  sites.empty = await Site.start();
  pages.empty = { "front of an empty site": "/", "most viewed of an empty site": "/most-viewed", "archive of an empty site": "/archive" };
});

after(async () => {
  await browser?.close();
  await Promise.all(Object.values(sites).map((site) => site.stop()));
});

const every = function* () {
  for (const [name, kinds] of Object.entries(pages)) for (const [kind, target] of Object.entries(kinds)) yield { name, kind, target, site: sites[name] };
};

test("every kind of page passes the Nu HTML checker", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-html-"));
  try {
    for (const { name, kind, target, site } of every()) {
      const { status, text } = await site.get(target);
      assert.equal(status, kind === "not found" ? 404 : kind === "withdrawn" ? 410 : 200, `${name} ${kind} ${target}`);
      fs.writeFileSync(path.join(folder, `${name} ${kind}.html`.replaceAll(" ", "-")), text);
    }
    const files = fs.readdirSync(folder).map((file) => path.join(folder, file));
    assert.ok(files.length >= 30);
    let report = "";
    try {
      report = execFileSync("java", ["-Xmx512m", "-jar", path.join(modules, "vnu-jar/build/dist/vnu.jar"), "--errors-only", "--stdout", "--exit-zero-always", ...files], { encoding: "utf8" });
    } catch (error) {
      assert.fail(`the checker did not run: ${error.message}`);
    }
    assert.equal(report, "");
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
});

for (const [scheme, width] of [["light", 320], ["dark", 1280]]) {
  test(`axe finds nothing on any kind of page, ${scheme}, ${width} pixels wide, and none is wider than the window`, async () => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, bypassCSP: true, reducedMotion: "reduce" });
    await withPictures(context);
    const page = await context.newPage();
    for (const { name, kind, target, site } of every()) {
      await page.goto(site.url + target);
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ["violations"] }));
      const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} ${node.failureSummary}`));
      assert.deepEqual(found, [], `${name} ${kind} ${target}`);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${name} ${kind} is ${overflow} pixels wider than the window`);
      if (shots) await page.screenshot({ path: path.join(shots, `${name}-${kind}-${scheme}-${width}.png`.replaceAll(" ", "-")), fullPage: true });
    }
    await context.close();
  });
}

test("a whole page weighs less than 60 KB without pictures, and loads nothing from elsewhere", async () => {
  const context = await browser.newContext();
  await withPictures(context);
  const left = [...every()];
  // Several at once: each mostly waits, to see that nothing more is loaded.
  const weigh = async () => {
    const page = await context.newPage();
    const answers = [];
    page.on("response", (answer) => answers.push(answer));
    for (let next = left.shift(); next; next = left.shift()) {
      const { name, kind, target, site } = next;
      answers.length = 0;
      await page.goto(site.url + target, { waitUntil: "networkidle" });
      let weight = 0;
      for (const answer of answers) {
        assert.equal(new URL(answer.url()).origin, site.url, `${kind} loads ${answer.url()}`);
        if (!answer.url().includes("/pictures/")) weight += (await answer.body()).length;
      }
      assert.ok(answers.length >= 2, "the page and its style sheet");
      assert.ok(weight < 60_000, `${name} ${kind} weighs ${weight} bytes`);
    }
  };
  await Promise.all([weigh(), weigh(), weigh(), weigh()]);
  await context.close();
});
