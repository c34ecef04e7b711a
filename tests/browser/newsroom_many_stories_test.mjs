// SPDX-License-Identifier: GPL-3.0-or-later
// The list of a newsroom that has been writing for years: its first rows come at once, and however far somebody scrolls there is a story
// wherever they look. STOPPRESS_LIST_STORIES: how many stories (3,000).
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { signedIn } from "./support/newsroom.mjs";
import { Site, sleep } from "./support/site.mjs";

const count = Number(process.env.STOPPRESS_LIST_STORIES ?? 3000);
let browser;
let site;
let editor;

before(async () => {
  browser = await launch();
  site = await Site.start({}, { fill: (folder) => execFileSync(process.env.STOPPRESS_BINARY, ["generate", "--site", folder, "--stories", String(count)]) });
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

test("the first rows come with the API's first page", async () => {
  const times = [];
  for (let turn = 0; turn < 5; ++turn) {
    const begun = performance.now();
    const { stories } = await site.api("GET", "/stories?limit=100&status=any");
    times.push(performance.now() - begun);
    assert.equal(stories.length, 100);
  }
  console.log(`the first 100 of ${count} stories: ${times.map((time) => time.toFixed(0)).join(", ")} ms`);
  const begun = performance.now();
  await editor.reload();
  await editor.getByRole("list", { name: "Stories" }).getByRole("listitem").first().waitFor();
  console.log(`the screen with its rows: ${(performance.now() - begun).toFixed(0)} ms`);
});

test("scrolling to the end shows a story everywhere and keeps only those in sight", async () => {
  await editor.evaluate(() => {
    // What is looked at: whether the middle of the window shows a story, after each frame.
    globalThis.seen = { frames: 0, gaps: 0, rows: 0 };
    const look = () => {
      const list = document.querySelector("ul[aria-label=Stories]");
      const box = list?.getBoundingClientRect();
      const middle = innerHeight / 2;
      if (box && box.top < middle && box.bottom > middle) {
        ++globalThis.seen.frames;
        globalThis.seen.gaps += document.elementFromPoint(innerWidth / 2, middle)?.closest("li") ? 0 : 1;
        globalThis.seen.rows = Math.max(globalThis.seen.rows, list.children.length);
      }
      requestAnimationFrame(look);
    };
    look();
  });
  const begun = performance.now();
  // The number of stories comes with the last page of stories, which may be ahead of what is in sight: the last row tells.
  const last = editor.locator(`ul[aria-label=Stories] > li[aria-posinset="${count}"]`);
  for (let turn = 0; !(await last.isVisible()); ++turn) {
    assert.ok(turn < 20 * count, "the end is reached");
    await editor.mouse.wheel(0, 6800);
    await sleep(15);
  }
  await editor.locator("p.end").getByText(/stories$/).waitFor();
  const seen = await editor.evaluate(() => globalThis.seen);
  console.log(`${count} stories scrolled through in ${((performance.now() - begun) / 1000).toFixed(1)} s: ${JSON.stringify(seen)}`);
  assert.ok(seen.frames > 10, "frames were looked at");
  assert.equal(seen.gaps, 0, "a window without a story");
  assert.ok(seen.rows < 60, "rows in the page");
  assert.equal(await editor.getByRole("list", { name: "Stories" }).getByRole("listitem").last().getAttribute("aria-posinset"), String(count));
  assert.deepEqual(editor.problems, []);
});
