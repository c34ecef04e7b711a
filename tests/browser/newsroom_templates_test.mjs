// SPDX-License-Identifier: GPL-3.0-or-later
// Story templates in the newsroom: saved from a story, begun with by a reporter, edited, renamed and deleted by an editor; in English and in Persian.
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

const toast = (page, words) => page.locator(".toast").filter({ hasText: words });
const idOf = (page) => Number(/stories\/(\d+)$/.exec(page.url())?.[1]);
const row = (page, name) => page.locator("ul.list > li").filter({ hasText: name });
const templates = async () => (await site.api("GET", "/templates")).templates;
const paint = async (page, name) => shots && page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });

async function setLook(page, { language, dark, width }) {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await page.evaluate((chosen) => localStorage.setItem("stoppress.language", chosen), language);
  await page.reload();
}

test("nothing is offered where there are no templates", async () => {
  await reporter.goto(`${site.url}/newsroom/stories/new`);
  await reporter.locator("#story-text").waitFor();
  await reporter.waitForLoadState("networkidle");
  assert.equal(await reporter.getByRole("button", { name: "From a template" }).count(), 0);
  await editor.goto(`${site.url}/newsroom/templates`);
  await editor.getByText("No templates yet").waitFor();
  await findsNothing(editor, "no templates");
});

test("an editor saves a story as a template, without what is only the story's", async () => {
  await site.api("PUT", "/sections/lives", { name: "Lives" });
  const story = await site.api("POST", "/stories", {
    headline: "Ida Brandt has died", standfirst: "She drew the harbour.", section: "lives", authors: ["ida-brandt"], body: { format: "markdown", content: "## Life\n\nBorn in the old town." },
  });
  await editor.goto(`${site.url}/newsroom/stories/${story.id}`);
  await editor.locator("#story-text").waitFor();
  await editor.getByRole("button", { name: "More actions" }).click();
  await editor.getByRole("menuitem", { name: "Save as template" }).click();
  const dialog = editor.getByRole("dialog", { name: "Save as template" });
  assert.equal(await dialog.getByRole("button", { name: "Save", exact: true }).isDisabled(), true);
  await dialog.getByLabel("Name of the template").fill("Obituary");
  await findsNothing(editor, "the dialog");
  await paint(editor, "save-as-template");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await toast(editor, "The template “Obituary” was saved").getByRole("button", { name: "Edit" }).click();
  await editor.waitForURL("**/newsroom/templates/1");
  await editor.locator("#story-text").getByText("Born in the old town.").waitFor();
  const made = await site.api("GET", "/templates/1");
  assert.deepEqual([made.name, made.headline, made.section, "authors" in made], ["Obituary", "Ida Brandt has died", "lives", false]);
  assert.deepEqual(editor.problems, []);
});

test("an editor changes it, and hears of it when a colleague was faster", async () => {
  await editor.getByRole("textbox", { name: "Headline" }).fill("… has died");
  await editor.locator("#story-text").getByText("Born in the old town.").click();
  await editor.keyboard.press("End");
  await editor.keyboard.type(" Write where.");
  await editor.keyboard.press("Control+s");
  await toast(editor, "Saved").first().waitFor();
  const saved = await eventually(async () => {
    const now = await site.api("GET", "/templates/1");
    return now.version === 2 && now;
  });
  assert.equal(saved.headline, "… has died");
  assert.match(JSON.stringify(saved.body), /old town\. Write where\./);
  await findsNothing(editor, "the template");

  await site.api("PATCH", "/templates/1", { standfirst: "Born in …" }, { "If-Match": '"2"' });
  await editor.getByRole("textbox", { name: "Name of the template" }).fill("Obituaries");
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await editor.getByRole("button", { name: "Show the saved one" }).click();
  await eventually(async () => (await editor.getByRole("textbox", { name: "Standfirst" }).inputValue()) === "Born in …");
  assert.equal(await editor.getByRole("textbox", { name: "Name of the template" }).inputValue(), "Obituary");
  assert.deepEqual(editor.problems, []);
});

test("a reporter begins a story with it: its words are there, and the byline is the reporter's", async () => {
  await reporter.goto(`${site.url}/newsroom/stories/new`);
  await reporter.getByRole("button", { name: "From a template …" }).click();
  const dialog = reporter.getByRole("dialog", { name: "Begin with a template" });
  await findsNothing(reporter, "beginning with a template");
  await paint(reporter, "from-template");
  await dialog.getByRole("button", { name: "Begin" }).click();
  await reporter.locator("#story-text").getByText("Born in the old town. Write where.").waitFor();
  const id = await eventually(() => idOf(reporter));
  await reporter.locator(".storybar .state.saved").waitFor();
  assert.equal(await reporter.getByRole("button", { name: "From a template …" }).count(), 0, "what was begun is not thrown away");
  const draft = await site.api("GET", `/stories/${id}`);
  assert.deepEqual([draft.headline, draft.standfirst, draft.section, draft.authors, draft.status], ["… has died", "Born in …", "lives", ["mina-okafor"], "draft"]);
  // Reporters use templates and keep none.
  await reporter.getByRole("button", { name: "More actions" }).click();
  assert.equal(await reporter.getByRole("menuitem", { name: "Save as template" }).count(), 0);
  await reporter.keyboard.press("Escape");
  assert.equal(await reporter.getByRole("link", { name: "Templates" }).count(), 0);
  assert.deepEqual(reporter.problems, []);
});

test("a template is written, renamed and deleted on its screen, and comes back", async () => {
  await editor.goto(`${site.url}/newsroom/templates`);
  await editor.getByRole("link", { name: "New template" }).click();
  await editor.locator("#story-text").waitFor();
  await editor.getByRole("textbox", { name: "Name of the template" }).fill("Match");
  await editor.getByRole("textbox", { name: "Headline" }).fill("… beat …");
  await editor.getByRole("button", { name: "Save", exact: true }).click();
  await editor.waitForURL("**/newsroom/templates/2");
  await editor.locator("nav").getByRole("link", { name: "Templates" }).click();
  await row(editor, "Match").waitFor();
  await editor.getByRole("button", { name: "Actions for Match" }).click();
  await editor.getByRole("menuitem", { name: "Rename" }).click();
  await editor.getByRole("dialog").getByLabel("Name").fill("Match report");
  await editor.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await row(editor, "Match report").waitFor();
  assert.deepEqual((await templates()).map((one) => one.name), ["Match report", "Obituary"]);
  await findsNothing(editor, "templates");

  await editor.getByRole("button", { name: "Actions for Match report" }).click();
  await editor.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await toast(editor, "“Match report” was deleted").waitFor();
  await editor.getByRole("heading", { name: "Deleted" }).waitFor();
  assert.deepEqual((await templates()).map((one) => one.name), ["Obituary"]);
  await findsNothing(editor, "a deleted template");
  await paint(editor, "templates");
  await toast(editor, "was deleted").getByRole("button", { name: "Undo" }).click();
  await toast(editor, "“Match report” restored.").waitFor();
  await eventually(async () => (await templates()).length === 2);
  await editor.getByRole("heading", { name: "Deleted" }).waitFor({ state: "detached" });
  assert.deepEqual(editor.problems, []);
});

test("what is not saved is not left by mistake", async () => {
  await editor.goto(`${site.url}/newsroom/templates/2`);
  await editor.locator("#story-text").waitFor();
  await editor.getByRole("textbox", { name: "Standfirst" }).fill("Not saved");
  let asked = "";
  editor.once("dialog", (dialog) => {
    asked = dialog.message();
    void dialog.dismiss();
  });
  await editor.locator("nav").getByRole("link", { name: "Stories" }).click();
  await eventually(() => asked);
  assert.match(asked, /not saved/);
  assert.match(editor.url(), /templates\/2$/);
  editor.once("dialog", (dialog) => void dialog.accept());
  await editor.locator("nav").getByRole("link", { name: "Stories" }).click();
  await editor.waitForURL("**/newsroom/stories");
  assert.equal((await site.api("GET", "/templates/2")).standfirst, "");
});

test("in Persian, on a phone and in the dark, it works and stays within the screen", async () => {
  for (const look of [
    { language: "fa", dark: false, width: 1280 },
    { language: "fa", dark: true, width: 360 },
    { language: "en", dark: true, width: 1280 },
    { language: "en", dark: false, width: 360 },
  ]) {
    const name = `${look.language}-${look.dark ? "dark" : "light"}-${look.width}`;
    await editor.goto(`${site.url}/newsroom/templates`);
    await setLook(editor, look);
    await row(editor, "Obituary").waitFor();
    assert.equal(await editor.evaluate(() => document.documentElement.dir), look.language === "fa" ? "rtl" : "ltr");
    assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: the list is as wide as the screen`);
    await findsNothing(editor, `templates, ${name}`);
    await paint(editor, `templates-${name}`);
    await row(editor, "Obituary").getByRole("link").click();
    await editor.locator("#story-text").waitFor();
    assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: the template is as wide as the screen`);
    await findsNothing(editor, `a template, ${name}`);
    await paint(editor, `template-${name}`);
    await editor.goto(`${site.url}/newsroom/stories/new`);
    await editor.getByRole("button", { name: look.language === "fa" ? "از روی الگو …" : "From a template …" }).click();
    await editor.locator("dialog").waitFor();
    assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: the new story is as wide as the screen`);
    await findsNothing(editor, `a new story, ${name}`);
    await paint(editor, `begin-${name}`);
    await editor.keyboard.press("Escape");
  }
  assert.deepEqual(editor.problems, []);
});
