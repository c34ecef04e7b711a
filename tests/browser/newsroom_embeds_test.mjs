// SPDX-License-Identifier: GPL-3.0-or-later
// Embeds in the editor, in a real browser: what an address becomes, what is said about it, and that nothing foreign is ever loaded.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
let browser;
let site;
let people = 0;

before(async () => {
  browser = await launch();
  site = await Site.start();
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** A colleague with the text of a new story open; `page.foreign` are the addresses of other sites that their browser asked for. */
async function writer(options = {}) {
  const page = await signedIn(browser, site, `writer${++people}@example.org`, { name: `Writer ${people}`, role: "editor", options });
  page.foreign = [];
  await page.context().route((url) => url.origin !== site.url && url.protocol.startsWith("http"), (route) => {
    page.foreign.push(route.request().url());
    return route.abort();
  });
  const { id } = await site.api("POST", "/stories", { headline: "With films", body: { format: "markdown", content: "Before." } });
  page.story = id;
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  return page;
}

async function paste(page, text) {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    document.querySelector("#story-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

const blocksOf = async (page) => {
  await page.locator(".storybar .state.saved").waitFor();
  const kept = await site.api("GET", `/stories/${page.story}/draft`).catch(() => site.api("GET", `/stories/${page.story}`));
  return kept.body.content.blocks;
};
const embeds = (page) => page.locator("#story-text .embed");
const paint = async (page, name) => shots && page.screenshot({ path: path.join(shots, `newsroom-embeds-${name}.png`), fullPage: true });

for (const [language, locale, words] of [
  ["English", "en-GB", { as: "YouTube · Video", made: "Embedded: YouTube · Video. Undo makes it text again.", caption: "Seen from the bridge" }],
  ["Persian", "fa-IR", { as: "ویدئو · یوتیوب", made: "محتوای بیرونی افزوده شد: ویدئو · یوتیوب. با «واگرد» دوباره متن می‌شود.", caption: "از روی پل" }],
]) {
  test(`in ${language}: an address becomes a card by Enter and by pasting, is said, and is text again by Undo`, async () => {
    const page = await writer({ locale, viewport: language === "Persian" ? { width: 390, height: 844 } : { width: 1400, height: 900 } });
    await page.keyboard.press("Enter");
    await page.keyboard.type(film);
    await page.keyboard.press("Enter");
    await embeds(page).waitFor();
    assert.equal(await embeds(page).locator(".provider").innerText(), words.as);
    assert.equal(await embeds(page).locator(".address").innerText(), film);
    await eventually(async () => (await page.locator("[aria-live], [role=status]").allInnerTexts()).some((said) => said.includes(words.made)));
    await page.keyboard.press("Control+z");
    await embeds(page).waitFor({ state: "detached" });
    assert.match(await page.locator("#story-text").innerText(), /watch\?v=dQw4w9WgXcQ/);
    await page.keyboard.press("Control+Shift+z");
    await embeds(page).waitFor();
    await paste(page, "https://t.me/durov/342");
    await eventually(async () => (await embeds(page).count()) === 2);
    await embeds(page).first().locator(".lines").click();
    await page.keyboard.type(words.caption);
    await eventually(async () => JSON.stringify(await blocksOf(page)).includes(words.caption));
    const [, one, two] = await blocksOf(page);
    assert.deepEqual(one, { type: "embed", provider: "youtube", url: film, caption: [{ text: words.caption }] });
    assert.deepEqual(two, { type: "embed", provider: "telegram", url: "https://t.me/durov/342" });
    await paint(page, language);
    await findsNothing(page, `the editor in ${language}`);
    assert.equal(await page.locator("iframe").count(), 0);
    assert.deepEqual(page.foreign, []);
    await page.context().close();
  });
}

test("a card is selected by a click, arrows pass it, Delete removes it", async () => {
  const page = await writer();
  await page.keyboard.press("Enter");
  await paste(page, film);
  await embeds(page).waitFor();
  await page.keyboard.type("After.");
  await embeds(page).locator(".about").click();
  assert.equal(await embeds(page).evaluate((card) => card.classList.contains("selected")), true);
  await page.keyboard.press("ArrowUp");
  assert.equal(await embeds(page).evaluate((card) => card.classList.contains("selected")), false);
  await page.keyboard.press("End");
  await page.keyboard.type(" More.");
  assert.deepEqual((await page.locator("#story-text > p").allInnerTexts()).map((line) => line.trim()), ["Before. More.", "After."]);
  for (const times of [2, 3, 1]) {
    await embeds(page).locator(".about").click({ clickCount: times });
    assert.equal(await embeds(page).evaluate((card) => card.classList.contains("selected")), true, `${times} clicks`);
    if (times > 1) await page.keyboard.press("ArrowUp");
  }
  await page.keyboard.press("Delete");
  await embeds(page).waitFor({ state: "detached" });
  assert.deepEqual(await page.locator("#story-text > p").allInnerTexts(), ["Before. More.", "After."]);
  await page.context().close();
});

test("the dialog says what an address is, and takes any page as a card with its host", async () => {
  const page = await writer();
  await page.keyboard.press("Enter");
  await page.keyboard.type("/embed");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const said = dialog.getByRole("status");
  await dialog.getByLabel("URL").fill("https://mastodon.social/@Gargron/109254208668258721");
  assert.match(await said.innerText(), /Mastodon · Post\s+Readers see a card with a button\. Nothing is loaded from Mastodon before they press it\./);
  await dialog.getByLabel("URL").fill("https://x.com/jack/status/20");
  assert.match(await said.innerText(), /X · Post\s+Readers see a card with a link\./);
  await dialog.getByLabel("URL").fill("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ");
  assert.match(await said.innerText(), /youtube\.com\.example\.org\s+Readers see a card with a link\./);
  await dialog.getByLabel("URL").fill("javascript:alert(1)");
  assert.equal(await said.innerText(), "");
  await dialog.getByRole("button", { name: "Apply" }).click();
  assert.match(await dialog.innerText(), /This is not a URL/);
  await dialog.getByLabel("URL").fill("www.example.org/report");
  assert.doesNotMatch(await dialog.innerText(), /This is not a URL/);
  await dialog.getByLabel("Title").fill("The report");
  await findsNothing(page, "the dialog");
  await paint(page, "dialog");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await embeds(page).waitFor();
  assert.equal(await embeds(page).locator(".provider").innerText(), "example.org");
  assert.equal(await embeds(page).locator("strong").innerText(), "The report");
  const [, block] = await blocksOf(page);
  assert.deepEqual(block, { type: "embed", provider: "web", url: "https://www.example.org/report", title: "The report" });
  assert.deepEqual(page.foreign, []);
  await page.context().close();
});
