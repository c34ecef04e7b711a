// SPDX-License-Identifier: GPL-3.0-or-later
// Every way in which a browser shows a story counts exactly once each time somebody sees it, in both modes of counting; what nobody sees
// does not count. docs/views.md has the table.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { readerAgent } from "./support/browser.mjs";
import { Stage, installed, open } from "./support/self_driven.mjs";
import { Site, eventually } from "./support/site.mjs";

/** A site that counts in this way, behind a stage of its own, so that scenarios of both ways run beside each other. */
async function set(mode) {
  const stage = await Stage.open();
  const site = await Site.start({ SITE_URL: stage.url, VIEWS_COUNT: mode, VIEWS_REPEAT_MINUTES: "0" });
  stage.site = site.url;
  const marker = await site.publish({ headline: "The other story", body: { format: "markdown", content: "It marks the end of a scenario." } });
  const viewsOf = async ({ id }) => (await site.api("GET", `/stories/${id}`)).views.all;
  return {
    stage,
    /** A story that no browser has seen yet. */
    newStory: () => site.publish({ headline: "The ferry comes back", body: { format: "markdown", content: "Twice an hour from Monday." } }),
    /**
     * How often the story was viewed, once it was viewed `least` times: on a busy machine a beacon leaves the browser later than the page's
     * report. All that came before the marker's view is counted once that is: batches keep the order.
     */
    async settled(story, least) {
      await eventually(async () => (await viewsOf(story)) >= least).catch(() => {}); // too few: the caller says so
      const before = await viewsOf(marker);
      const answer = await fetch(`${site.url}/api/v1/views`, {
        method: "POST",
        headers: { "content-type": "text/plain", "user-agent": readerAgent },
        body: JSON.stringify({ story: marker.id }),
      });
      assert.equal(answer.status, 204);
      await eventually(async () => (await viewsOf(marker)) === before + 1);
      return viewsOf(story);
    },
    async close() {
      await site.stop();
      await stage.close();
    },
  };
}

// Pages report their end a moment after they were shown, so that a beacon too many would have come by then.
const helpers = `
  const done = (report = "") => setTimeout(async () => { await fetch("/stage/done?" + encodeURIComponent(report)); location.href = "/stage/waiting"; }, 400);
  const step = (way) => { const name = way + scenario; const at = Number(sessionStorage.getItem(name) ?? 0); sessionStorage.setItem(name, at + 1); return at; };
  const shown = (then) => addEventListener("pageshow", then);
  const rules = (kind) => { const script = document.createElement("script"); script.type = "speculationrules"; script.text = JSON.stringify({ [kind]: [{ urls: [story], eagerness: "immediate" }] }); document.head.append(script); };
  const link = () => { const a = document.createElement("a"); a.href = story; document.body.append(a); return a; };
`;

/** `script`: what each page does; `views`: how often the story was seen; `report`: what the last page says, by which browser. */
const ways = [
  { name: "opened by a link", script: `if (start) link().click(); else shown(() => done());`, views: 1 },
  { name: "reloaded", script: `if (start) link().click(); else shown(() => setTimeout(() => step("reload") ? done() : location.reload()));`, views: 2 },
  {
    name: "left, and come back to from the browser's memory",
    script: `if (start) link().click();
      else if (location.pathname === "/stage/other") shown(() => setTimeout(() => history.back(), 100));
      else shown(({ persisted }) => setTimeout(() => step("back") ? done(persisted) : (location.href = "/stage/other"), 100));`,
    views: 2,
    report: { chromium: "true", firefox: "true" },
  },
  {
    name: "left, come back to, left forward and come back to once more",
    script: `if (start) link().click();
      else if (location.pathname === "/stage/other") shown(() => setTimeout(() => history.back(), 100));
      else shown(() => setTimeout(() => { const at = step("back"); at === 2 ? done() : at === 1 ? history.forward() : (location.href = "/stage/other"); }, 100));`,
    views: 3,
  },
  {
    name: "prefetched by a link element and never opened",
    script: `if (start) { const hint = document.createElement("link"); hint.rel = "prefetch"; hint.href = story; hint.onload = hint.onerror = () => done(); document.head.append(hint); }`,
    views: 0,
  },
  {
    name: "prefetched by a link element, then opened",
    script: `if (start) { const hint = document.createElement("link"); hint.rel = "prefetch"; hint.href = story; hint.onload = hint.onerror = () => link().click(); document.head.append(hint); }
      else shown(() => done());`,
    views: 1,
  },
  { name: "prefetched by a rule and never opened", script: `if (start) { rules("prefetch"); setTimeout(done, 1000); }`, views: 0 },
  { name: "prefetched by a rule, then opened", script: `if (start) { rules("prefetch"); setTimeout(() => link().click(), 1000); } else shown(() => done());`, views: 1 },
  { name: "prerendered and never opened", script: `if (start) { rules("prerender"); setTimeout(done, 1500); }`, views: 0 },
  {
    name: "prerendered, then opened",
    script: `if (start) { rules("prerender"); setTimeout(() => link().click(), 1500); }
      else if (document.prerendering) document.addEventListener("prerenderingchange", () => done("prerendered"));
      else shown(() => done());`,
    views: 1,
    report: { chromium: "prerendered", firefox: "" },
  },
  // The last: the browser goes on in the new window, in which no page is kept in memory.
  {
    name: "come back to in a window that another page opened, which is not kept in memory",
    script: `if (start) window.open(story);
      else if (location.pathname === "/stage/other") shown(() => setTimeout(() => history.back(), 100));
      else shown(({ persisted }) => setTimeout(() => step("back") ? done(persisted) : (location.href = "/stage/other"), 100));`,
    views: 2,
    report: { chromium: "false" },
  },
];

// Whether a page that was left is kept in memory is the browser's choice, and one that is short of time or memory keeps none.
const attempts = 4;

for (const browser of ["chromium", "firefox"]) {
  describe(browser, { concurrency: 2, skip: !installed(browser) && `${browser} is not installed` }, () => {
    for (const mode of ["request", "beacon"]) {
      describe(`counted by ${mode}`, { concurrency: 1 }, () => {
        let scene, close;
        before(async () => (scene = await set(mode)));
        after(async () => {
          await close?.();
          await scene?.close();
        });
        for (const way of ways) {
          test(way.name, async () => {
            const { stage, newStory, settled } = scene;
            const failures = [];
            while (failures.length < attempts) {
              const story = await newStory();
              const path = new URL(story.url, stage.url).pathname;
              const done = stage.begin(`const story = ${JSON.stringify(path)};${helpers}${way.script}`);
              close ??= open(browser, stage.waiting);
              try {
                const report = await done;
                if (browser in (way.report ?? {}) && report !== way.report[browser]) throw new Error(`the page was not shown in this way: ${report}`);
              } catch (failure) {
                // Nobody knows what this browser shows now: the next attempt gets another.
                failures.push(failure.message);
                await close();
                close = undefined;
                continue;
              }
              assert.equal(await settled(story, way.views), way.views, stage.requests.join("\n"));
              return;
            }
            assert.fail(failures.join("\n"));
          });
        }
      });
    }
  });
}
