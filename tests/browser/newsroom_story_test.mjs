// SPDX-License-Identifier: GPL-3.0-or-later
// One story's whole life in the newsroom, by mouse and keyboard alone: from the first sign-in to the day it is withdrawn, and what readers see of
// each step.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each step is also painted into it
let browser;
let site;
let admin;
let reporter;
let story;

before(async () => {
  browser = await launch();
  site = await Site.start();
  await site.api("PUT", "/sections/city", { name: "City" });
  await site.publish({ headline: "The other story", body: { format: "markdown", content: "It stands on a page of its own." } });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function shoot(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `story-life-${name}.png`), fullPage: true });
}

const idOf = (page) => Number(/stories\/(\d+)$/.exec(page.url())?.[1]);
const saved = (page) => page.locator(".storybar .state.saved").waitFor();
const tab = (page, name) => page.getByRole("complementary", { name: "About this story" }).getByRole("tab", { name }).click();
const status = (page, words) => page.locator(".storybar").getByText(words, { exact: true }).waitFor();

/** What the server holds of an unpublished story: its draft, or the story itself where the first save brought all of it. */
async function serverCopy(id) {
  const { has_draft: draft } = await site.api("GET", `/stories/${id}`);
  return site.api("GET", `/stories/${id}${draft ? "/draft" : ""}`);
}

/** Submits the story for review: what may be missing is shown first, and a note can be added. */
async function submit(page, note = "") {
  await page.getByRole("button", { name: "Submit for review" }).click();
  const dialog = page.getByRole("dialog", { name: "Submit for review" });
  await dialog.getByText(/Before submitting|Ready for review/).waitFor();
  await dialog.getByLabel("Note (optional)").fill(note);
  await dialog.getByRole("button", { name: "Submit", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** What stands in New Articles of the page at `target`. */
async function newArticles(target) {
  const { text } = await site.get(target);
  return /data-box="new-articles"[\s\S]*?<\/section>/.exec(text)?.[0] ?? "";
}

/** Writes a story with a picture. The first save comes when typing pauses: `firstSave` says on which side of the picture that is. */
async function write(page, headline, firstSave) {
  const stories = "**/api/v1/stories";
  if (firstSave === "after the picture") await page.route(stories, (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await page.goto(`${site.url}/newsroom/stories/new`);
  await page.locator("#story-text").waitFor();
  await page.keyboard.type(headline);
  await page.keyboard.press("Enter");
  if (firstSave === "before the picture") await eventually(() => idOf(page));
  await page.keyboard.type("Twice an hour from Monday.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The ferry crosses again");
  await page.keyboard.press("Control+Alt+f");
  await page.keyboard.type("Harbour board, minutes of May.");
  await page.keyboard.press("Control+Alt+n");
  await page.keyboard.type(".\n/pull");
  await page.getByRole("option", { name: "Pull quote" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("We waited a year.");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/picture");
  await page.getByRole("option", { name: "Picture" }).waitFor();
  await page.keyboard.press("Enter");
  const picker = page.getByRole("dialog", { name: "Choose a picture" });
  await picker.locator('input[type="file"]').setInputFiles({ name: "ferry.png", mimeType: "image/png", buffer: png(900, 600, 1) });
  const figure = page.locator("#story-text figure").first();
  await figure.waitFor();
  await page.unroute(stories);
  const id = await eventually(() => idOf(page));
  await saved(page);
  return { id, copy: await eventually(() => serverCopy(id).then((copy) => JSON.stringify(copy.body).includes('"image"') && copy)) };
}

test("the first admin comes in by a link and adds a colleague, who comes in by another", async () => {
  admin = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
  await admin.goto(`${site.url}/newsroom/people`);
  await admin.getByRole("heading", { name: "People" }).waitFor();
  reporter = await signedIn(browser, site, "rosa@example.org", { name: "Rosa Lind", role: "reporter" });
  await admin.reload();
  await admin.getByText("Rosa Lind").waitFor();
});

test("a picture that is chosen after the first save is in the draft", async () => {
  const { id, copy } = await write(reporter, "A bridge comes back", "before the picture");
  assert.equal(copy.body.content.blocks.filter((block) => block.type === "image").length, 1);
  assert.equal((await site.api("GET", `/stories/${id}`)).has_draft, true);
});

test("a reporter writes a story with a picture, a footnote and a pull quote, and hands it in", async () => {
  const page = reporter;
  const written = await write(page, "The ferry comes back", "after the picture");
  story = written.id;
  const { body } = written.copy;
  const kinds = body.content.blocks.map((block) => (block.pull ? "pull" : block.type));
  assert.deepEqual(kinds.slice(0, 3), ["paragraph", "pull", "image"]);
  assert.equal(body.content.footnotes.length, 1);
  await shoot(page, "1-written");
  assert.equal(await page.getByRole("button", { name: "Publish …" }).count(), 0, "reporters do not publish");
  await submit(page);
  await page.getByLabel("Messages").getByText("Submitted for review.").waitFor();
  await status(page, "In review");
});

test("an editor sends it back with a note, the reporter reads it, mends the story and hands it in again", async () => {
  await admin.goto(`${site.url}/newsroom/stories`);
  await admin.getByRole("link", { name: "The ferry comes back" }).click();
  await admin.locator("#story-text").waitFor();
  await admin.locator(".storybar").getByRole("button", { name: "More actions" }).click();
  await admin.getByRole("menuitem", { name: "Send back" }).click();
  const dialog = admin.getByRole("dialog", { name: "Send back" });
  await dialog.getByLabel("Note (optional)").fill("Who pays for it?");
  await dialog.getByRole("button", { name: "Send back" }).click();
  await admin.getByLabel("Messages").getByText("The story is a draft again.").waitFor();
  await reporter.reload();
  await reporter.locator("#story-text").waitFor();
  await tab(reporter, "Notes (1)");
  await reporter.getByText("Who pays for it?").waitFor();
  await shoot(reporter, "2-sent-back");
  await reporter.locator("#story-text p").first().click();
  await reporter.keyboard.press("End");
  await reporter.keyboard.type(" The region pays.");
  await saved(reporter);
  await reporter.getByRole("button", { name: "Resolve" }).click();
  await submit(reporter, "The region has confirmed it.");
  await status(reporter, "In review");
  const { notes } = await site.api("GET", `/stories/${story}/notes`);
  assert.deepEqual(notes.map(({ text }) => text), ["Who pays for it?", "The region has confirmed it."]);
});

test("it is published, and stands in New Articles of another page", async () => {
  await admin.reload();
  await admin.locator("#story-text").waitFor();
  await admin.getByLabel("Section", { exact: true }).selectOption("city");
  await saved(admin);
  await admin.getByRole("button", { name: "Publish …" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByText("alternative text", { exact: false }).waitFor();
  await findsNothing(admin, "the dialog before publishing");
  await shoot(admin, "3-publishing");
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await status(admin, "Published");
  const live = await site.api("GET", `/stories/${story}`);
  const page = await site.get(live.url.replace(site.url, ""));
  assert.equal(page.status, 200);
  assert.match(page.text, /The region pays\./);
  assert.match(page.text, /Harbour board, minutes of May\./);
  assert.match(page.text, /We waited a year\./);
  assert.match(page.text, /<img[^>]+\/media\//);
  const other = (await site.api("GET", "/stories?limit=10")).stories.find(({ headline }) => headline === "The other story");
  assert.match(await newArticles(other.url.replace(site.url, "")), /The ferry comes back/);
});

test("a correction shows on the story and on the list of corrections, and a mistake in it is mended", async () => {
  await tab(admin, "Corrections");
  await admin.getByLabel("Text for readers").fill("The ferry leaves twice an hour, not onse.");
  await admin.getByRole("button", { name: "Publish", exact: true }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  await admin.getByLabel("Messages").getByText("Published on the story.").waitFor();
  await admin.getByRole("button", { name: "Edit correction 1" }).click();
  await admin.getByRole("dialog").getByLabel("Text for readers").fill("The ferry leaves twice an hour, not once.");
  await admin.getByRole("dialog").getByRole("button", { name: "Save", exact: true }).click();
  await admin.getByRole("complementary").getByText("The ferry leaves twice an hour, not once.").waitFor();
  await shoot(admin, "4-corrected");
  const { url } = await site.api("GET", `/stories/${story}`);
  assert.match((await site.get(url.replace(site.url, ""))).text, /The ferry leaves twice an hour, not once\./);
  const list = await site.get("/corrections");
  assert.equal(list.status, 200);
  assert.match(list.text, /The ferry leaves twice an hour, not once\./);
});

test("a colleague to whom a story was given writes in it", async () => {
  const id = (await site.api("POST", "/stories", { headline: "Given to Rosa", body: { format: "markdown", content: "It begins." } })).id;
  await reporter.goto(`${site.url}/newsroom/stories/${id}`);
  await reporter.getByText("There is no story").first().waitFor();
  await site.api("PUT", `/stories/${id}/assignee`, { assignee: "rosa@example.org" });
  await reporter.reload();
  await reporter.locator("#story-text").click();
  await reporter.keyboard.press("Control+End");
  await reporter.keyboard.type(" And it goes on.");
  await saved(reporter);
  assert.match(JSON.stringify((await site.api("GET", `/stories/${id}/draft`)).body), /It begins\. And it goes on\./);
});

test("another slug leaves a redirect at the old address", async () => {
  const before_ = (await site.api("GET", `/stories/${story}`)).url.replace(site.url, "");
  await tab(admin, "Details");
  await admin.getByLabel("Slug", { exact: true }).fill("ferry-from-monday");
  await admin.getByText(/The old URL .*the-ferry-comes-back.* will redirect/).waitFor();
  await saved(admin);
  await admin.getByRole("button", { name: "Publish changes" }).first().click();
  await admin.getByRole("dialog").getByRole("button", { name: "Publish changes" }).click();
  await admin.getByRole("dialog").waitFor({ state: "detached" });
  const after_ = (await site.api("GET", `/stories/${story}`)).url.replace(site.url, "");
  assert.match(after_, /ferry-from-monday$/);
  const old = await site.get(before_);
  assert.equal(old.status, 301);
  assert.equal(new URL(old.headers.get("location"), site.url).pathname, after_);
});

test("withdrawn, its address says so, and no list has it any more", async () => {
  await admin.locator(".storybar").getByRole("button", { name: "More actions" }).click();
  await admin.getByRole("menuitem", { name: "Withdraw" }).click();
  const dialog = admin.getByRole("dialog", { name: "Withdraw" });
  await dialog.getByLabel("Reason shown to readers").fill("It was about another ferry.");
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await dialog.waitFor({ state: "detached" });
  await status(admin, "Withdrawn");
  await shoot(admin, "5-withdrawn");
  const page = await site.get((await site.api("GET", `/stories/${story}`)).url.replace(site.url, ""));
  assert.equal(page.status, 410);
  assert.match(page.text, /It was about another ferry\./);
  const other = (await site.api("GET", "/stories?limit=10")).stories.find(({ headline }) => headline === "The other story");
  for (const target of ["/", "/latest", "/feed.xml", other.url.replace(site.url, "")]) assert.doesNotMatch((await site.get(target)).text, /The ferry comes back/, target);
  assert.deepEqual([admin.problems, reporter.problems], [[], []]);
});
