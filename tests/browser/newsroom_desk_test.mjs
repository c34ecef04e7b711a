// SPDX-License-Identifier: GPL-3.0-or-later
// Daily work at the desk: the keyboard on any layout, what is said while the network is gone, refused files in plain words, and times in the
// calendar of the reader, in English and Persian.
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, newPage, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each step is also painted into it
let browser;
let site;
let english;
let persian;

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_TIMEZONE: "Asia/Tehran" });
  for (const headline of ["The first story", "The second story", "The third story"]) {
    await site.api("POST", "/stories", { headline, language: "en", body: { format: "markdown", content: "The harbour was quiet. The harbour slept." } });
  }
  english = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
  persian = await signedIn(browser, site, "reza@example.org", { name: "Reza", role: "editor", options: { locale: "fa-IR" } });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

async function shoot(page, name) {
  if (shots) await page.screenshot({ path: path.join(shots, `desk-${name}.png`) });
}

const rows = (page, name) => page.getByRole("list", { name }).getByRole("listitem");
const saved = (page) => page.locator(".storybar .state.saved").waitFor();

/** Presses a key as a Persian keyboard does: the place of the key, with the letter that is printed on it. */
async function persianKey(page, code, key, modifiers = 0) {
  const session = await page.context().newCDPSession(page);
  await session.send("Input.dispatchKeyEvent", { type: "keyDown", code, key, text: modifiers & 2 ? "" : key, modifiers });
  await session.send("Input.dispatchKeyEvent", { type: "keyUp", code, key, modifiers });
  await session.detach();
}
const control = 2;
const shift = 8;

async function openStory(page, headline) {
  await page.goto(`${site.url}/newsroom/stories`);
  await page.getByRole("link", { name: headline }).first().click();
  await page.locator("#story-text").waitFor();
}

test("the sign-in page is ready to be typed into", async () => {
  const page = await newPage(browser);
  await page.goto(`${site.url}/newsroom/sign-in`);
  await page.getByLabel("Email address").waitFor();
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("type") === "email"));
  await page.context().close();
});

test("the list's keys work on a Persian keyboard", async () => {
  await persian.goto(`${site.url}/newsroom/stories`);
  await rows(persian, "مطالب").first().waitFor();
  const focused = () => persian.evaluate(() => document.activeElement?.textContent?.trim());
  await persianKey(persian, "KeyJ", "ت");
  await eventually(async () => (await focused()) === "The third story");
  await persianKey(persian, "KeyJ", "ت");
  await eventually(async () => (await focused()) === "The second story");
  await persianKey(persian, "KeyK", "ن");
  await eventually(async () => (await focused()) === "The third story");
  await persianKey(persian, "KeyX", "ط");
  await persian.getByRole("toolbar", { name: "مطالب انتخاب‌شده" }).getByText("۱ انتخاب‌شده").waitFor();
  await persian.keyboard.press("Escape");
  await persianKey(persian, "Slash", "؟", shift);
  await persian.getByRole("dialog", { name: "میان‌برهای صفحه‌کلید" }).getByText("مطلب بعدی").waitFor();
  await shoot(persian, "keys-fa");
  await persian.keyboard.press("Escape");
  assert.deepEqual(persian.problems, []);
});

test("every screen has the list of keys, and the story's has the editor's", async () => {
  await english.goto(`${site.url}/newsroom/media`);
  await english.getByRole("heading", { name: "Media", level: 1 }).waitFor();
  await english.keyboard.press("?");
  const keys = english.getByRole("dialog", { name: "Keyboard shortcuts" });
  await keys.getByText("Show this list", { exact: true }).waitFor();
  assert.equal(await keys.getByText("Next story").count(), 0);
  await english.keyboard.press("Escape");
  await openStory(english, "The first story");
  await english.locator("#story-text").click();
  await english.keyboard.press("Control+/");
  await keys.getByText("Bold", { exact: true }).waitFor();
  await keys.getByText("Save now").waitFor();
  await shoot(english, "keys-en");
  await findsNothing(english, "the list of keys");
  await english.keyboard.press("Escape");
});

test("Tab reaches the headline before the buttons, Ctrl+S saves, Ctrl+Enter asks before it publishes", async () => {
  await openStory(english, "The first story");
  const order = await english.evaluate(() => {
    const all = [...document.querySelectorAll("textarea.headline, .storybar button")];
    return all.map((one) => one.className.includes("headline"));
  });
  assert.equal(order[0], true, "the headline comes first");
  const bar = await english.locator(".storybar").boundingBox();
  assert.ok(bar.y < (await english.locator("textarea.headline").boundingBox()).y, "the bar is above it all the same");
  await english.locator("textarea.headline").fill("The first story, changed");
  await english.keyboard.press("Control+s");
  await saved(english);
  await english.keyboard.press("Control+s");
  await english.getByLabel("Messages").getByText("Saved", { exact: true }).waitFor();
  await english.keyboard.press("Control+Enter");
  const dialog = english.getByRole("dialog", { name: "Publish" });
  await dialog.getByRole("button", { name: "Publish", exact: true }).waitFor();
  await english.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal((await site.api("GET", "/stories?limit=10&status=published")).stories.length, 0, "nothing is published unasked");
  assert.deepEqual(english.problems, []);
});

test("Ctrl+S saves on a Persian keyboard too", async () => {
  await openStory(persian, "The second story");
  await saved(persian);
  await persianKey(persian, "KeyS", "س", control);
  await persian.getByLabel("پیام‌ها").getByText("ذخیره شد", { exact: true }).waitFor();
});

test("the find bar is in three lines at most beside the panel, and Escape closes it from its buttons", async () => {
  await openStory(english, "The third story");
  await english.locator("#story-text").click();
  await english.keyboard.press("Control+f");
  const bar = english.getByRole("search", { name: "Find and replace" });
  await bar.getByLabel("Find", { exact: true }).fill("harbour");
  await bar.getByText("1 of 2").waitFor();
  const wraps = await bar.evaluate((element) => [...element.querySelectorAll(".line")].filter((line) => line.getBoundingClientRect().height > 60).length);
  assert.equal(wraps, 0, "no line of the bar wraps");
  await shoot(english, "find");
  await bar.getByRole("button", { name: "Next", exact: true }).focus();
  await english.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
  await english.keyboard.press("Control+f");
  await bar.getByLabel("Find", { exact: true }).fill("harbour");
  await bar.getByRole("button", { name: "Replace all" }).click();
  await english.keyboard.press("Escape");
  await bar.waitFor({ state: "detached" });
});

test("offline, the bar and the story's own state say the same, in both languages", async () => {
  for (const [page, bar, state] of [
    [english, "Your story is kept on this computer and will be saved when the connection returns.", "Saved on this computer only"],
    [persian, "نوشتهٔ شما روی این رایانه نگه داشته می‌شود و پس از وصل شدن ذخیره خواهد شد.", "فعلاً فقط روی این رایانه ذخیره شده است"],
  ]) {
    await openStory(page, "The second story");
    await saved(page);
    await page.context().setOffline(true);
    await page.locator("#story-text").click();
    await page.keyboard.type("More words. ");
    await page.locator("main > .offline").getByText(bar).waitFor();
    await page.locator(".storybar .state.kept").getByText(state).waitFor();
    assert.doesNotMatch(await page.locator("main > .offline").innerText(), /not saved|cannot be saved|ذخیره نمی‌شود/);
    await shoot(page, `offline-${page === english ? "en" : "fa"}`);
    await page.context().setOffline(false);
    await saved(page);
    await page.locator("main > .offline").waitFor({ state: "detached" });
    await page.goto(`${site.url}/newsroom/stories`);
  }
});

const files = [
  { name: "photo.heic", buffer: Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic"), Buffer.alloc(64)]), mimeType: "image/heic" },
  { name: "drawing.svg", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'), mimeType: "image/svg+xml" },
  { name: "notes.txt", buffer: Buffer.from("Only words."), mimeType: "text/plain" },
  { name: "cut.png", buffer: png(300, 200, 3).subarray(0, 400), mimeType: "image/png" },
  { name: "named-wrong.jpg", buffer: png(320, 200, 4), mimeType: "image/jpeg" },
];
const refused = {
  en: { "photo.heic": "HEIC pictures cannot be used.", "drawing.svg": "SVG files cannot be used", "notes.txt": "This file type cannot be used. Use JPEG", "cut.png": "This picture is damaged" },
  fa: { "photo.heic": "تصویر HEIC قابل استفاده نیست.", "drawing.svg": "فایل SVG قابل استفاده نیست", "notes.txt": "این نوع فایل قابل استفاده نیست.", "cut.png": "این تصویر خراب است" },
};

test("refused files say why in the language of the interface, a PNG named .jpg is taken, and only what was uploaded is counted", async () => {
  for (const [page, language, count, some] of [[english, "en", "1 of 5 uploaded", "4 failed"], [persian, "fa", "۱ از ۵ بارگذاری شد", "۴ ناموفق"]]) {
    await page.goto(`${site.url}/newsroom/media`);
    await page.locator("input[type=file]").first().waitFor({ state: "attached" });
    await page.locator("input[type=file]").first().setInputFiles(files);
    const list = page.locator("section.card", { has: page.locator("li") });
    for (const [name, words] of Object.entries(refused[language])) await list.locator("li", { hasText: name }).getByText(words).waitFor();
    await list.locator("li.done", { hasText: "named-wrong.jpg" }).waitFor();
    await list.getByText(count).waitFor();
    await list.getByText(some).waitFor();
    await shoot(page, `refused-${language}`);
    await findsNothing(page, `refused files, ${language}`);
  }
});

test("a file above the limit is refused at once, and one with too many pixels by the number that is allowed", async () => {
  await english.goto(`${site.url}/newsroom/media`);
  const folder = fs.mkdtempSync(path.join(site.folder, "big-"));
  const big = path.join(folder, "big.png");
  fs.writeFileSync(big, Buffer.alloc(26 * 1024 * 1024 + 1));
  const wide = Buffer.from(png(2, 2, 5));
  wide.writeUInt32BE(20_000, 16);
  wide.writeUInt32BE(6_000, 20);
  const wideFile = path.join(folder, "wide.png");
  fs.writeFileSync(wideFile, wide);
  await english.locator("input[type=file]").first().setInputFiles([big, wideFile]);
  await english.locator("li", { hasText: "big.png" }).getByText("This file is larger than 25 MB.").waitFor();
  // The header's checksum is wrong as well; both answers say what is the matter with the file.
  await english.locator("li", { hasText: "wide.png" }).getByText(/more than 100 megapixels|is damaged/).waitFor();
});

test("the library shows the size of the picture that was uploaded", async () => {
  for (const [page, size, seed] of [[english, "1600 × 900", 41], [persian, "۱۶۰۰ × ۹۰۰", 42]]) {
    await page.goto(`${site.url}/newsroom/media`);
    await page.locator("input[type=file]").first().setInputFiles({ name: `wide-${seed}.png`, buffer: png(1600, 900, seed), mimeType: "image/png" });
    await page.locator("main").getByRole("button", { name: new RegExp(`wide-${seed}`) }).click();
    const dialog = page.getByRole("dialog", { name: `wide-${seed}.png` });
    await dialog.getByText(size).waitFor();
    await shoot(page, `original-${seed}`);
  }
});

test("what is uploaded in the chooser is chosen", async () => {
  await openStory(english, "The third story");
  await english.getByRole("button", { name: "Choose a picture" }).first().click();
  const dialog = english.getByRole("dialog", { name: "Choose a picture" });
  await dialog.locator("input[type=file]").setInputFiles({ name: "lead.png", buffer: png(400, 300, 6), mimeType: "image/png" });
  await dialog.waitFor({ state: "detached" });
  await eventually(async () => (await english.locator("#story-aside img").count()) === 1);
});

test("a time to publish is said in words, in the site's zone and the calendar of the reader", async () => {
  for (const [page, menu, schedule, label, day, words, zone] of [
    [english, "More actions", "Schedule", ["Date", "Time"], "21/3/2037", /Saturday,? 21 March 2037/, "Tehran (UTC+3:30)"],
    [persian, "عملیات بیشتر", "زمان‌بندی", ["تاریخ", "ساعت"], "۱۴۱۶/۱/۱", /جمعه ۱ فروردین ۱۴۱۶/, "UTC+3:30"],
  ]) {
    await openStory(page, "The third story");
    await page.locator(".storybar").getByRole("button", { name: menu }).click();
    await page.getByRole("menuitem", { name: schedule, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: schedule, exact: true });
    await dialog.getByLabel(label[0], { exact: true }).fill(day);
    await dialog.getByLabel(label[1], { exact: true }).fill("0:30");
    await eventually(async () => words.test(await dialog.locator(".words").innerText()));
    assert.match(await dialog.locator(".words").innerText(), /00:30|۰۰:۳۰/);
    assert.ok((await dialog.innerText()).includes(zone), await dialog.innerText());
    assert.doesNotMatch(await dialog.innerText(), /Asia\/Tehran/);
    await shoot(page, `schedule-${page === english ? "en" : "fa"}`);
    await page.keyboard.press("Escape");
  }
});

test("a day is chosen from a month of the reader's own calendar, by keys and by clicking", async () => {
  for (const [page, menu, schedule, choose, typed, first, month, next, after, digit] of [
    [english, "More actions", "Schedule", "Choose a date", "1/3/2037", "1 March 2037", "March 2037", "2 March 2037", "2 April 2037", "ArrowRight"],
    [persian, "عملیات بیشتر", "زمان‌بندی", "انتخاب تاریخ", "۱۴۱۶/۱/۱", "۱ فروردین ۱۴۱۶", "فروردین ۱۴۱۶", "۲ فروردین ۱۴۱۶", "۲ اردیبهشت ۱۴۱۶", "ArrowLeft"],
  ]) {
    await openStory(page, "The third story");
    await page.locator(".storybar").getByRole("button", { name: menu }).click();
    await page.getByRole("menuitem", { name: schedule, exact: true }).click();
    const dialog = page.getByRole("dialog", { name: schedule, exact: true });
    const field = dialog.locator("fieldset fieldset input").first();
    await field.fill(typed);
    await dialog.getByRole("button", { name: choose }).click();
    const focused = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
    await eventually(async () => (await focused())?.includes(first));
    await dialog.getByText(month, { exact: true }).waitFor();
    await findsNothing(page, "the month to choose a day from");
    await shoot(page, `month-${page === english ? "en" : "fa"}`);
    await page.keyboard.press(digit);
    await eventually(async () => (await focused())?.includes(next));
    await page.keyboard.press("PageDown");
    await eventually(async () => (await focused())?.includes(after));
    await page.keyboard.press("Shift+PageUp");
    await page.keyboard.press("Shift+PageDown");
    await eventually(async () => (await focused())?.includes(after));
    // Escape closes the month and not the dialog; Enter chooses.
    await page.keyboard.press("Escape");
    await dialog.getByRole("grid").waitFor({ state: "detached" });
    assert.ok(await dialog.isVisible());
    await page.keyboard.press("Enter");
    await eventually(async () => (await focused())?.includes(first));
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Enter");
    await eventually(async () => (await dialog.locator(".words").innerText()).includes(after.replace(/^./, first[0])));
    // What is no date is said.
    await field.fill("99/99/99");
    await field.blur();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    assert.ok(await dialog.locator("button[type=submit]").isDisabled());
    await page.keyboard.press("Escape");
  }
  assert.deepEqual(english.problems, []);
  assert.deepEqual(persian.problems, []);
});

test("selects are as tall as inputs in Persian, and redirects are written from left to right", async () => {
  await persian.goto(`${site.url}/newsroom/stories`);
  await rows(persian, "مطالب").first().waitFor();
  const heights = await persian.locator(".filters").evaluate((filters) => [...filters.querySelectorAll("input, select")].map((one) => Math.round(one.getBoundingClientRect().height)));
  assert.equal(new Set(heights).size, 1, heights.join(", "));
  await english.goto(`${site.url}/newsroom/settings?tab=redirects`);
  await english.getByRole("tab", { name: "Redirects" }).click();
  await english.getByRole("button", { name: "Add several" }).click();
  const lines = english.getByRole("dialog").locator("textarea");
  await lines.fill("/قدیم /latest");
  assert.equal(await lines.evaluate((one) => getComputedStyle(one).direction), "ltr");
  await english.keyboard.press("Escape");
});
