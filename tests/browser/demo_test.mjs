// SPDX-License-Identifier: GPL-3.0-or-later
// The demo as `make run` starts it: a site with pictures, both boxes filled, and work under way; the second start doubles nothing.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { launch } from "./support/browser.mjs";
import { freePort } from "./support/site.mjs";

const source = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const shots = process.env.STOPPRESS_SCREENSHOTS;  // a folder; then pages are also painted into it
const began = Date.now();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-demo-test-"));

/** tools/run-demo: what it says, where the site stands, and how it is stopped. */
async function start() {
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(path.join(source, "tools/run-demo"), { env: { ...process.env, STOPPRESS_DEMO_SITE: path.join(folder, "demo"), STOPPRESS_SERVER_LISTEN: listen, TMPDIR: folder }, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const demo = { url: `http://${listen}`, said: "" };
  const ended = new Promise((resolve) => child.on("exit", resolve));
  await new Promise((resolve, reject) => {
    for (const output of [child.stdout, child.stderr]) output.on("data", (data) => (demo.said += data).includes("Ctrl-C stops it.") && resolve());
    child.on("exit", (code) => reject(new Error(`tools/run-demo ended with ${code}:\n${demo.said}`)));
  });
  demo.token = /A token for it: +(\S+)/.exec(demo.said)[1];
  demo.api = async (target) => (await fetch(`${demo.url}/api/v1${target}`, { headers: { authorization: `Bearer ${demo.token}` } })).json();
  demo.stop = async () => {
    process.kill(-child.pid, "SIGTERM");
    await ended;
  };
  return demo;
}

let browser;
let demo;

before(async () => {
  demo = await start();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const lastWeek = () => demo.api(`/numbers?step=day&from=${new Date(Date.now() - 7 * 24 * 3600_000).toISOString()}&until=${new Date().toISOString()}`);

const count = (box) => box.evaluateAll((entries) => entries.filter((entry) => entry.getBoundingClientRect().height > 0).length);

test("both boxes are filled and pictures shown, on a phone and a desktop, light and dark, English and Persian", async () => {
  const { stories } = await demo.api("/stories?status=published&limit=100");
  const [english, persian] = ["en", "fa"].map((wanted) => stories.find(({ language, lead_image }) => language === wanted && lead_image?.source).url);
  for (const [name, viewport] of [["phone", { width: 375, height: 812 }], ["desktop", { width: 1280, height: 900 }]]) {
    for (const colorScheme of ["light", "dark"]) {
      const context = await browser.newContext({ viewport, colorScheme });
      const page = await context.newPage();
      for (const [kind, target] of [["front", "/"], ["english", english], ["persian", persian]]) {
        await page.goto(demo.url + target, { waitUntil: "networkidle" });
        for (const box of ["new-articles", "most-viewed"]) assert.ok((await count(page.locator(`[data-box="${box}"] li`))) >= 5, `${box} on ${target}`);
        const lead = await page.locator("main picture img").first().evaluate(async (picture) => (await picture.decode(), { width: picture.naturalWidth, alt: picture.alt }));
        assert.ok(lead.width >= 300, `${target} shows no picture`);
        if (kind !== "front") assert.ok(lead.alt.length > 10);
        if (kind === "persian") assert.equal(await page.locator("article.story").evaluate((article) => getComputedStyle(article).direction), "rtl");
        if (shots) await page.screenshot({ path: path.join(shots, `demo-${kind}-${name}-${colorScheme}.png`), fullPage: name === "phone" });
      }
      await context.close();
    }
  }
});

test("views are spread over the last week, by language and by where readers came from", async () => {
  const numbers = await lastWeek();
  assert.ok(numbers.series.filter(({ views }) => views > 100).length >= 6, JSON.stringify(numbers.series));
  assert.ok(numbers.languages.listed.length >= 2);
  assert.ok(numbers.referrers.listed.length >= 3, JSON.stringify(numbers.referrers));
  for (const window of ["day", "week"]) assert.ok(numbers.most_viewed[window].length >= 10);
});

test("a story is scheduled, a draft waits for review with a note, and a correction stands on its story", async () => {
  const only = async (status) => (await demo.api(`/stories?status=${status}`)).stories[0];
  assert.ok(new Date((await only("scheduled")).published_at) > new Date());
  const { notes } = await demo.api(`/stories/${(await only("in_review")).id}/notes`);
  assert.ok(notes.length >= 2);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(demo.url + "/corrections");
  await page.locator('main a[href*="#correction-1"]').first().click();
  assert.ok(await page.locator("#correction-1").isVisible());
  await context.close();
});

test("the second start doubles nothing", async () => {
  const state = async () => {
    const { stories } = await demo.api("/stories?status=any&limit=100");
    const { media } = await demo.api("/media?limit=100");
    // The hour that has just begun may be filled at the second start.
    const { series } = await demo.api(`/numbers?step=hour&from=${new Date(began - 5 * 24 * 3600_000).toISOString()}&until=${new Date(began - 3600_000).toISOString()}`);
    return { stories: stories.map(({ id, status, revision }) => [id, status, revision]), media: media.length, series };
  };
  const before_ = await state();
  assert.ok(before_.media >= 20);
  await demo.stop();
  demo = await start();
  assert.ok(!demo.said.includes("Making the demo site"));
  assert.deepEqual(await state(), before_);
});
