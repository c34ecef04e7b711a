// SPDX-License-Identifier: GPL-3.0-or-later
// A reporter proposes a change and a correction to their published story; an editor compares it with what readers have, sends it back, and
// publishes it with one click.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
let browser;
let site;
let reporter;
let editor;

before(async () => {
  browser = await launch();
  site = await Site.start();
  reporter = await signedIn(browser, site, "mina@example.org", { name: "Mina Okafor", role: "reporter" });
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function paint(page, name) {
  if (!shots) return;
  for (const colorScheme of ["light", "dark"]) {
    for (const [device, size] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 390, height: 844 }]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.screenshot({ path: path.join(shots, `proposals-${name}-${device}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

const bar = (page) => page.locator(".storybar");
const proposal = (page, name = "Proposal") => page.getByRole("region", { name });
const live = async (story) => (await fetch(`${site.url}${story.url}`)).text();

/** A published story that the reporter wrote. */
async function published(headline, text, language = "en") {
  await reporter.goto(`${site.url}/newsroom/stories/new`);
  await reporter.locator("#story-text").waitFor();
  await reporter.keyboard.type(headline);
  await reporter.keyboard.press("Enter");
  await reporter.keyboard.press("Enter");
  await reporter.keyboard.type(text);
  const id = await eventually(() => Number(/stories\/(\d+)$/.exec(reporter.url())?.[1]));
  await bar(reporter).locator(".state.saved").waitFor();
  await eventually(async () => JSON.stringify(await site.api("GET", `/stories/${id}${(await site.api("GET", `/stories/${id}`)).has_draft ? "/draft" : ""}`)).includes(text));
  const story = await site.api("POST", `/stories/${id}/publish`, {});
  assert.equal(story.language, language);
  return story;
}

async function write(page, text) {
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text);
  await bar(page).locator(".state.saved").waitFor();
}

test("a change and its correction are submitted, compared, sent back, and published with one click", async () => {
  const story = await published("Ferry on Tuesday", "It sails at nine.");
  await bar(reporter).getByText("Published", { exact: true }).waitFor();
  await write(reporter, " And at noon.");
  await bar(reporter).getByText("Unpublished changes").waitFor();
  await bar(reporter).getByRole("button", { name: "Propose change" }).click();
  const dialog = reporter.getByRole("dialog", { name: "Propose change" });
  await dialog.getByRole("checkbox", { name: "Propose a correction for readers, too" }).check();
  await dialog.getByRole("textbox", { name: "Text for readers" }).fill("The ferry sails at noon, too.");
  await dialog.getByRole("textbox", { name: "Note (optional)" }).fill("The timetable says so.");
  await findsNothing(reporter, "the dialog of a proposal");
  await paint(reporter, "dialog");
  await dialog.getByRole("button", { name: "Submit" }).click();
  await proposal(reporter).getByText("An editor decides about it.").waitFor();
  assert.equal(await reporter.getByLabel("Headline").isDisabled(), true);

  // The list shows it at once, and by itself.
  const row = editor.getByRole("list", { name: "Stories" }).getByRole("listitem").filter({ hasText: "Ferry on Tuesday" });
  await row.getByText("proposed change").waitFor();
  await paint(editor, "list");
  await editor.getByRole("group", { name: "Status" }).getByRole("button", { name: "Proposals" }).click();
  await editor.locator("#main").getByText("1 story", { exact: true }).waitFor();
  await row.getByRole("link", { name: "Ferry on Tuesday" }).click();
  await proposal(editor).getByText("Mina Okafor proposes a change and a correction.").waitFor();
  await proposal(editor).getByText("The timetable says so.").waitFor();
  await findsNothing(editor, "a story with a proposal");
  await paint(editor, "editor");
  await proposal(editor).getByRole("button", { name: "Compare with the published story" }).click();
  const compared = editor.getByRole("dialog", { name: "Proposed change" });
  assert.equal(await compared.locator("ins").first().innerText(), " And at noon.");
  await paint(editor, "compare");
  await compared.getByRole("button", { name: "Close" }).last().click();

  await proposal(editor).getByRole("button", { name: "Send back" }).click();
  const back = editor.getByRole("dialog", { name: "Send back" });
  await back.getByRole("textbox").fill("Which noon?");
  await back.getByRole("button", { name: "Send back" }).click();
  await proposal(reporter).getByText("This correction is not submitted.").waitFor();
  await reporter.getByRole("tab", { name: /^Notes/ }).click();
  await reporter.getByText("Which noon?").waitFor();
  await write(reporter, " On weekdays.");
  await bar(reporter).getByRole("button", { name: "Propose change" }).click();
  // What was written the first time is there still.
  assert.equal(await eventually(() => dialog.getByRole("textbox", { name: "Text for readers" }).inputValue()), "The ferry sails at noon, too.");
  await dialog.getByRole("button", { name: "Submit" }).click();

  const publish = proposal(editor).getByRole("button", { name: "Publish the change" });
  await publish.click();
  await publish.waitFor({ state: "detached" });
  await eventually(async () => (await live(story)).includes("And at noon. On weekdays."));
  assert.match(await live(story), /The ferry sails at noon, too\./);
  await proposal(reporter).waitFor({ state: "detached" });
  await eventually(() => reporter.getByLabel("Headline").isEnabled());
  assert.deepEqual([...reporter.problems, ...editor.problems], []);
});

test("while an editor changes the story, a reporter proposes a correction alone", async () => {
  const story = await published("Night bus", "It runs until three.");
  await editor.goto(`${site.url}/newsroom/stories/${story.id}`);
  await write(editor, " From May until four.");
  await reporter.getByText("Read-only: an editor is changing this story.").waitFor();
  await bar(reporter).getByRole("button", { name: "More actions" }).click();
  await reporter.getByRole("menuitem", { name: "Propose correction" }).click();
  const dialog = reporter.getByRole("dialog", { name: "Propose correction" });
  await dialog.getByRole("textbox", { name: "Text for readers" }).fill("It runs until four.");
  await dialog.getByRole("button", { name: "Submit" }).click();
  await proposal(editor).getByRole("button", { name: "Publish the correction" }).click();
  await eventually(async () => (await live(story)).includes("It runs until four."));
  assert.doesNotMatch(await live(story), /From May/);
  await bar(editor).getByText("Unpublished changes").waitFor();
  await editor.locator("#story-text").getByText("From May until four.").waitFor();
});

test("words that a reporter types while somebody publishes the story become a change to propose", async () => {
  const { id } = await published("Harbour plan", "The council votes.");
  await site.api("POST", `/stories/${id}/unpublish`, {});
  await bar(reporter).getByText("Draft", { exact: true }).waitFor();
  const drafts = `**/api/v1/stories/${id}/draft`;
  await reporter.route(drafts, (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  await reporter.locator("#story-text").click();
  await reporter.keyboard.press("Control+End");
  await reporter.keyboard.type(" In June.");
  await site.api("POST", `/stories/${id}/publish`, {});
  await bar(reporter).getByText("Published", { exact: true }).waitFor();
  await reporter.unroute(drafts);
  await bar(reporter).locator(".state.saved").waitFor();
  await eventually(async () => JSON.stringify(await site.api("GET", `/stories/${id}/draft`)).includes("The council votes. In June."));
  await eventually(() => bar(reporter).getByRole("button", { name: "Propose change" }).isEnabled());
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await editor.getByText("Mina Okafor is working on a change to this story").waitFor();
});

test("in Persian, too", async () => {
  const persian = await signedIn(browser, site, "sara@example.org", { name: "سارا کریمی", role: "editor", options: { locale: "fa-IR" } });
  const story = await published("Bridge reopens", "After a year.");
  await write(reporter, " On Monday.");
  await bar(reporter).getByRole("button", { name: "Propose change" }).click();
  const dialog = reporter.getByRole("dialog", { name: "Propose change" });
  await dialog.getByRole("textbox", { name: "Note (optional)" }).fill("It is known now.");
  await dialog.getByRole("button", { name: "Submit" }).click();
  await persian.getByRole("listitem").filter({ hasText: "Bridge reopens" }).getByText("تغییر پیشنهادی").waitFor();
  await paint(persian, "list-fa");
  await persian.goto(`${site.url}/newsroom/stories/${story.id}`);
  await proposal(persian, "پیشنهاد").getByText(/Mina Okafor.*تغییری در این مطلب پیشنهاد کرده است/).waitFor();
  await findsNothing(persian, "a story with a proposal in Persian");
  await paint(persian, "editor-fa");
  await proposal(persian, "پیشنهاد").getByRole("button", { name: "انتشار تغییر" }).click();
  await eventually(async () => (await live(story)).includes("After a year. On Monday."));
  assert.deepEqual(persian.problems, []);
});
