// SPDX-License-Identifier: GPL-3.0-or-later
// The screen "Moved in": the account of an import, what it left to do, decided by mouse and by keyboard; in English and in Persian, from 360 pixels on.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, newPage, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
const old = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-old-")), "the-old-paper");
let browser;
let site;
let editor;

const page = (title, body, more = "") => `---\ntitle: ${title}\ndate: 2024-01-02\n${more}---\n${body}\n`;
const box = "{{< box >}}Words{{< /box >}}";

/** Imports what is in `files` and the folder, with the server stopped. One page is refused. */
async function importSite(files) {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(old, name)), { recursive: true });
    fs.writeFileSync(path.join(old, name), text);
  }
  await runImport(["hugo", old], 1);
}

async function runImport(source, status) {
  const host = new URL(site.url).host;
  const ended = new Promise((resolve) => site.process.on("exit", resolve));
  site.process.kill("SIGTERM");
  await ended;
  const done = spawnSync(process.env.STOPPRESS_BINARY, ["import", ...source, "--site", site.folder], { encoding: "utf8", env: { ...process.env, STOPPRESS_SITE_URL: site.url, STOPPRESS_SITE_TITLE: "The New Paper" } });
  assert.equal(done.status, status, done.stderr);
  await site.serve(host);
}

before(async () => {
  browser = await launch();
  site = await Site.start();
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
  fs.rmSync(path.dirname(old), { recursive: true, force: true });
});

const group = (name) => editor.locator("section.card").filter({ has: editor.getByRole("heading", { level: 3, name: new RegExp(name) }) });
const toggle = (name) => editor.getByRole("button", { name: new RegExp(`^${name}`) });
const rows = (name) => group(name).locator("li");
const toast = (words) => editor.locator(".toast").filter({ hasText: words });
const tab = (name) => editor.getByRole("tab", { name });
const focused = () => editor.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent);
const kinds = () => editor.getByRole("heading", { level: 3 }).evaluateAll((found) => found.map((one) => one.textContent.trim().replace(/\s+/g, " ")));
const paint = async (name) => shots && editor.screenshot({ path: path.join(shots, `moved-in-${name}.png`), fullPage: true });

async function setLook({ language, dark, width }) {
  await editor.setViewportSize({ width, height: 800 });
  await editor.emulateMedia({ colorScheme: dark ? "dark" : "light" });
  await editor.evaluate((chosen) => localStorage.setItem("stoppress.language", chosen), language);
  await editor.reload();
}

test("nothing leads there where nothing was imported", async () => {
  await editor.goto(`${site.url}/newsroom/stories`);
  await editor.waitForLoadState("networkidle");
  assert.equal(await editor.getByRole("navigation").getByText("Moved in").count(), 0);
  await editor.goto(`${site.url}/newsroom/imports`);
  await editor.getByRole("heading", { name: "Nothing was imported" }).waitFor();
  await findsNothing(editor, "no imports");
});

test("an import leaves its account, and notes by kind: what is missing first", async () => {
  await importSite({
    "hugo.toml": 'baseURL = "https://old.test/"\ntitle = "The Old Paper"\n',
    "content/news/harbour.md": page("Harbour opens", box),
    "content/news/market.md": page("Market hall", box),
    "content/news/tram.md": page("قطار شهری به بندر رسید", `${box}\n\nمتن خبر.`),
    "content/news/bus.md": page("Bus lines", "Text.", "draft: true\n"),
    "content/news/broken.md": "---\ntitle: [\n---\nText\n",
    "content/news/sketch/index.md": page("Sketch", "![A sketch](sketch.png)"),
    "content/news/sketch/sketch.png": "no picture",
  });
  await editor.goto(`${site.url}/newsroom/stories`);
  await editor.getByRole("navigation").getByRole("link", { name: "Moved in" }).click();
  await editor.waitForURL("**/newsroom/imports");
  await editor.getByRole("heading", { name: "Hugo · the-old-paper" }).waitFor();
  const stories = editor.getByRole("row", { name: /^Stories/ });
  assert.deepEqual((await stories.locator("td").allTextContents()).map((text) => text.trim().split(" ").pop()), ["6", "5", "0", "0", "0", "1"]);
  assert.deepEqual(await kinds(), [
    "Pictures and files that could not be read 1 still missing", "Items that could not be imported 1",
    "Drafts of the old site, and stories that not everybody could read 1", "Unknown shortcodes 3", "Settings of the old site 1",
  ]);
  // The first kind is open, with the line of the report and where it comes from.
  await rows("that could not be read").getByText("stories keep its old address").waitFor();
  await rows("that could not be read").getByText("content/news/sketch/sketch.png").waitFor();
  assert.equal(await rows("Unknown shortcodes").count(), 0);
  await findsNothing(editor, "moved in");
  await paint("en-desktop-light");
  await toggle("Drafts of the old site").click();
  await rows("Drafts of the old site").getByText("/news/bus/").waitFor();
  await rows("Drafts of the old site").getByRole("link", { name: "Bus lines" }).click();
  await editor.waitForURL(/\/newsroom\/stories\/\d+$/);
  await editor.locator("#story-text").waitFor();
  assert.deepEqual(editor.problems, []);
});

test("notes are done and dismissed by keyboard, one after the other, and it can be undone", async () => {
  await editor.goto(`${site.url}/newsroom/imports`);
  await toggle("Unknown shortcodes").press("Enter");
  await eventually(async () => (await rows("Unknown shortcodes").count()) === 3);
  await rows("Unknown shortcodes").first().getByRole("button", { name: "Done: Harbour opens" }).focus();
  await editor.keyboard.press("Enter");
  await eventually(async () => (await rows("Unknown shortcodes").count()) === 2);
  assert.equal(await focused(), "Done: Market hall");
  await tab("Open (6)").waitFor();
  await tab("Done (1)").waitFor();
  await editor.keyboard.press("Tab");
  assert.equal(await focused(), "Dismiss: Market hall");
  await editor.keyboard.press("Enter");
  await toast("Dismissed: Market hall").getByRole("button", { name: "Undo" }).click();
  await eventually(async () => (await rows("Unknown shortcodes").count()) === 2);
  await tab("Dismissed (0)").waitFor();
  // Of the last of a kind the whole kind goes; the focus is not lost.
  await toggle("Drafts of the old site").press("Enter");
  await rows("Drafts of the old site").getByRole("button", { name: "Done: Bus lines" }).press("Enter");
  await group("Drafts of the old site").waitFor({ state: "detached" });
  await eventually(async () => (await focused()) === "What is left to do");
  await tab("Done (2)").click();
  await editor.waitForURL("**/imports?state=done");
  // A kind that is open stays open.
  await rows("Unknown shortcodes").getByText(/^Done: Ann Lee, /).waitFor();
  await rows("Unknown shortcodes").getByRole("button", { name: "Open again: Harbour opens" }).click();
  await tab("Done (1)").waitFor();
  await tab("Open (6)").waitFor();
  assert.deepEqual(editor.problems, []);
});

test("all of a kind are dismissed at once, which can be undone", async () => {
  await editor.goto(`${site.url}/newsroom/imports`);
  await toggle("Unknown shortcodes").click();
  await group("Unknown shortcodes").getByRole("button", { name: "Dismiss all: Unknown shortcodes" }).click();
  await group("Unknown shortcodes").waitFor({ state: "detached" });
  await tab("Dismissed (3)").waitFor();
  await toast("3 notes were dismissed.").getByRole("button", { name: "Undo" }).click();
  await tab("Dismissed (0)").waitFor();
  await group("Unknown shortcodes").waitFor();
});

for (const [language, name] of Object.entries({ en: "Moved in", fa: "درون‌ریزی" })) {
  for (const width of [360, 1280]) {
    for (const dark of [false, true]) {
      test(`it can be read in ${language}, ${width} pixels wide, ${dark ? "dark" : "light"}`, async () => {
        await editor.goto(`${site.url}/newsroom/imports`);
        await setLook({ language, dark, width });
        await editor.getByRole("heading", { level: 1, name, exact: true }).waitFor();
        assert.equal(await editor.evaluate(() => document.documentElement.dir), language === "fa" ? "rtl" : "ltr");
        const shortcodes = language === "fa" ? "کدهای کوتاه ناشناخته" : "Unknown shortcodes";
        await toggle(shortcodes).click();
        await eventually(async () => (await rows(shortcodes).count()) === 3);
        assert.equal(await editor.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
        // A path keeps its order, whatever stands around it.
        const path_ = rows(shortcodes).first().locator("code bdi").first();
        assert.equal(await path_.evaluate((one) => getComputedStyle(one).direction), "ltr");
        await paint(`${language}-${width}-${dark ? "dark" : "light"}`);
        await findsNothing(editor, `${language} ${width} ${dark}`);
        if (language === "fa") {
          const words = await editor.locator("main").innerText();
          assert.doesNotMatch(words, /moving\.|shell\./);
          assert.match(words, /باز \(۶\)/);
        }
      });
    }
  }
}

test("a later import closes what is over, and the screen tells the two apart", async () => {
  await setLook({ language: "en", dark: false, width: 1280 });
  await importSite({ "content/news/market.md": page("Market hall", "Words") });
  await editor.goto(`${site.url}/newsroom/imports`);
  const imports = editor.getByRole("list", { name: "Imports" }).getByRole("listitem");
  await eventually(async () => (await imports.count()) === 2);
  assert.match(await imports.first().textContent(), /5 left to do/);
  await imports.last().getByRole("link").click();
  await editor.getByRole("heading", { name: "Nothing is left to do" }).waitFor();
  await tab("Done (1)").click();
  await rows("Unknown shortcodes").getByText(/^Gone with a later import: /).waitFor();
  await paint("two-imports");
  await findsNothing(editor, "two imports");
  assert.deepEqual(editor.problems, []);
});

test("an undo goes to the import that it is about, also when another one is shown", async () => {
  await editor.goto(`${site.url}/newsroom/imports`);
  const imports = editor.getByRole("list", { name: "Imports" }).getByRole("listitem");
  await toggle("Unknown shortcodes").click();
  await rows("Unknown shortcodes").first().getByRole("button", { name: "Done: Harbour opens" }).click();
  await imports.first().getByText("4 left to do").waitFor();
  await imports.last().getByRole("link").click();
  await editor.getByRole("heading", { name: "Nothing is left to do" }).waitFor();
  await toast("Done: Harbour opens").getByRole("button", { name: "Undo" }).click();
  await imports.first().getByText("5 left to do").waitFor();
  await imports.last().getByText("Nothing left to do").waitFor();
  await tab("Open (0)").waitFor();
  assert.deepEqual(await kinds(), []);
  await imports.first().getByRole("link").click();
  await tab("Open (5)").waitFor();
  assert.deepEqual(editor.problems, []);
});

test("what cannot be fetched is said, and asked for again", async () => {
  await editor.route("**/api/v1/imports/*", (route) => route.fulfill({ status: 503, contentType: "application/problem+json", body: '{"type":"about:blank","title":"Unavailable","status":503}' }));
  await editor.goto(`${site.url}/newsroom/imports`);
  const failure = editor.getByRole("alert").filter({ has: editor.getByRole("button", { name: "Try again" }) });
  await failure.waitFor();
  await editor.unroute("**/api/v1/imports/*");
  await failure.getByRole("button").click();
  await editor.getByRole("heading", { name: "Hugo · the-old-paper" }).waitFor();
});

/** A WordPress export of one post with comments. */
function exportWithComments() {
  const comment = (id, author, words, more = "") =>
    `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${author}</wp:comment_author><wp:comment_author_url>https://dee.example/</wp:comment_author_url><wp:comment_date_gmt>2020-01-02 08:00:00</wp:comment_date_gmt>` +
    `<wp:comment_content>${words}</wp:comment_content><wp:comment_approved>1</wp:comment_approved>${more}</wp:comment>`;
  const many = Array.from({ length: 55 }, (_, number) => comment(100 + number, `Reader ${number}`, `Number ${number}.`));
  return `<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Site</title><link>https://paper.test</link><wp:wxr_version>1.2</wp:wxr_version>
<item><title>The quay</title><link>https://paper.test/quay/</link><guid>https://paper.test/?p=1</guid><content:encoded>Words.</content:encoded><wp:post_id>1</wp:post_id><wp:post_date_gmt>2020-01-01 10:00:00</wp:post_date_gmt>
<wp:status>publish</wp:status><wp:post_type>post</wp:post_type>${comment(21, "Dee", "Well said. " + "averylongword".repeat(20))}${comment(22, "مریم", "سلام، این with a few English words.", "<wp:comment_parent>21</wp:comment_parent>")}${many.join("")}</item></channel></rss>`;
}

test("comments of the old site stand below their story; an editor hides, shows and deletes them", async () => {
  const file = path.join(path.dirname(old), "export.xml");
  fs.writeFileSync(file, exportWithComments());
  await runImport(["wxr", file], 0);
  const reader = await newPage(browser, { viewport: { width: 360, height: 800 }, colorScheme: "dark" });
  await reader.goto(`${site.url}/quay/#comment-154`);
  // A link to a comment that is folded away opens what it is in.
  await eventually(() => reader.locator("#comment-154").isVisible());
  assert.equal(await reader.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  assert.equal(await reader.locator("#comment-22 .comment-body p").evaluate((one) => getComputedStyle(one).direction), "rtl");
  assert.equal(await reader.locator("#comment-22").evaluate((one) => getComputedStyle(one).direction), "ltr", "only its own words take its direction");
  await findsNothing(reader, "comments");
  if (shots) await reader.locator("#comments").screenshot({ path: path.join(shots, "comments.png") });
  const id = await reader.locator("article[data-story]").getAttribute("data-story");
  await editor.goto(`${site.url}/newsroom/stories/${id}`);
  await tab("Comments").click();
  await editor.getByText("57 shown, 0 hidden").waitFor();
  await findsNothing(editor, "comments in the newsroom");
  await paint("comments");
  const button = (name) => editor.getByRole("button", { name, exact: true });
  const shown = async () => (await reader.goto(`${site.url}/quay/`)) && reader.locator("#comment-21").count();
  await button("Hide the comment of Dee").click();
  await editor.getByText("56 shown, 1 hidden").waitFor();
  assert.equal(await shown(), 0);
  await toast("Readers do not see the comment any more.").getByRole("button", { name: "Undo" }).click();
  await editor.getByText("57 shown, 0 hidden").waitFor();
  assert.equal(await shown(), 1);
  await button("Delete the comment of Dee").click();
  await editor.getByRole("dialog").getByRole("button", { name: "Delete", exact: true }).click();
  await editor.getByText("56 shown, 0 hidden").waitFor();
  await eventually(async () => (await focused()) === "Comments");
  assert.equal(await shown(), 0);
  await button("Show more").click();
  await button("Hide the comment of Reader 54").waitFor();
  assert.deepEqual([...editor.problems, ...reader.problems], []);
  await reader.context().close();
});
