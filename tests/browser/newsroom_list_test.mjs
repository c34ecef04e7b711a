// SPDX-License-Identifier: GPL-3.0-or-later
// The list of stories: what a row says, how it is narrowed, and what it hears of others.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
const count = 30;
let browser;
let site;
let editor;

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_TIMEZONE: "Europe/Amsterdam" });
  await site.api("PUT", "/sections/city", { name: "City" });
  await site.api("PUT", "/sections/harbour", { name: "Harbour" });
  for (let place = 0; place < count; ++place) {
    const persian = place % 10 === 9;
    await site.api("POST", "/stories", { headline: persian ? `خبر شمارهٔ ${place}` : `Story number ${place}`, language: persian ? "fa" : "en", section: place % 2 ? "city" : "harbour" });
  }
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const rows = (page) => page.getByRole("list", { name: "Stories" }).getByRole("listitem");

test("rows name sections and other languages, and the list is narrowed by section, language, author and time", async () => {
  await site.api("PUT", "/authors/mina-okafor", { name: "Mina Okafor" });
  const written = await site.api("POST", "/stories", { headline: "Ci", authors: ["mina-okafor"] });
  await site.api("PATCH", `/stories/${written.id}/draft`, { headline: "City council approves the plan", section: "city" }, { "if-match": '"1"' });
  await editor.goto(`${site.url}/newsroom/stories`);
  const first = rows(editor).first();
  await first.waitFor();
  // The row of a story that was never published is its draft, and says nothing of changes that readers do not have.
  assert.equal(await first.getByRole("link").textContent(), "City council approves the plan");
  assert.equal(await first.locator(".section").textContent(), "City");
  assert.equal(await first.getByText("unpublished changes").count(), 0);
  assert.equal(await rows(editor).nth(1).locator(".language").textContent(), "Persian");
  assert.equal(await first.locator(".language").count(), 0);
  await editor.getByLabel("Search stories").fill("pprove");
  await editor.getByText("1 story", { exact: false }).first().waitFor();
  await eventually(async () => (await rows(editor).count()) === 1);
  await editor.getByLabel("Search stories").fill("");
  await eventually(async () => (await rows(editor).count()) > 1);
  await editor.getByLabel("Author", { exact: true }).selectOption("Mina Okafor");
  await eventually(async () => (await rows(editor).count()) === 1);
  assert.ok(editor.url().includes("author=mina-okafor"));
  await editor.getByLabel("Section", { exact: true }).selectOption("Harbour");
  await editor.getByText("No stories found").waitFor();
  await editor.getByRole("button", { name: "Clear search and filters" }).click();
  await eventually(async () => (await rows(editor).count()) > 1);
  await editor.getByRole("combobox", { name: "Language" }).selectOption("Persian");
  await eventually(async () => (await rows(editor).count()) === 3);
  await editor.getByLabel("Last saved", { exact: true }).selectOption("Saved today");
  await eventually(async () => (await rows(editor).count()) === 3);
  assert.deepEqual(editor.problems, []);
});

test("the list and its filters fit a phone, in both interfaces", async () => {
  await editor.setViewportSize({ width: 360, height: 740 });
  for (const language of ["en", "fa"]) {
    await editor.evaluate((chosen) => localStorage.setItem("stoppress.language", chosen), language);
    await editor.goto(`${site.url}/newsroom/stories`);
    await editor.locator("ul li .headline").first().waitFor();
    assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language}: nothing is wider than the screen`);
    await findsNothing(editor, `the list in ${language}`);
    if (shots) await editor.screenshot({ path: path.join(shots, `newsroom-list-${language}-360.png`) });
    await editor.setViewportSize({ width: 1280, height: 800 });
    if (shots) await editor.screenshot({ path: path.join(shots, `newsroom-list-${language}-1280.png`) });
    await editor.setViewportSize({ width: 360, height: 740 });
  }
  await editor.setViewportSize({ width: 1280, height: 800 });
  await editor.evaluate(() => localStorage.setItem("stoppress.language", "en"));
});

test("the calendar goes to a month of the interface's own calendar and begins a story for a day", async () => {
  await editor.goto(`${site.url}/newsroom/calendar`);
  const month = editor.getByLabel("Go to month");
  const wanted = new Date(Date.now() + 90 * 86_400_000);
  await month.selectOption(new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }).format(wanted));
  await eventually(() => editor.url().includes("from="));
  const first = editor.locator(".days > li").nth(10);
  await first.hover();
  await first.getByRole("link", { name: /^New story on/ }).click();
  await editor.locator("#story-text").waitFor();
  const day = new URL(editor.url()).searchParams.get("due");
  assert.match(day, /^\d{4}-\d\d-\d\d$/);
  await editor.keyboard.type("For that day");
  await eventually(() => /stories\/\d+$/.test(editor.url()));
  await editor.locator(".storybar .state.saved").waitFor();
  await editor.getByRole("button", { name: "More actions" }).click();
  await editor.getByRole("menuitem", { name: /Schedule/ }).click();
  const [year, monthNumber, dayNumber] = day.split("-");
  assert.equal(await editor.getByLabel("Date", { exact: true }).inputValue(), `${dayNumber}/${monthNumber}/${year}`);
  assert.equal(await editor.getByLabel("Time", { exact: true }).inputValue(), "09:00");
  await editor.keyboard.press("Escape");
  assert.deepEqual(editor.problems, []);
});

test("a scheduled story is dragged to another day, moved by keys, and put back", async () => {
  const soon = new Date(Date.now() + 8 * 86_400_000);
  soon.setUTCHours(9, 30, 0, 0);
  const { id } = await site.api("POST", "/stories", { headline: "Spring fair", body: { format: "markdown", content: "It opens." } });
  await site.api("POST", `/stories/${id}/publish`, { at: soon.toISOString() });
  /** As clocks of the site show it: "2026-12-07 10:30". */
  const local = (time) => new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: "Europe/Amsterdam" }).format(new Date(time));
  const [start, hour] = local(soon).split(" ");
  const dayAfter = (days) => new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
  const cell = (days) => editor.locator(`.days > li[data-day="${dayAfter(days)}"]`);
  const isDue = (time) => eventually(async () => local((await site.api("GET", `/stories/${id}`)).published_at) === time);
  await editor.goto(`${site.url}/newsroom/calendar`);
  const entry = editor.locator(".days").getByRole("link", { name: "Spring fair" });
  await entry.dragTo(cell(2));
  await editor.getByRole("button", { name: "Undo", exact: true }).waitFor();
  await isDue(`${dayAfter(2)} ${hour}`);
  await cell(2).getByText("Spring fair").waitFor();
  await editor.getByRole("button", { name: "Undo", exact: true }).click();
  await isDue(`${start} ${hour}`);
  await cell(0).getByText("Spring fair").waitFor();
  const move = editor.getByRole("button", { name: "Move “Spring fair” to …" });
  await move.focus();
  await editor.keyboard.press("Enter");
  const dialog = editor.getByRole("dialog", { name: "Move to …" });
  await findsNothing(editor, "the dialog that moves a story");
  const [year, month, day] = dayAfter(4).split("-");
  await dialog.getByLabel("Date", { exact: true }).fill(`${day}/${month}/${year}`);
  await dialog.getByLabel("Time", { exact: true }).fill("18:15");
  await editor.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await isDue(`${dayAfter(4)} 18:15`);
  // What somebody else did meanwhile stays, and is said.
  await cell(4).getByRole("button", { name: "Move “Spring fair” to …" }).click();
  await dialog.waitFor();
  await site.api("POST", `/stories/${id}/unpublish`, {});
  await dialog.getByLabel("Time", { exact: true }).fill("19:15");
  await editor.keyboard.press("Enter");
  await dialog.getByText("Somebody scheduled the story for another time meanwhile, or unscheduled it.").waitFor();
  assert.equal((await site.api("GET", `/stories/${id}`)).status, "draft");
  assert.deepEqual(editor.problems, []);
});
