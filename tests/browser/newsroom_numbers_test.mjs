// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's numbers: they change on the screen while readers read, by chart, slider and table, with the sites that readers came from; a
// story's stand beside it; and it is said when they are not live. Sound in both languages, light and dark, from 360 pixels on.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch, readerAgent } from "./support/browser.mjs";
import { findsNothing, newPage, password, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
const robot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
let browser;
let site;
let page;
let bridge;
let lake;

async function view(story, times = 1, agent = readerAgent, more = {}) {
  for (let place = 0; place < times; ++place) {
    const answer = await fetch(`${site.url}/api/v1/views`, { method: "POST", headers: { "content-type": "text/plain", "user-agent": agent }, body: JSON.stringify({ story: story.id, ...more }) });
    assert.equal(answer.status, 204);
  }
}

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_TIMEZONE: "Europe/Amsterdam", VIEWS_REPEAT_MINUTES: "0" });
  await site.api("PUT", "/sections/city", { name: "City" });
  const body = { format: "markdown", content: "The harbour was quiet." };
  bridge = await site.publish({ headline: "Bridge reopens after a year of repairs", section: "city", authors: ["ann-lee"], body });
  lake = await site.publish({ headline: "دریاچه دوباره پر آب شد", language: "fa", authors: ["ann-lee", "reza-karimi"], body });
  page = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "contributor" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const card = (where, name) => where.locator(".cards .card", { has: where.locator(`dt:text-is("${name}")`) }).locator("dd").first();
const shows = (where, name, text) => eventually(async () => (await card(where, name).textContent()) === text);

test("a site that nobody has read yet says so", async () => {
  await page.goto(`${site.url}/newsroom/stories`);
  await page.getByRole("link", { name: "Statistics" }).click();
  await page.getByRole("heading", { name: "No views in this period" }).waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  await shows(page, "Readers now", "0");
});

test("views come in while it is open: people and robots apart", async () => {
  await view(bridge, 3);
  await view(lake, 1, readerAgent, { referrer: new URL(site.url).hostname });
  await view(lake, 2, robot, { referrer: "crawled.example" });
  await shows(page, "Readers now", "1");
  await shows(page, "Views", "4");
  await shows(page, "Robots", "2");
  await page.getByRole("button", { name: "Last hour" }).click();
  await page.waitForURL("**/numbers?range=hour");
  await shows(page, "Views", "4");
  await view(bridge, 6, readerAgent, { referrer: "xn--mnchen-3ya.example" });
  await shows(page, "Views", "10");
  await page.getByText("Per minute since").waitFor();
  assert.deepEqual(page.problems, []);
});

test("the chart's points are gone through by keyboard, and stand in a table", async () => {
  await page.getByRole("button", { name: "7 days" }).click();
  await eventually(async () => (await page.locator(".plot canvas").count()) === 1 && (await page.getByRole("slider").getAttribute("max")) === "6");
  const slider = page.getByRole("slider", { name: "Point in time" });
  assert.match(await slider.getAttribute("aria-valuetext"), /views: 10, robots: 2/);
  await slider.focus();
  await page.keyboard.press("ArrowLeft");
  assert.match(await slider.getAttribute("aria-valuetext"), /views: 0, robots: 0/);
  await page.getByRole("checkbox", { name: "Robots" }).check();
  await page.getByText("Show as table").click();
  const table = page.getByRole("region", { name: "7 days" }).getByRole("row");
  assert.equal(await table.count(), 8);
  assert.match(await table.nth(1).textContent(), /10\s*2$/);
});

test("sections, authors and languages are told apart, and saved as CSV", async () => {
  const rowsOf = (name) => page.locator("section.card", { has: page.getByRole("heading", { name }) }).locator("tbody tr").allInnerTexts();
  const tidy = async (name) => (await rowsOf(name)).map((text) => text.split(/\s+/).join(" "));
  assert.deepEqual(await tidy("By section"), ["City 9 0", "No section 1 2"]);
  assert.deepEqual(await tidy("By author"), ["Ann Lee 10 2", "Reza Karimi 1 2"]);
  assert.deepEqual(await tidy("By language"), ["English 9 0", "Persian 1 2"]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export CSV" }).click()]);
  assert.equal(download.suggestedFilename(), "numbers.csv");
  const text = fs.readFileSync(await download.path(), "utf8");
  assert.match(text, /^\uFEFFtime,views,robots\r\n/);
  assert.match(text, /,10,2\r\n$/);
});

const referrersOf = async (where) => (await where.locator("section.card", { has: where.getByRole("heading", { name: "By referrer" }) }).locator("tbody tr").allInnerTexts()).map((text) => text.split(/\s+/).join(" "));

test("it is said where readers came from, in the script of the site's name, and saved as CSV", async () => {
  assert.deepEqual(await referrersOf(page), ["münchen.example (xn--mnchen-3ya.example) 6", "Direct or unknown 3", "Within the site 1"]);
  await page.getByText(/^Recorded since/).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "CSV By referrer" }).click()]);
  assert.equal(download.suggestedFilename(), "numbers-referrer.csv");
  const text = fs.readFileSync(await download.path(), "utf8");
  assert.match(text, /^\uFEFFreferrer,name,views\r\n\(direct\),,3\r\n\(internal\),,1\r\n\(other\),,0\r\nxn--mnchen-3ya.example,münchen.example,6\r\n$/);
});

test("a story's numbers are a click away from the site's, and stand beside the story", async () => {
  await page.getByRole("tab", { name: "7 days" }).click();
  await page.getByRole("link", { name: "Bridge reopens after a year of repairs" }).last().click();
  await page.waitForURL(`**/numbers?story=${bridge.id}`);
  await page.getByRole("heading", { level: 1, name: "Bridge reopens after a year of repairs" }).waitFor();
  await shows(page, "All time", "9");
  await page.getByText("Updating every few seconds").waitFor();
  await view(bridge, 1);
  await shows(page, "All time", "10");
  assert.deepEqual(await referrersOf(page), ["münchen.example (xn--mnchen-3ya.example) 6", "Direct or unknown 4"]);
  const editor = await signedIn(browser, site, "eve@example.org", { name: "Eve", role: "editor" });
  await editor.goto(`${site.url}/newsroom/stories/${bridge.id}`);
  const panel = editor.locator("section", { has: editor.getByRole("heading", { name: "Statistics" }) });
  await panel.getByText("10", { exact: true }).first().waitFor();
  await panel.locator("canvas").waitFor();
  assert.deepEqual(await panel.getByRole("list", { name: "Sources of views, last 30 days" }).locator("bdi, li > span:first-child").allTextContents(), ["münchen.example", "Direct or unknown"]);
  await findsNothing(editor, "a story with its numbers");
  if (shots) await panel.screenshot({ path: path.join(shots, "numbers-panel.png") });
  await panel.getByRole("link", { name: "Full statistics" }).click();
  await editor.waitForURL(`**/numbers?story=${bridge.id}`);
  assert.deepEqual(editor.problems, []);
  await editor.context().close();
});

test("it is said when they are not live, and they are again by themselves", async () => {
  await page.goto(`${site.url}/newsroom/numbers`);
  await page.getByText("Live", { exact: true }).waitFor();
  const { host } = new URL(site.url);
  const ended = new Promise((resolve) => site.process.on("exit", resolve));
  site.process.kill("SIGTERM");
  await ended;
  await page.getByText("Not updating: the server does not answer").waitFor();
  await site.serve(host);
  await page.getByText("Live", { exact: true }).waitFor();
  await shows(page, "Views", "11");
});

const looks = [
  { language: "en", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { language: "en", colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { language: "fa", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { language: "fa", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { language: "en", colorScheme: "light", viewport: { width: 360, height: 640 } },
];

for (const { language, colorScheme, viewport } of looks) {
  const name = `${language}, ${colorScheme}, ${viewport.width} pixels`;
  test(`numbers are sound in ${name}`, async () => {
    const there = await newPage(browser, { locale: language, colorScheme, viewport });
    await there.goto(`${site.url}/newsroom/sign-in`);
    await there.locator("input[type=email]").fill("ann@example.org");
    await there.locator("input[type=password]").fill(password);
    await there.locator("form button[type=submit]").click();
    await there.waitForURL("**/newsroom/stories");
    for (const address of ["numbers", "numbers?range=hour", "numbers?range=month", `numbers?story=${lake.id}&range=week`]) {
      await there.goto(`${site.url}/newsroom/${address}`);
      await there.locator(".plot canvas").waitFor();
      await there.locator("details summary").click();
      await findsNothing(there, `${address}, ${name}`);
      assert.ok(await there.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${address}, ${name}: goes past the side`);
      assert.doesNotMatch(await there.locator("body").innerText(), /\b(?:shell|numbers)\.[a-z]/, `${address}, ${name}: a message is missing`);
      if (language === "fa") assert.match(await card(there, "بازدید").textContent(), /^[۰-۹٬]+$/);
      if (shots) {
        await there.locator("details summary").click();
        await there.screenshot({ fullPage: true, path: path.join(shots, `${address.replace(/\W+/g, "-")}-${language}-${colorScheme}-${viewport.width}.png`) });
      }
    }
    assert.deepEqual(there.problems, []);
    await there.context().close();
  });
}
