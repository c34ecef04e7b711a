// SPDX-License-Identifier: GPL-3.0-or-later
// Deleting in the newsroom: to the trash, back by Undo or from the screen Trash, and for good; and what an open editor hears of it.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
let browser;
let site;
let editor;
let reporter;

before(async () => {
  browser = await launch();
  site = await Site.start();
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  reporter = await signedIn(browser, site, "mina@example.org", { name: "Mina Okafor", role: "reporter" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const row = (page, headline) => page.getByRole("list", { name: "Stories" }).getByRole("listitem").filter({ hasText: headline });
const toast = (page, words) => page.locator(".toast").filter({ hasText: words });
const idOf = (page) => Number(/stories\/(\d+)$/.exec(page.url())?.[1]);
const trash = async () => (await site.api("GET", "/trash?limit=100")).trash.map((entry) => entry.name);

/** A story that the reporter wrote by hand, so that it is theirs. */
async function written(headline, text) {
  await reporter.goto(`${site.url}/newsroom/stories/new`);
  await reporter.locator("#story-text").waitFor();
  await reporter.keyboard.type(headline);
  await reporter.keyboard.press("Enter");
  await reporter.keyboard.press("Enter");
  await reporter.keyboard.type(text);
  const id = await eventually(() => idOf(reporter));
  await reporter.locator(".storybar .state.saved").waitFor();
  return id;
}

test("a draft is deleted from its menu and brought back by Undo, with its words", async () => {
  const id = await written("Ferry timetable", "Twice an hour.");
  await reporter.getByRole("button", { name: "More actions" }).click();
  await reporter.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await reporter.waitForURL("**/newsroom/stories");
  await toast(reporter, "“Ferry timetable” moved to the trash.").waitFor();
  await reporter.getByText("No stories yet").waitFor();
  await toast(reporter, "moved to the trash").getByRole("button", { name: "Undo" }).click();
  await reporter.waitForURL(`**/newsroom/stories/${id}`);
  await reporter.locator("#story-text").getByText("Twice an hour.").waitFor();
  await toast(reporter, "“Ferry timetable” restored.").waitFor();
  assert.deepEqual(await trash(), []);
  assert.deepEqual(reporter.problems, []);
});

test("published stories have no Delete, and the list says why they are not deleted", async () => {
  const { id } = await site.api("POST", "/stories", { headline: "Out for all" });
  await site.api("POST", `/stories/${id}/publish`, {});
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await editor.getByRole("button", { name: "More actions" }).click();
  await editor.getByRole("menuitem", { name: "Withdraw" }).waitFor();
  assert.equal(await editor.getByRole("menuitem", { name: "Delete", exact: true }).count(), 0);
  await editor.keyboard.press("Escape");
});

test("several stories are deleted together, those that cannot be are named, and Undo restores the others", async () => {
  for (const headline of ["Bulk one", "Bulk two"]) await site.api("POST", "/stories", { headline });
  await editor.goto(`${site.url}/newsroom/stories`);
  for (const headline of ["Bulk one", "Bulk two", "Out for all"]) await row(editor, headline).getByRole("checkbox").check();
  await editor.getByRole("toolbar", { name: "Selected stories" }).getByRole("button", { name: "Delete" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByText("can be restored from the trash for 30 days", { exact: false }).waitFor();
  if (shots) await editor.screenshot({ path: path.join(shots, "trash-bulk.png") });
  await dialog.getByRole("button", { name: "Delete" }).click();
  await dialog.getByText("Withdraw it instead.", { exact: false }).waitFor();
  await findsNothing(editor, "stories that cannot be deleted");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await row(editor, "Bulk one").waitFor({ state: "detached" });
  assert.equal(await row(editor, "Out for all").count(), 1);
  await toast(editor, "2 stories moved to the trash").getByRole("button", { name: "Undo" }).click();
  await row(editor, "Bulk one").waitFor();
  await row(editor, "Bulk two").waitFor();
});

test("whoever has the story open hears that it was deleted, loses no word, and can restore it", async () => {
  const id = await written("Night bus", "It runs until three.");
  await site.api("DELETE", `/stories/${id}`);
  const notice = reporter.getByRole("alert").filter({ hasText: "This story was moved to the trash." });
  await notice.waitFor();
  await reporter.locator("#story-text").click();
  await reporter.keyboard.press("Control+End");
  await reporter.keyboard.type(" In May until four.");
  await reporter.locator(".storybar .state.kept").waitFor();
  await findsNothing(reporter, "an open story in the trash");
  if (shots) await reporter.screenshot({ path: path.join(shots, "trash-open-story.png") });
  await notice.getByRole("button", { name: "Restore" }).click();
  await notice.waitFor({ state: "detached" });
  await reporter.locator(".storybar .state.saved").waitFor();
  const { has_draft: draft } = await site.api("GET", `/stories/${id}`);
  const saved = await site.api("GET", `/stories/${id}${draft ? "/draft" : ""}`);
  assert.ok(JSON.stringify(saved.body).includes("In May until four."));
});

test("whoever has it open goes on when a colleague restores it", async () => {
  const id = await written("Night ferry", "It runs until one.");
  const { number } = await site.api("DELETE", `/stories/${id}`);
  const notice = reporter.getByRole("alert").filter({ hasText: "This story was moved to the trash." });
  await notice.waitFor();
  await reporter.locator("#story-text").click();
  await reporter.keyboard.press("Control+End");
  await reporter.keyboard.type(" In May until two.");
  await reporter.locator(".storybar .state.kept").waitFor();
  await site.api("POST", `/trash/${number}/restore`);
  await notice.waitFor({ state: "detached" });
  await reporter.locator(".storybar .state.saved").waitFor();
  const { body } = await site.api("GET", `/stories/${id}/draft`);
  assert.ok(JSON.stringify(body).includes("In May until two."));
});

test("a story in the trash is opened by its address to be restored", async () => {
  const { id } = await site.api("POST", "/stories", { headline: "Opened late" });
  await site.api("DELETE", `/stories/${id}`);
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await editor.getByRole("heading", { name: "This story is in the trash" }).waitFor();
  await editor.getByRole("button", { name: "Restore" }).click();
  await editor.locator("#story-text").waitFor();
  assert.equal(await editor.getByLabel("Headline").inputValue(), "Opened late");
});

test("sections, topics and authors without stories are deleted, with a way back", async () => {
  await site.api("PUT", "/sections/docks", { name: "Old docks" });
  await site.api("PUT", "/topics/cranes", { name: "Cranes" });
  await site.api("PUT", "/authors/una-day", { name: "Una Day" });
  for (const [tab, name] of [["", "Old docks"], ["?tab=topics", "Cranes"], ["?tab=authors", "Una Day"]]) {
    await editor.goto(`${site.url}/newsroom/sections${tab}`);
    await editor.getByRole("button", { name: `Edit ${name}` }).click();
    await editor.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
    await editor.getByRole("button", { name: `Edit ${name}` }).waitFor({ state: "detached" });
    await toast(editor, `“${name}” moved to the trash.`).getByRole("button", { name: "Undo" }).click();
    await editor.getByRole("button", { name: `Edit ${name}` }).waitFor();
  }
  // One that a draft has stays, and the reason is said.
  await site.api("POST", "/stories", { headline: "Uses cranes", topics: ["cranes"] });
  await editor.goto(`${site.url}/newsroom/sections?tab=topics`);
  await editor.getByRole("button", { name: "Edit Cranes" }).click();
  await editor.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await editor.getByText("Still used by 1 story.", { exact: false }).waitFor();
  await editor.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  assert.deepEqual(editor.problems, []);
});

test("the screen Trash restores, and deletes for good after a question", async () => {
  for (const headline of ["Kept after all", "Gone for good"]) {
    const { id } = await site.api("POST", "/stories", { headline });
    await site.api("DELETE", `/stories/${id}`);
  }
  await editor.goto(`${site.url}/newsroom/stories`);
  await editor.getByRole("navigation").getByRole("link", { name: "Trash" }).click();
  await editor.getByRole("button", { name: "Restore Kept after all" }).click();
  await toast(editor, "“Kept after all” restored.").waitFor();
  await editor.getByRole("button", { name: "Restore Kept after all" }).waitFor({ state: "detached" });
  assert.equal(await editor.evaluate(() => document.activeElement.tagName), "H1", "the focus is not lost with the row");
  await editor.getByRole("button", { name: "Delete for good: Gone for good" }).click();
  const dialog = editor.getByRole("dialog", { name: "Delete “Gone for good” for good?" });
  await dialog.getByText("It cannot be restored afterwards.", { exact: false }).waitFor();
  await findsNothing(editor, "the question before deleting for good");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await toast(editor, "Deleted for good.").waitFor();
  assert.deepEqual(await trash(), []);
  await editor.getByRole("heading", { name: "The trash is empty" }).waitFor();
  assert.deepEqual(editor.problems, []);
});

test("the screen fits a phone, in both interfaces, and shows others only their own", async () => {
  const { id } = await site.api("POST", "/stories", { headline: "پل تازه باز شد", language: "fa" });
  await site.api("DELETE", `/stories/${id}`);
  const own = await written("The reporter's own", "Words.");
  await site.api("DELETE", `/stories/${own}`);
  for (const language of ["en", "fa"]) {
    for (const [theme, width, height] of [["light", 1280, 800], ["dark", 390, 844]]) {
      await editor.emulateMedia({ colorScheme: theme });
      await editor.setViewportSize({ width, height });
      await editor.evaluate((chosen) => localStorage.setItem("stoppress.language", chosen), language);
      await editor.goto(`${site.url}/newsroom/trash`);
      await editor.getByText("پل تازه باز شد").first().waitFor();
      assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${language}, ${width}: nothing is wider than the screen`);
      await findsNothing(editor, `the trash in ${language}, ${theme}`);
      if (shots) await editor.screenshot({ path: path.join(shots, `trash-${language}-${width}.png`) });
    }
  }
  await reporter.goto(`${site.url}/newsroom/trash`);
  await reporter.getByRole("button", { name: "Restore The reporter's own" }).waitFor();
  assert.equal(await reporter.getByText("پل تازه باز شد").count(), 0);
  assert.equal(await reporter.getByRole("button", { name: /^Delete for good/ }).count(), 0);
});
