// SPDX-License-Identifier: GPL-3.0-or-later
// Two people at work on one story: each hears at once what the other does, and nothing that was typed is left behind.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

let browser;
let site;
let reporter;

before(async () => {
  browser = await launch();
  site = await Site.start();
  reporter = await signedIn(browser, site, "mina@example.org", { name: "Mina Okafor", role: "reporter" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const idOf = (page) => Number(/stories\/(\d+)$/.exec(page.url())?.[1]);
const bar = (page) => page.locator(".storybar");
const status = (page, words) => bar(page).getByText(words, { exact: true }).waitFor();

/** A story that somebody wrote by hand, so that it is theirs. */
async function written(headline, text, page = reporter) {
  await page.goto(`${site.url}/newsroom/stories/new`);
  await page.locator("#story-text").waitFor();
  await page.keyboard.type(headline);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type(text);
  const id = await eventually(() => idOf(page));
  await eventually(async () => {
    const { has_draft: draft } = await site.api("GET", `/stories/${id}`);
    const copy = await site.api("GET", `/stories/${id}${draft ? "/draft" : ""}`);
    return JSON.stringify(copy.body).includes(text);
  });
  await bar(page).locator(".state.saved").waitFor();
  return id;
}

test("an open story shows at once that it was sent back, and why", async () => {
  const id = await written("Ferry timetable", "Twice an hour.");
  await reporter.getByRole("complementary", { name: "About this story" }).getByRole("tab", { name: /^Notes/ }).click();
  await site.api("POST", `/stories/${id}/review`, {});
  await status(reporter, "In review");
  await reporter.getByText("It is now: In review").waitFor();
  await site.api("POST", `/stories/${id}/review`, { in_review: false, note: "Name your source, please." });
  await status(reporter, "Draft");
  await reporter.getByText("Name your source, please.").first().waitFor();
  await reporter.getByText("It is now: Draft").waitFor();
  assert.deepEqual(reporter.problems, []);
});

test("what somebody else writes is taken over, with their name, where nothing is open", async () => {
  const id = await written("Harbour plan", "The council votes.");
  const { has_draft: draft } = await site.api("GET", `/stories/${id}`);
  const answer = await fetch(`${site.url}/api/v1/stories/${id}${draft ? "/draft" : ""}`, { headers: { authorization: `Bearer ${site.token}` } });
  await site.api("PATCH", `/stories/${id}/draft`, { headline: "Harbour plan agreed" }, { "if-match": answer.headers.get("etag") });
  await eventually(async () => (await reporter.getByLabel("Headline").inputValue()) === "Harbour plan agreed");
  await reporter.getByText(/Updated with changes by/).waitFor();
});

test("words that a contributor types while somebody publishes the story are handed on as a note", async () => {
  const contributor = await signedIn(browser, site, "sam@example.org", { name: "Sam Reyes", role: "contributor" });
  const id = await written("Night bus", "It runs until three.", contributor);
  // Saving is on its way when the story is published.
  const drafts = `**/api/v1/stories/${id}/draft`;
  await contributor.route(drafts, (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  await contributor.locator("#story-text").click();
  await contributor.keyboard.press("Control+End");
  await contributor.keyboard.press("Enter");
  await contributor.keyboard.type("From May until four.");
  await site.api("POST", `/stories/${id}/publish`, {});
  await status(contributor, "Published");
  await contributor.unroute(drafts);
  const stranded = contributor.locator(".stranded");
  await stranded.getByText("From May until four.").waitFor();
  await findsNothing(contributor, "words that cannot be saved");
  // They are still there after a reload.
  await contributor.reload();
  await stranded.getByText("From May until four.").waitFor();
  await stranded.getByRole("button", { name: "Send to the editors as a note" }).click();
  await stranded.waitFor({ state: "detached" });
  const { notes } = await site.api("GET", `/stories/${id}/notes`);
  assert.deepEqual(notes.map((note) => [note.by, note.text]), [["sam@example.org", "From May until four."]]);
  await bar(contributor).locator(".state.saved").waitFor();
  assert.equal(await contributor.locator("#story-text").getByText("From May until four.").count(), 0);
});

test("the list shows at once what others make and publish", async () => {
  const editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  const first = editor.getByRole("list", { name: "Stories" }).getByRole("listitem").first();
  await first.waitFor();
  const { id } = await site.api("POST", "/stories", { headline: "Made meanwhile" });
  await first.getByText("Made meanwhile").waitFor();
  await site.api("POST", `/stories/${id}/publish`, {});
  await first.getByText("Published", { exact: true }).waitFor();
  assert.deepEqual(editor.problems, []);
});

test("a translation is begun with the text, topics and section of the story, linked to it and shown beside", async () => {
  const editor = await signedIn(browser, site, "tom@example.org", { name: "Tom Berg", role: "editor" });
  await site.api("PUT", "/sections/city", { name: "City" });
  const { id } = await site.api("POST", "/stories", { headline: "Bridge reopens", language: "en", section: "city", body: { format: "markdown", content: "After a year." } });
  await site.api("POST", `/stories/${id}/publish`, {});
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await editor.getByRole("button", { name: "Start a translation" }).click();
  const dialog = editor.getByRole("dialog", { name: "Start a translation" });
  // Languages that were missing are there, by their names.
  for (const name of ["Central Kurdish", "Pashto", "Dari", "Azerbaijani", "Japanese"]) assert.equal(await dialog.getByRole("option", { name, exact: true }).count(), 1, name);
  await dialog.getByLabel("Language").selectOption("Persian");
  await dialog.getByRole("button", { name: "Start" }).click();
  await editor.waitForURL((url) => idOf({ url: () => url.href }) > id);
  const made = idOf(editor);
  await editor.locator("#story-text").getByText("After a year.").waitFor();
  const copy = await site.api("GET", `/stories/${made}`);
  assert.deepEqual([copy.language, copy.section, copy.translation_key, copy.headline], ["fa", "city", `story-${id}`, "Bridge reopens"]);
  await editor.getByRole("link", { name: "Bridge reopens" }).waitFor();
  await editor.getByRole("button", { name: "Show beside" }).click();
  await editor.frameLocator("iframe").getByText("After a year.").waitFor();
  // Once both are published, readers of each find the other.
  await site.api("POST", `/stories/${made}/publish`, {});
  const { version } = await site.api("GET", `/stories/${id}/draft`);
  await site.api("POST", `/stories/${id}/draft/save`, undefined, { "if-match": `"draft-${version}"` });
  const { url } = await site.api("GET", `/stories/${id}`);
  await eventually(async () => (await site.get(url)).text.includes('hreflang="fa"'));
  assert.deepEqual(editor.problems, []);
});

test("an existing story is linked as a translation by searching for it, and a story is duplicated", async () => {
  const editor = await signedIn(browser, site, "eva@example.org", { name: "Eva Roth", role: "editor" });
  const { id: original } = await site.api("POST", "/stories", { headline: "Rain until Friday", language: "en" });
  const { id } = await site.api("POST", "/stories", { headline: "باران تا جمعه", language: "fa" });
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await editor.getByRole("button", { name: "Translation of …" }).click();
  const dialog = editor.getByRole("dialog", { name: "Translation of …" });
  await dialog.getByLabel("Search for the other story").fill("until fri");
  await dialog.getByRole("button", { name: "Rain until Friday" }).click();
  await editor.getByRole("link", { name: "Rain until Friday" }).waitFor();
  for (const one of [original, id]) assert.equal((await site.api("GET", `/stories/${one}/draft`)).translation_key, `story-${original}`);
  await editor.getByRole("button", { name: "More actions" }).first().click();
  await editor.getByRole("menuitem", { name: "Duplicate" }).click();
  await editor.waitForURL((url) => idOf({ url: () => url.href }) > id);
  await eventually(async () => (await editor.getByLabel("Headline").inputValue()).endsWith("(copy)"));
  const copy = await site.api("GET", `/stories/${idOf(editor)}`);
  assert.deepEqual([copy.language, copy.translation_key, copy.status], ["fa", null, "draft"]);
  assert.deepEqual(editor.problems, []);
});

test("whoever begins a story is its author, unless they change that", async () => {
  const id = await written("Own byline", "By me.");
  const copy = await site.api("GET", `/stories/${id}`);
  assert.deepEqual(copy.authors, ["mina-okafor"]);
  await reporter.getByText("Mina Okafor", { exact: true }).first().waitFor();
});

test("on a phone screens open at their top, and what is not on the server is said wherever one is", async () => {
  const phone = await signedIn(browser, site, "kim@example.org", { name: "Kim Sato", role: "reporter", options: { viewport: { width: 390, height: 700 } } });
  for (const target of ["/stories/new", "/numbers"]) {
    await phone.goto(`${site.url}/newsroom${target}`);
    await phone.getByRole("tablist").first().waitFor();
    assert.equal(await phone.evaluate(() => scrollY), 0, target);
  }
  await phone.goto(`${site.url}/newsroom/stories/new`);
  await phone.locator("#story-text").waitFor();
  await phone.keyboard.type("On the road");
  await eventually(() => idOf(phone));
  await phone.route("**/api/v1/**", (route) => route.abort());
  await phone.locator("#story-text").click();
  for (let line = 0; line < 30; ++line) await phone.keyboard.press("Enter");
  await phone.keyboard.type("Without a network.");
  const kept = phone.locator(".storybar .state.kept");
  await kept.waitFor();
  const box = await kept.boundingBox();
  assert.ok(box.y >= 0 && box.y + box.height <= 700, "within the window");
});
