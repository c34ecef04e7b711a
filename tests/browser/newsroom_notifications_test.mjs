// SPDX-License-Identifier: GPL-3.0-or-later
// Working together: the bell counts at once what colleagues did, its screen says it in sentences with links, notes have answers and name people,
// and everybody chooses what to be told; in English and Persian.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
let browser;
let site;
let ann;
let mina;

before(async () => {
  browser = await launch();
  site = await Site.start();
  ann = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  mina = await signedIn(browser, site, "mina@example.org", { name: "مینا کریمی", role: "reporter", options: { locale: "fa-IR", viewport: { width: 360, height: 740 }, colorScheme: "dark" } });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function paint(page, name) {
  if (!shots) return;
  const before = page.viewportSize();
  for (const colorScheme of ["light", "dark"]) {
    for (const [device, size] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 360, height: 740 }]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.screenshot({ path: path.join(shots, `notifications-${name}-${device}-${colorScheme}.png`) });
    }
  }
  await page.setViewportSize(before);
}

/** A request by the person of the page. */
const as = (page, method, target, body) =>
  page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(`/api/v1${where}`, { method: how, headers: what === undefined ? {} : { "content-type": "application/json" }, body: what === undefined ? undefined : JSON.stringify(what) });
      if (!answer.ok) throw new Error(`${how} ${where}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    [method, target, body],
  );
const story = (page, headline, language) => as(page, "POST", "/stories", { headline, language, body: { format: "markdown", content: "Twice an hour." } });
const bell = (page, name) => page.getByRole("link", { name, exact: true }).locator("visible=true");
const directionOf = (locator) => locator.evaluate((element) => getComputedStyle(element).direction);
const sentence = (page, words) => page.getByRole("listitem").getByRole("link", { name: words });

test("the bell counts at once that a story was handed in, and leads to it", async () => {
  await bell(ann, "Notifications").waitFor();
  const { id } = await story(mina, "جدول حرکت کشتی‌ها", "fa");
  await as(mina, "POST", `/stories/${id}/review`, { in_review: true });
  await bell(ann, "Notifications, 1 unread").click();
  await ann.getByRole("heading", { name: "Notifications", level: 1 }).waitFor();
  const said = sentence(ann, /کریمی.* handed in/);
  // The names of the other direction are isolated within the sentence.
  assert.equal((await said.innerText()).trim(), "\u2068مینا کریمی\u2069 handed in “\u2068جدول حرکت کشتی‌ها\u2069” for review.");
  assert.equal(await directionOf(said), "ltr", "the sentence has the direction of the interface, whatever it begins with");
  await findsNothing(ann, "notifications");
  await paint(ann, "en");
  await said.click();
  await ann.waitForURL(`**/stories/${id}`);
  await bell(ann, "Notifications").waitFor();
  assert.deepEqual(ann.problems, []);
});

test("an @ in a note opens a list of people, and whoever is named finds the note by their bell", async () => {
  const { id } = await story(mina, "Harbour plan", "en");
  await ann.goto(`${site.url}/newsroom/stories/${id}`);
  await ann.getByRole("tab", { name: "Notes" }).click();
  const field = ann.getByRole("textbox", { name: "Note to colleagues" });
  await field.click();
  await ann.keyboard.type("Who says so, @");
  const list = ann.getByRole("listbox", { name: "People" });
  await list.getByRole("option", { name: /مینا/ }).waitFor();
  // Ann herself is not offered.
  assert.equal(await list.getByRole("option").count(), 1);
  assert.equal(await field.getAttribute("aria-activedescendant"), await list.getByRole("option").first().getAttribute("id"));
  await findsNothing(ann, "the list of people");
  await paint(ann, "people");
  await ann.keyboard.press("Escape");
  await list.waitFor({ state: "detached" });
  await ann.keyboard.type("م");
  await list.waitFor();
  await ann.keyboard.press("Enter");
  await list.waitFor({ state: "detached" });
  assert.equal(await field.inputValue(), "Who says so, @مینا کریمی ");
  await ann.keyboard.type("?");
  await ann.getByRole("button", { name: "Add note" }).click();
  const note = ann.locator("#note-1");
  assert.equal(await note.locator("b.name").innerText(), "@مینا کریمی");
  assert.equal((await as(ann, "GET", `/stories/${id}/notes`)).notes[0].text, "Who says so, @<mina@example.org> ?");

  await bell(mina, "اعلان‌ها، ۱ خوانده‌نشده").click();
  const said = sentence(mina, /Ann Lee.*از شما نام برد/);
  assert.equal((await said.innerText()).trim(), "\u2068Ann Lee\u2069 در یادداشتی دربارهٔ «\u2068Harbour plan\u2069» از شما نام برد.");
  assert.equal(await directionOf(said), "rtl");
  await findsNothing(mina, "notifications in Persian");
  await paint(mina, "fa");
  await said.click();
  await mina.waitForURL(`**/stories/${id}?note=1`);
  await eventually(() => mina.evaluate(() => document.activeElement?.id === "note-1"));
  await bell(mina, "اعلان‌ها").waitFor();

  await mina.locator("#note-1").getByRole("button", { name: "پاسخ", exact: true }).click();
  await mina.getByRole("textbox", { name: /پاسخ به/ }).fill("شهردار.");
  await findsNothing(mina, "an answer in Persian");
  await paint(mina, "answer");
  await mina.getByRole("button", { name: "فرستادن پاسخ" }).click();
  await mina.locator("#note-1 .answers #note-2").waitFor();
  await ann.locator("#note-1 .answers").getByText("شهردار.").waitFor();
  await findsNothing(ann, "a thread");
  await paint(ann, "thread");
  await bell(ann, "Notifications, 1 unread").waitFor();
  // A thread is settled as a whole.
  await note.getByRole("button", { name: "Resolve" }).click();
  await ann.getByText("1 resolved note").waitFor();
  assert.equal(await note.getByRole("button", { name: "Reply" }).count(), 0);
  await ann.goto(`${site.url}/newsroom/stories/${id}?note=2`);
  await eventually(() => ann.evaluate(() => document.activeElement?.id === "note-2"));
  assert.deepEqual([ann.problems, mina.problems], [[], []]);
});

test("all are marked as read, and what is unread can be shown alone", async () => {
  const { id } = await story(ann, "Night bus", "en");
  for (const text of ["One.", "Two."]) await site.api("POST", `/stories/${id}/notes`, { text });
  await ann.goto(`${site.url}/newsroom/notifications?show=unread`);
  await bell(ann, "Notifications, 3 unread").waitFor();
  assert.equal(await ann.getByRole("listitem").filter({ hasText: "Unread:" }).count(), 3);
  await ann.getByRole("button", { name: "Mark all as read" }).click();
  await bell(ann, "Notifications").waitFor();
  await ann.getByText("Nothing unread").waitFor();
  await findsNothing(ann, "nothing unread");
  await ann.getByLabel("Show").selectOption("");
  await sentence(ann, "test wrote a note on “Night bus”.").first().waitFor();
  assert.equal(await ann.getByText("Unread:").count(), 0);
});

test("everybody chooses what to be told", async () => {
  await ann.goto(`${site.url}/newsroom/account`);
  const choices = ann.getByRole("region", { name: "Notifications" });
  const notes = choices.getByLabel("Notes on your stories and where you wrote notes");
  await notes.uncheck();
  await ann.getByText("Saved.", { exact: true }).first().waitFor();
  await ann.reload();
  await eventually(async () => !(await notes.isChecked()));
  assert.equal(await choices.getByRole("checkbox").count(), 10);
  await choices.scrollIntoViewIfNeeded();
  await findsNothing(ann, "choices");
  await paint(ann, "choices");
  await mina.goto(`${site.url}/newsroom/account`);
  const hers = mina.getByRole("region", { name: "اعلان‌ها" }).getByRole("checkbox");
  await hers.first().waitFor();
  assert.equal(await hers.count(), 8, "a reporter is not told of what is for editors");
  assert.deepEqual([ann.problems, mina.problems], [[], []]);
});
