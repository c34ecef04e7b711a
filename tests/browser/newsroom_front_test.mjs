// SPDX-License-Identifier: GPL-3.0-or-later
// The front page is put in order by hand: by mouse and by keyboard, previewed, published as a whole; two people at once learn of each other.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

let browser;
let site;
let ann;
let ben;
const names = ["Ferry", "Market", "Bridge", "School", "Tower", "Garden"];

before(async () => {
  browser = await launch();
  site = await Site.start({ LISTS_PAGE_LENGTH: "5" });
  await site.api("PUT", "/sections/city", { name: "City" });
  for (const name of names) await site.publish({ headline: `The ${name} story`, section: "city", body: { format: "markdown", content: "Text." } });
  ann = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  ben = await signedIn(browser, site, "ben@example.org", { name: "Ben Ode", role: "editor" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

/** Kept where somebody wants to look at what the screens show. */
const picture = async (page, name) => {
  const folder = process.env.STOPPRESS_SCREENSHOTS;
  if (folder) {
    fs.mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  }
};
const page = async (address) => (await site.get(address)).text;
/** The stories of readers' front page, in order. */
const readers = async (html) => [...(html ?? (await page("/"))).split('<aside class="boxes"')[0].matchAll(/<h2><a href="[^"]*">(?:The )?(.*?)(?: story)?<\/a>/g)].map(([, name]) => name);
const open = async (who) => {
  await who.goto(`${site.url}/newsroom/front`);
  await who.getByRole("heading", { level: 1, name: "Front page" }).waitFor();
  await who.locator("ol.list > li").first().waitFor();
};
/** The stories of the newsroom's list, in order; a star: pinned. */
const listed = (who) =>
  who.locator("ol.list > li").evaluateAll((rows) => rows.map((row) => row.querySelector(".headline").textContent.replace(/^The | story$/g, "").trim() + (row.querySelector(".pinned") ? "*" : "")));
const handle = (who, name) => who.getByRole("button", { name: new RegExp(`^Move The ${name} story`) });
const publish = async (who) => {
  await who.getByRole("button", { name: "Publish front page" }).click();
  await who.getByText("The front page is published.").first().waitFor();
};
const heard = (who, words) => eventually(async () => (await who.locator("[aria-live]").allInnerTexts()).some((text) => words.test(text)));

test("a story is dragged to the top and is the lead once that is published", async () => {
  await open(ann);
  assert.deepEqual(await listed(ann), ["Garden", "Tower", "School", "Bridge", "Market"]);
  await handle(ann, "Bridge").dragTo(handle(ann, "Garden"));
  assert.deepEqual(await listed(ann), ["Bridge*", "Garden", "Tower", "School", "Market"]);
  assert.deepEqual((await readers())[0], "Garden", "readers see nothing of it yet");
  await picture(ann, "front-desktop-en");
  await publish(ann);
  assert.deepEqual(await readers(), ["Bridge", "Garden", "Tower", "School", "Market"]);
  assert.deepEqual(ann.problems, []);
});

test("by keyboard a story is moved, pinned and let go, and each is said", async () => {
  await open(ann);
  await handle(ann, "School").focus();
  await ann.keyboard.press("ArrowUp");
  await heard(ann, /The School story is now at place 3\./);
  await eventually(() => handle(ann, "School").evaluate((element) => element === document.activeElement));
  await ann.keyboard.press("Home");
  await heard(ann, /The School story is now the lead\./);
  assert.deepEqual(await listed(ann), ["School*", "Bridge*", "Garden", "Tower", "Market"]);
  await ann.getByRole("button", { name: "Pin The Market story here" }).focus();
  await ann.keyboard.press("Enter");
  await heard(ann, /The Market story is now at place 5\./);
  await ann.getByRole("button", { name: "Remove the pin of The Bridge story" }).focus();
  await ann.keyboard.press("Space");
  await heard(ann, /The Bridge story is placed automatically again\./);
  assert.deepEqual(await listed(ann), ["School*", "Garden", "Tower", "Bridge", "Market*"]);
  await publish(ann);
  assert.deepEqual(await readers(), ["School", "Garden", "Tower", "Bridge", "Market"]);
  await site.publish({ headline: "The Harbour story", section: "city", body: { format: "markdown", content: "Text." } });
  assert.deepEqual(await readers(), ["School", "Harbour", "Garden", "Tower", "Market"], "what is new finds its place among the pinned");
});

test("a place has its own words and end, and is previewed before it is published", async () => {
  await open(ann);
  await ann.getByRole("button", { name: "Edit The School story on the front page" }).click();
  const dialog = ann.getByRole("dialog", { name: "On the front page" });
  await dialog.getByLabel("Kicker").fill("Live");
  await dialog.getByLabel("Short headline").fill("School opens");
  const until = dialog.getByRole("group", { name: "Pinned until" });
  await until.getByLabel("Date", { exact: true }).fill("1/1/2020");
  await dialog.getByText("This time has passed.").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Apply" }).isDisabled());
  await until.getByLabel("Date", { exact: true }).fill("1/1/2099");
  await until.getByLabel("Time", { exact: true }).fill("10:00");
  // Another picture, of which a part is shown; then the story's own again.
  await dialog.getByRole("button", { name: "Choose another picture" }).click();
  await ann.getByRole("dialog", { name: "Choose a picture" }).locator("input[type=file]").setInputFiles({ name: "school.png", buffer: png(600, 400, 61), mimeType: "image/png" });
  const own = dialog.locator("fieldset img");
  await own.waitFor();
  const uncropped = await own.getAttribute("src");
  await dialog.getByRole("button", { name: "Crop", exact: true }).click();
  const crop = ann.getByRole("dialog", { name: "Crop picture" });
  await crop.getByLabel("Shape").selectOption("1:1");
  await crop.getByRole("button", { name: "Crop", exact: true }).click();
  await eventually(async () => (await own.getAttribute("src")) !== uncropped);
  await findsNothing(ann, "the dialog of a place");
  await dialog.getByRole("button", { name: "Use the story's own" }).click();
  await dialog.getByRole("button", { name: "Apply" }).click();
  await ann.getByText(/Pinned until 1 Jan 2099/).waitFor();
  await ann.getByRole("button", { name: "Preview" }).click();
  const frame = ann.frameLocator('iframe[name="front-preview"]');
  await frame.locator("article.lead").getByText("School opens").waitFor();
  await frame.getByText("Preview, not published").waitFor();
  await picture(ann, "front-preview-en");
  await findsNothing(ann, "the preview");
  await ann.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  assert.doesNotMatch(await page("/"), /School opens/);
  await publish(ann);
  const html = await page("/");
  assert.match(html, /<p class="kicker">Live<\/p>\s*<h2><a href="[^"]*">School opens<\/a>/);
  assert.doesNotMatch(await page("/latest"), /School opens/);
  assert.deepEqual(ann.problems, []);
});

test("a published story is found and placed below the lead", async () => {
  await open(ann);
  await ann.getByRole("button", { name: "Add a story" }).click();
  const dialog = ann.getByRole("dialog", { name: "Add a story" });
  await dialog.getByLabel("Search published stories").fill("ferry");
  await dialog.getByText("The Ferry story").waitFor();
  await eventually(async () => (await dialog.locator("li").count()) === 1);
  await findsNothing(ann, "the search");
  await dialog.getByRole("button", { name: "Below the lead: The Ferry story" }).click();
  await heard(ann, /The Ferry story is now at place 2\./);
  await publish(ann);
  assert.deepEqual((await readers()).slice(0, 2), ["School opens", "Ferry"]);
});

test("the breaking line is on every page with its link, and goes when it is removed", async () => {
  await open(ann);
  await ann.getByRole("button", { name: "Add a line" }).click();
  assert.ok(await ann.getByRole("button", { name: "Publish front page" }).isDisabled(), "an empty line is none");
  const section = ann.getByRole("region", { name: "Breaking line" });
  await section.getByLabel("Text").fill("The tower is closed");
  await section.getByText("141 characters left").waitFor();
  await section.getByRole("button", { name: "Link to a story" }).click();
  const dialog = ann.getByRole("dialog", { name: "Link to a story" });
  await dialog.getByLabel("Search published stories").fill("tower");
  await dialog.getByRole("button", { name: "Link to The Tower story" }).click();
  await section.getByText("The Tower story").waitFor();
  await picture(ann, "front-line-en");
  await findsNothing(ann, "the screen with a line");
  await publish(ann);
  const tower = (await site.api("GET", "/stories?q=tower&status=published")).stories[0];
  for (const address of ["/", "/latest", tower.url]) {
    assert.match(await page(address), new RegExp(`<aside class="breaking"[\\s\\S]*href="${tower.url}"[^>]*>The tower is closed</a>`));
  }
  for (const [colours, width] of [["light", 390], ["dark", 1280]]) {
    const reader = await browser.newPage({ viewport: { width, height: 800 }, colorScheme: colours });
    await reader.goto(`${site.url}/`);
    await reader.getByRole("complementary", { name: "Breaking" }).getByRole("link", { name: "The tower is closed" }).waitFor();
    await picture(reader, `readers-${width}-${colours}`);
    await findsNothing(reader, `readers' front page, ${colours}`);
    await reader.close();
  }
  await section.getByRole("button", { name: "Remove the line" }).click();
  await publish(ann);
  assert.doesNotMatch(await page("/latest"), /The tower is closed/);
});

test("of two people the second sees what the first has published, and nothing is replaced unasked", async () => {
  await open(ann);
  await open(ben);
  await handle(ann, "Tower").focus();
  await ann.keyboard.press("Home");
  await publish(ann);
  await handle(ben, "Garden").focus();
  await ben.keyboard.press("Home");
  await ben.getByRole("button", { name: "Publish front page" }).click();
  const dialog = ben.getByRole("dialog", { name: "The front page was changed" });
  await dialog.getByText(/^Ann Lee changed the front page at/).waitFor();
  const row = dialog.getByRole("row", { name: /The Tower story/ });
  assert.deepEqual((await row.getByRole("cell").allInnerTexts()).map((text) => text.trim()), ["Placed automatically", "Lead"]);
  await picture(ben, "front-conflict-en");
  await findsNothing(ben, "the conflict");
  assert.equal((await readers())[0], "Tower");
  await ann.getByRole("button", { name: "Remove the pin of The Tower story" }).click();
  await dialog.getByRole("button", { name: "Continue with mine" }).click();
  await publish(ben);
  assert.equal((await readers())[0], "Garden");
  // The other one hears of it without publishing; what was changed here stays until it is decided.
  await ann.evaluate(() => globalThis.dispatchEvent(new Event("focus")));
  await ann.getByText(/Ben Ode changed the front page at/).waitFor();
  await ann.getByRole("button", { name: "Compare" }).click();
  await ann.getByRole("dialog").getByRole("button", { name: "Use the published one" }).click();
  assert.equal((await listed(ann))[0], "Garden*");
  assert.ok(await ann.getByRole("button", { name: "Publish front page" }).isDisabled());
  assert.deepEqual(ben.problems, []);
});

test("what is not published yet is still there after a look at another screen", async () => {
  await open(ann);
  await handle(ann, "Harbour").focus();
  await ann.keyboard.press("Home");
  const before = await listed(ann);
  assert.equal(before[0], "Harbour*");
  await ann.locator("nav#nav").getByRole("link", { name: "Media" }).click();
  await ann.getByRole("heading", { level: 1, name: "Media" }).waitFor();
  await ann.locator("nav#nav").getByRole("link", { name: "Front page" }).click();
  await ann.locator("ol.list > li").first().waitFor();
  assert.deepEqual(await listed(ann), before);
  await ann.getByRole("button", { name: "Discard changes" }).click();
  await ann.getByRole("dialog").getByRole("button", { name: "Discard changes" }).click();
  await eventually(async () => (await listed(ann))[0] === "Garden*");
  assert.ok(await ann.getByRole("button", { name: "Publish front page" }).isDisabled());
});

test("in Persian, on a phone, the same is done by buttons", async () => {
  const phone = await signedIn(browser, site, "mina@example.org", { name: "Mina", role: "editor", options: { viewport: { width: 390, height: 800 }, hasTouch: true, colorScheme: "dark" } });
  await phone.evaluate(() => localStorage.setItem("stoppress.language", "fa"));
  await phone.goto(`${site.url}/newsroom/front`);
  await phone.getByRole("heading", { level: 1, name: "صفحهٔ نخست" }).waitFor();
  await phone.locator("ol.list > li").first().waitFor();
  const before = await listed(phone);
  await phone.getByRole("button", { name: /بالا بردن/ }).nth(1).tap();
  await eventually(async () => (await listed(phone))[0] === `${before[1].replace("*", "")}*`);
  await picture(phone, "front-phone-fa-dark");
  await findsNothing(phone, "in Persian on a phone");
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is cut off");
  await phone.getByRole("button", { name: "انتشار صفحهٔ نخست" }).tap();
  await phone.getByText("صفحهٔ نخست منتشر شد.").first().waitFor();
  assert.equal((await readers())[0], before[1].replace("*", ""));
  assert.deepEqual(phone.problems, []);
});

test("a reporter has no front page to edit", async () => {
  const reporter = await signedIn(browser, site, "rae@example.org", { name: "Rae", role: "reporter" });
  assert.equal(await reporter.locator("nav#nav").getByText("Front page").count(), 0);
});
