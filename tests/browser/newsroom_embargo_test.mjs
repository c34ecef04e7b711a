// SPDX-License-Identifier: GPL-3.0-or-later
// An embargo in the newsroom: set, moved and lifted among the details, shown wherever the story is, and what publishing says to it; in both interfaces.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
const END = "2031-03-20T09:30:00Z";
let browser;
let site;
let editor;
let reporter;
let admin;

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_TIMEZONE: "Asia/Tehran" });
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  reporter = await signedIn(browser, site, "mina@example.org", { name: "Mina Okafor", role: "reporter" });
  admin = await signedIn(browser, site, "root@example.org", { name: "Root", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const embargoed = async (headline, until = END) => {
  const { id } = await site.api("POST", "/stories", { headline, body: { format: "markdown", content: "Words." } });
  await site.api("PUT", `/stories/${id}/embargo`, { until });
  return id;
};
const story = (id) => site.api("GET", `/stories/${id}`);
const group = (page) => page.getByRole("group", { name: "Embargo until" });
const toast = (page, words) => page.locator(".toast").filter({ hasText: words });
const open = async (page, id) => {
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  await page.locator("#story-text").waitFor();
};
async function shoot(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `embargo-${name}.png`) });
}
const fill = async (dialog, day, time) => {
  await dialog.getByLabel("Date", { exact: true }).fill(day);
  await dialog.getByLabel("Time", { exact: true }).fill(time);
};

test("a reporter sets an embargo by keyboard and lets it end later; an editor lifts it", async () => {
  const { id } = await site.api("POST", "/stories", { headline: "Reporter's results" });
  await site.api("PUT", `/stories/${id}/assignee`, { assignee: "mina@example.org" });
  await open(reporter, id);
  await group(reporter).getByText("No embargo").waitFor();
  await group(reporter).getByRole("button", { name: "Set embargo" }).press("Enter");
  const dialog = reporter.getByRole("dialog", { name: "Embargo" });
  await dialog.getByText("Time zone of the site: Tehran", { exact: false }).waitFor();
  await fill(dialog, "1/1/2020", "10:00");
  await dialog.getByText("This time is in the past.").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Set embargo" }).isDisabled(), true);
  await fill(dialog, "20/3/2031", "13:00");
  await dialog.getByLabel("Time", { exact: true }).press("Enter");
  await toast(reporter, "Under embargo until 20 Mar 2031, 13:00.").waitFor();
  assert.equal((await story(id)).embargo_until, END);
  await reporter.locator(".storybar").getByText("Under embargo until 20 Mar 2031, 13:00").waitFor();
  await group(reporter).getByText("20 Mar 2031, 13:00").waitFor();
  assert.equal(await group(reporter).getByRole("button", { name: "Lift embargo" }).count(), 0);

  await group(reporter).getByRole("button", { name: "Change" }).click();
  await fill(dialog, "19/3/2031", "13:00");
  await dialog.getByText("Only an editor can let the embargo end before 20 Mar 2031, 13:00.").waitFor();
  await fill(dialog, "21/3/2031", "13:00");
  await dialog.getByRole("button", { name: "Set embargo" }).click();
  await reporter.locator(".storybar").getByText("Under embargo until 21 Mar 2031, 13:00").waitFor();

  await open(editor, id);
  await group(editor).getByRole("button", { name: "Lift embargo" }).click();
  await editor.getByRole("dialog", { name: "Lift embargo" }).getByRole("button", { name: "Lift embargo" }).click();
  await toast(editor, "Embargo lifted.").waitFor();
  await group(editor).getByText("No embargo").waitFor();
  assert.equal((await story(id)).embargo_until, null);
  // Whoever has the story open hears of it.
  await reporter.locator(".storybar .embargo").waitFor({ state: "detached" });
  assert.deepEqual([...editor.problems, ...reporter.problems], []);
});

test("an editor is proposed the end of the embargo and cannot publish before", async () => {
  const id = await embargoed("Budget figures");
  await open(editor, id);
  await editor.getByRole("button", { name: "Publish …" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByText("The story is under embargo until 20 Mar 2031, 13:00. It can be published then or later.").waitFor();
  assert.equal(await dialog.getByLabel("Now").count(), 0);
  assert.equal(await dialog.getByLabel("Date", { exact: true }).inputValue(), "20/03/2031");
  assert.match(await dialog.getByLabel("Time", { exact: true }).inputValue(), /^13:00$/);
  await findsNothing(editor, "the publish dialog of an embargoed story");
  await shoot(editor, "publish-editor");
  await fill(dialog, "20/3/2031", "12:59");
  await dialog.getByText("The story is under embargo until 20 Mar 2031, 13:00. Choose that time or a later one.").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Schedule" }).isDisabled(), true);
  await fill(dialog, "20/3/2031", "13:00");
  await dialog.getByRole("button", { name: "Schedule" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual([(await story(id)).status, (await story(id)).published_at], ["scheduled", END]);
  // In the calendar, too.
  await editor.goto(`${site.url}/newsroom/calendar?from=2031-03-15`);
  await editor.getByRole("button", { name: "Move “Budget figures” to …" }).click();
  const move = editor.getByRole("dialog", { name: "Move to …" });
  await fill(move, "19/3/2031", "13:00");
  await move.getByText("under embargo until 20 Mar 2031, 13:00", { exact: false }).waitFor();
  assert.equal(await move.getByRole("button", { name: "Move", exact: true }).isDisabled(), true);
  await move.getByRole("button", { name: "Cancel" }).click();
  const drag = async (from, to) => {
    const data = await editor.evaluateHandle(() => new DataTransfer());
    await editor.locator(`[data-day="${from}"] .story a`).dispatchEvent("dragstart", { dataTransfer: data });
    await editor.locator(`[data-day="${to}"]`).dispatchEvent("dragover", { dataTransfer: data });
    await editor.locator(`[data-day="${to}"]`).dispatchEvent("drop", { dataTransfer: data });
  };
  await drag("2031-03-20", "2031-03-18");
  await toast(editor, "The story is under embargo until 20 Mar 2031, 13:00.").waitFor();
  await move.getByRole("button", { name: "Cancel" }).click();
  assert.equal((await story(id)).published_at, END);
  assert.deepEqual(editor.problems, []);
});

test("several stories are published at once but for the embargoed one, which says why", async () => {
  await embargoed("Bulk with embargo");
  await site.api("POST", "/stories", { headline: "Bulk without" });
  await editor.goto(`${site.url}/newsroom/stories?q=bulk`);
  const list = editor.getByRole("list", { name: "Stories" });
  await list.getByText("embargo until 20 Mar 2031, 13:00").waitFor();
  for (const headline of ["Bulk with embargo", "Bulk without"]) await list.getByRole("checkbox", { name: new RegExp(headline) }).check();
  await editor.getByRole("toolbar").getByRole("button", { name: "Publish" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByRole("button", { name: "Publish" }).click();
  const alert = dialog.getByRole("alert");
  await alert.getByText("The story is under embargo until 20 Mar 2031, 13:00. Schedule it for then or later. An editor can also lift the embargo.").waitFor();
  assert.match(await alert.textContent(), /Bulk with embargo/);
  assert.doesNotMatch(await alert.textContent(), /Bulk without/);
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

test("an admin publishes before the end with a reason, which the audit log tells", async () => {
  const id = await embargoed("Already out");
  await open(admin, id);
  await admin.getByRole("button", { name: "Publish …" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Now, before the embargo ends").check();
  const publish = dialog.getByRole("button", { name: "Publish", exact: true });
  assert.equal(await publish.isDisabled(), true);
  await dialog.getByLabel("Reason for publishing before the embargo ends").fill("The ministry published it.");
  await findsNothing(admin, "the publish dialog of an admin");
  await shoot(admin, "publish-admin");
  await publish.click();
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual([(await story(id)).status, (await story(id)).embargo_until], ["published", null]);
  await admin.locator(".storybar .embargo").waitFor({ state: "detached" });
  assert.equal(await group(admin).count(), 0, "a published story has none");
  await admin.goto(`${site.url}/newsroom/audit`);
  const entry = admin.locator("tr[data-action='story.publish_before_embargo']");
  await entry.getByText("Published “Already out” before its embargo ended").waitFor();
  await entry.getByText("embargo until 20 Mar 2031, 13:00: The ministry published it.").waitFor();
  await admin.locator("tr[data-action='story.embargo']").filter({ hasText: "Already out" }).getByText("until 20 Mar 2031, 13:00").waitFor();
  assert.deepEqual(admin.problems, []);
});

test("a duplicate has the embargo, too", async () => {
  const id = await embargoed("To be copied");
  await open(editor, id);
  await editor.getByRole("button", { name: "More actions" }).click();
  await editor.getByRole("menuitem", { name: "Duplicate" }).click();
  const copy = await eventually(() => {
    const [, number] = /stories\/(\d+)$/.exec(editor.url()) ?? [];
    return Number(number) !== id && Number(number);
  });
  assert.equal((await story(copy)).embargo_until, END);
});

test("both interfaces say it in their calendar, on a phone and a desktop, and axe finds nothing", async () => {
  const { id } = await site.api("POST", "/stories", { headline: "پل تازه باز شد", language: "fa", body: { format: "markdown", content: "متن." } });
  await site.api("PUT", `/stories/${id}/embargo`, { until: END });
  const said = { en: "Under embargo until 20 Mar 2031, 13:00", fa: /ممنوعیت انتشار تا .*۲۹ اسفند ۱۴۰۹.*۱۳:۰۰/ };
  for (const language of ["en", "fa"]) {
    for (const [theme, width, height] of [["light", 1280, 800], ["dark", 390, 844]]) {
      const where = `${language}, ${theme}, ${width}`;
      await editor.emulateMedia({ colorScheme: theme });
      await editor.setViewportSize({ width, height });
      await editor.evaluate((chosen) => localStorage.setItem("stoppress.language", chosen), language);
      await open(editor, id);
      await editor.locator(".storybar .embargo").getByText(said[language]).waitFor();
      assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: nothing is wider than the screen`);
      await findsNothing(editor, `the story in ${where}`);
      await shoot(editor, `story-${language}-${width}`);
      const details = editor.locator(".embargo[role=group]");
      await details.scrollIntoViewIfNeeded();
      await details.getByRole("button").first().click();
      await editor.getByRole("dialog").waitFor();
      await findsNothing(editor, `the dialog in ${where}`);
      await shoot(editor, `dialog-${language}-${width}`);
      await editor.keyboard.press("Escape");
      await editor.goto(`${site.url}/newsroom/stories`);
      const mark = editor.locator(".row .embargo").first();
      await mark.waitFor();
      // One line of facts is shown.
      assert.ok(await mark.evaluate((element) => element.getBoundingClientRect().top < element.closest(".facts").getBoundingClientRect().top + 10), `${where}: it is in the line that is shown`);
      assert.ok(await editor.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where}: nothing of the list is wider than the screen`);
      await findsNothing(editor, `the list in ${where}`);
      await shoot(editor, `list-${language}-${width}`);
    }
  }
  // What the server refuses is said in Persian, with the time on the site's clocks in its calendar.
  await editor.setViewportSize({ width: 1280, height: 800 });
  await open(editor, id);
  await editor.locator(".storybar .actions button").first().click();
  await editor.getByRole("dialog").getByText(/انتشار این مطلب تا .*۲۹ اسفند ۱۴۰۹.* ممنوع است/).waitFor();
  await shoot(editor, "publish-fa");
  assert.deepEqual(editor.problems, []);
});
