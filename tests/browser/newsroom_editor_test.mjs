// SPDX-License-Identifier: GPL-3.0-or-later
// The story editor in a real browser: what is typed, pasted and chosen becomes the document it should be, and nothing that was typed
// more than two seconds before is lost, whatever is killed.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { password, signedIn } from "./support/newsroom.mjs";
import { Site, eventually, sleep } from "./support/site.mjs";

let browser;
let site;
let people = 0;

before(async () => {
  browser = await launch();
  site = await Site.start();
  await site.api("PUT", "/sections/city", { name: "City" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A browser of its own in which a new colleague is signed in. */
async function colleague(role = "editor") {
  const email = `person${++people}@example.org`;
  const link = execFileSync(process.env.STOPPRESS_BINARY, ["user", "add", email, "--name", `Person ${people}`, "--role", role, "--site", site.folder], {
    encoding: "utf8",
    env: { ...process.env, STOPPRESS_SITE_URL: site.url },
  }).trim();
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  const status = await page.evaluate(
    async (secret) => (await fetch("/api/v1/session/link", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ link: secret }) })).status,
    new URL(link).hash.slice(1),
  );
  assert.equal(status, 200);
  return { context, page, email };
}

async function open(page, id) {
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  await page.locator("#story-text").waitFor();
}

const newStory = () => site.api("POST", "/stories", { headline: "Bridge reopens", section: "city", body: { format: "markdown", content: "It opened." } });
const draftOf = (id) => site.api("GET", `/stories/${id}/draft`);
/** What is kept of the story: its draft of changes, or the story itself where the first save held all that was typed. */
const keptOf = (id) => draftOf(id).catch(() => site.api("GET", `/stories/${id}`));
const textOf = (content) => (content ?? []).map((run) => run.text ?? "").join("");
const bodyText = (body) => body.content.blocks.map((block) => textOf(block.content)).join("\n");
const saved = (page) => page.locator(".storybar .state.saved").waitFor();

/** Types numbered words until `seconds` are over; answers when each was typed. */
async function typeWords(page, seconds, first = 1) {
  const typed = [];
  const end = Date.now() + seconds * 1000;
  for (let n = first; Date.now() < end; ++n) {
    await page.keyboard.type(` w${n}`);
    typed.push({ word: `w${n}`, at: Date.now() });
    await sleep(40);
  }
  return typed;
}

/**
 * Waits for what another tab typed. The page shows it by itself, or offers it where the browser still counts that tab as open; and a tab that
 * was closed as the network came back may have saved it.
 */
async function takeUp(page, typed) {
  const offered = page.getByRole("button", { name: "Restore" });
  await eventually(async () => {
    if (await offered.isVisible()) await offered.click();
    return (await page.locator("#story-text").innerText()).includes(typed[0].word);
  });
}

function assertKept(text, typed, killedAt, what) {
  const words = new Set(text.split(/\s+/));
  const lost = typed.filter(({ word, at }) => at < killedAt - 2000 && !words.has(word));
  assert.deepEqual(lost, [], `${what}: words older than two seconds are lost`);
  assert.ok(typed.some(({ at }) => at < killedAt - 2000), "something was typed more than two seconds before");
}

test("a story is written with the keyboard alone: headline, standfirst, Markdown, the slash menu, a table and a footnote", async () => {
  const { context, page } = await colleague();
  await page.goto(`${site.url}/newsroom/stories/new`);
  await page.locator("textarea.headline").waitFor();
  await page.locator("#story-text").waitFor();
  await page.keyboard.type("Trams to the north");
  await page.keyboard.press("Enter");
  await page.keyboard.type("A vote on Monday.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("## Who pays\nNobody **really** knows");
  await page.keyboard.press("Control+Alt+f");
  await page.keyboard.type("Council paper 114.");
  await page.keyboard.press("Control+Alt+n");
  await page.keyboard.type(".");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/pull");
  await page.getByRole("option", { name: "Pull quote" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("Twenty years.\n\n/tab");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Line");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Cost");
  await saved(page);
  const id = Number(/stories\/(\d+)$/.exec(page.url())?.[1]);
  assert.ok(id > 0, page.url());
  const { headline, standfirst, body } = await eventually(() => keptOf(id).then((draft) => JSON.stringify(draft.body).includes("Cost") && draft));
  assert.equal(headline, "Trams to the north");
  assert.equal(standfirst, "A vote on Monday.");
  assert.deepEqual(body.content, {
    blocks: [
      { type: "heading", level: 2, content: [{ text: "Who pays" }] },
      { type: "paragraph", content: [{ text: "Nobody " }, { text: "really", marks: ["strong"] }, { text: " knows" }, { footnote: 1 }, { text: "." }] },
      { type: "quote", pull: true, blocks: [{ type: "paragraph", content: [{ text: "Twenty years." }] }] },
      { type: "table", alignments: ["none", "none", "none"], header: [[{ text: "Line" }], [{ text: "Cost" }], []], rows: [] },
    ],
    footnotes: [[{ type: "paragraph", content: [{ text: "Council paper 114." }] }]],
  });
  await context.close();
});

test("what is pasted from a word processor is reduced to the model", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/html", `<html><body><!--StartFragment--><p class=MsoNormal style='color:red'>The <b>vote</b><o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·&nbsp;</span>One<o:p></o:p></p><img src="file:///C:/x.png"><script>window.hacked = true</script><!--EndFragment--></body></html>`);
    data.setData("text/plain", "The vote\nOne");
    document.querySelector("#story-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await saved(page);
  const { body } = await eventually(() => draftOf(id).catch(() => null));
  assert.deepEqual(body.content.blocks.slice(1), [
    { type: "paragraph", content: [{ text: "The " }, { text: "vote", marks: ["strong"] }] },
    { type: "list", items: [[{ type: "paragraph", content: [{ text: "One" }] }]] },
  ]);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  await context.close();
});

test("a story and a paragraph in it run from right to left", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("سلام دنیا");
  await page.keyboard.press("Control+Alt+d");
  await saved(page);
  const { body } = await eventually(() => keptOf(id).then((draft) => JSON.stringify(draft.body).includes("rtl") && draft).catch(() => null));
  assert.deepEqual(body.content.blocks[1], { type: "paragraph", direction: "rtl", content: [{ text: "سلام دنیا" }] });
  await page.getByLabel("Language", { exact: true }).last().selectOption("fa");
  assert.equal(await page.locator("#story-text").getAttribute("dir"), "rtl");
  await eventually(() => keptOf(id).then((draft) => draft.language === "fa"));
  await context.close();
});

test("a tab that is killed while somebody types loses nothing older than two seconds", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  const typed = await typeWords(page, 5);
  const killedAt = Date.now();
  const session = await context.newCDPSession(page);
  session.send("Page.crash").catch(() => {});
  await new Promise((resolve) => page.once("crash", resolve));
  const again = await context.newPage();
  await open(again, id);
  assertKept(await again.locator("#story-text").innerText(), typed, killedAt, "after the tab was killed");
  await saved(again);
  assertKept(bodyText((await draftOf(id)).body), typed, killedAt, "on the server");
  await context.close();
});

test("a server that is killed while somebody types loses nothing, and the page says what is true", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  const before_ = await typeWords(page, 4);
  const killedAt = Date.now();
  const ended = new Promise((resolve) => site.process.once("exit", resolve));
  site.process.kill("SIGKILL");
  await ended;
  const during = await typeWords(page, 3, 1000);
  await page.locator(".storybar .state.kept").waitFor();
  assert.match(await page.locator(".storybar .state").innerText(), /Saved on this computer only/);
  await site.serve(new URL(site.url).host);
  const stood = bodyText((await draftOf(id)).body);
  assertKept(stood, before_, killedAt, "the server's own copy after its restart");
  await saved(page);
  const words = new Set(bodyText((await draftOf(id)).body).split(/\s+/));
  for (const { word } of [...before_, ...during]) assert.ok(words.has(word), `${word} is lost`);
  await context.close();
});

test("a network that is gone, and a tab closed without it, lose nothing", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" before");
  await saved(page);
  await context.setOffline(true);
  const typed = await typeWords(page, 4);
  const killedAt = Date.now();
  await page.locator(".storybar .state.kept").waitFor();
  await page.close();
  await context.setOffline(false);
  const again = await context.newPage();
  await open(again, id);
  await takeUp(again, typed);
  assertKept(await again.locator("#story-text").innerText(), typed, killedAt, "after the network was gone");
  await saved(again);
  assertKept(bodyText((await draftOf(id)).body), typed, killedAt, "on the server");
  await context.close();
});

test("two people change one story: both versions are shown, and no word of either is lost", async () => {
  const [one, two] = [await colleague(), await colleague()];
  const { id } = await newStory();
  await open(one.page, id);
  await open(two.page, id);
  for (const { page } of [one, two]) {
    await page.locator("#story-text").click();
    await page.keyboard.press("Control+End");
  }
  // What two writes is on its way while one saves.
  const address = `**/api/v1/stories/${id}/draft`;
  await two.page.route(address, (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  await two.page.keyboard.type(" Said by two.");
  await one.page.keyboard.type(" Said by one.");
  await saved(one.page);
  await eventually(() => draftOf(id).then((draft) => bodyText(draft.body).includes("Said by one")));
  await two.page.unroute(address);
  // Nothing takes the keys away from whoever is typing.
  await two.page.getByRole("button", { name: "Compare" }).waitFor();
  await two.page.keyboard.type(" And more.");
  await two.page.getByRole("button", { name: "Compare" }).click();
  const dialog = two.page.getByRole("dialog");
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /Said by one[\s\S]*Said by two|Said by two[\s\S]*Said by one/);
  await dialog.getByRole("button", { name: "Keep this version" }).click();
  const text = await eventually(() => draftOf(id).then((draft) => bodyText(draft.body).includes("Said by two") && bodyText(draft.body)));
  assert.match(text, /Said by one/);
  assert.match(text, /Said by two\. And more\./);
  await saved(two.page);
  await one.context.close();
  await two.context.close();
});

test("a closed tab's text and the text here changed the same words: both are shown, and neither is lost", async () => {
  const { context, page: closed } = await colleague();
  const { id } = await newStory();
  await open(closed, id);
  await closed.route(`**/api/v1/stories/${id}/draft`, (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  await closed.locator("#story-text").click();
  await closed.keyboard.press("Control+End");
  await closed.keyboard.type(" Crowds came early.");
  await closed.locator(".storybar .state.kept").waitFor();
  const page = await context.newPage();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" Nobody came.");
  await saved(page);
  await closed.close();
  await page.getByRole("button", { name: "Restore" }).click();
  const dialog = page.getByRole("dialog", { name: "Two versions of this story" });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /Closed tab/);
  await dialog.getByRole("button", { name: "Decide later" }).click();
  await page.getByRole("button", { name: "Restore" }).waitFor();
  await page.getByRole("button", { name: "Compare" }).click();
  assert.match(await dialog.innerText(), /Nobody came\.[^]*Crowds came early\./);
  await dialog.getByRole("radio", { name: "Both" }).check();
  await dialog.getByRole("button", { name: "Keep this version" }).click();
  await dialog.waitFor({ state: "detached" });
  await eventually(async () => {
    const text = bodyText((await keptOf(id)).body);
    return text.includes("Nobody came.") && text.includes("Crowds came early.");
  });
  await saved(page);
  await page.reload();
  await page.locator("#story-text").waitFor();
  assert.equal(await page.getByRole("button", { name: "Restore" }).count(), 0, "what was taken up is not offered again");
  await context.close();
});

test("a session that ends while somebody writes loses nothing: it is saved after signing in again", async () => {
  const page = await signedIn(browser, site, "cleo@example.org", { name: "Cleo", role: "editor" });
  const { id } = await newStory();
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.context().clearCookies();
  await page.keyboard.type(" written without a session");
  await page.getByRole("dialog").locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await eventually(() => draftOf(id).then((draft) => bodyText(draft.body).includes("written without a session")).catch(() => false));
  await saved(page);
  await page.context().close();
});

/** Makes the stored body of a story unreadable, as a damaged disk or a newer program would, while the site is stopped. */
async function damage(id) {
  const ended = new Promise((resolve) => site.process.on("exit", resolve));
  site.process.kill("SIGTERM");
  await ended;
  const statement = `UPDATE revision SET body = '{"blocks":[{"type":"of-the-future"}]}' WHERE story_id = ${Number(id)}`;
  execFileSync("python3", ["-c", "import sqlite3, sys; base = sqlite3.connect(sys.argv[1]); base.execute(sys.argv[2]); base.commit(); base.close()", `${site.folder}/stoppress.db`, statement]);
  await site.serve(new URL(site.url).host);
}

test("a stored text that cannot be read is said to be so, its headline is there, and it can be written again", async () => {
  const { context, page } = await colleague();
  const { id } = await newStory();
  await damage(id);
  const notice = page.getByRole("status").filter({ hasText: "The saved text of this story cannot be read." });
  await open(page, id);
  await notice.waitFor();
  assert.equal(await page.locator("textarea.headline").inputValue(), "Bridge reopens");
  assert.equal((await page.locator("#story-text").innerText()).trim(), "");
  assert.equal((await site.api("GET", `/stories/${id}`)).body_unreadable, true, "opening it replaces nothing");
  await page.locator("#story-text").click();
  await page.keyboard.type("Written again.");
  await saved(page);
  assert.match(bodyText((await keptOf(id)).body), /Written again/);
  await open(page, id);
  assert.match(await page.locator("#story-text").innerText(), /Written again/);
  await context.close();
});
