// SPDX-License-Identifier: GPL-3.0-or-later
// The screens around the editor: the list of stories by mouse and by keyboard, filing, both languages, light and dark, from 360 pixels on,
// and nothing on any of them that axe finds.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, newPage, password, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each screen is also painted into it
const count = 130;
let browser;
let site;
let editor;

before(async () => {
  browser = await launch();
  site = await Site.start({ SITE_TIMEZONE: "Europe/Amsterdam" });
  await site.api("PUT", "/sections/city", { name: "City" });
  await site.api("PUT", "/sections/harbour", { name: "Harbour" });
  await site.api("PUT", "/topics/roads", { name: "Roads", aliases: ["streets"] });
  for (let place = 0; place < count; ++place) {
    const body = { format: "markdown", content: "The harbour was quiet." };
    const story = await site.api("POST", "/stories", { headline: place % 10 === 9 ? `خبر شمارهٔ ${place}` : `Story number ${place}`, language: place % 10 === 9 ? "fa" : "en", section: place % 2 ? "city" : "harbour", body });
    if (place % 13 === 0) {
      await site.api("POST", `/stories/${story.id}/publish`, { at: new Date(Date.now() + (1 + place / 13) * 86_400_000).toISOString() });
    }
  }
  editor = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const rows = (page) => page.getByRole("list", { name: "Stories" }).getByRole("listitem");
const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());

test("the list has only the rows in sight in it, and all stories are reached by scrolling", async () => {
  await editor.goto(`${site.url}/newsroom/stories`);
  await rows(editor).first().waitFor();
  assert.equal(await rows(editor).first().getByRole("link").textContent(), `خبر شمارهٔ ${count - 1}`);
  assert.ok((await rows(editor).count()) < 60);
  await eventually(async () => {
    await editor.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    return editor.getByRole("link", { name: "Story number 0", exact: true }).isVisible();
  });
  await editor.getByText(`${count} stories`).waitFor();
  assert.deepEqual(editor.problems, []);
});

test("search and filters are in the address, and say when nothing matches", async () => {
  await editor.goto(`${site.url}/newsroom/stories`);
  await rows(editor).first().waitFor();
  await editor.getByRole("button", { name: "Scheduled" }).click();
  await editor.waitForURL("**/stories?status=scheduled");
  await eventually(async () => (await rows(editor).count()) === count / 13);
  await editor.reload();
  await eventually(async () => (await rows(editor).count()) === count / 13);
  await editor.getByRole("button", { name: "Withdrawn" }).click();
  await editor.getByRole("heading", { name: "No stories found" }).waitFor();
  await editor.getByRole("button", { name: "Clear search and filters" }).click();
  await eventually(async () => (await rows(editor).count()) > count / 13);
});

test("the list is gone through by keyboard alone: j, k, x, ? and Enter", async () => {
  await editor.goto(`${site.url}/newsroom/stories`);
  await rows(editor).first().waitFor();
  for (const key of ["j", "j", "j", "k"]) await editor.keyboard.press(key);
  await eventually(async () => (await focused(editor)) === `Story number ${count - 2}`);
  await editor.keyboard.press("x");
  await editor.getByRole("toolbar", { name: "Selected stories" }).getByText("1 selected").waitFor();
  await editor.keyboard.press("Escape");
  await editor.getByRole("toolbar", { name: "Selected stories" }).waitFor({ state: "detached" });
  await editor.keyboard.press("?");
  await editor.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await editor.keyboard.press("Escape");
  for (let place = 0; place < 40; ++place) await editor.keyboard.press("j");
  await eventually(async () => /number|شماره/.test((await focused(editor)) ?? ""));
  await editor.keyboard.press("/");
  assert.equal(await editor.evaluate(() => document.activeElement?.getAttribute("type")), "search");
});

test("chosen stories are published together, and one that cannot be is told by name", async () => {
  const fresh = [];
  for (const name of ["First of two", "Second of two"]) {
    fresh.push(await site.api("POST", "/stories", { headline: name, body: { format: "markdown", content: "Text." } }));
  }
  await site.api("POST", `/stories/${fresh[0].id}/publish`, {});
  await site.api("POST", `/stories/${fresh[0].id}/withdraw`, {});
  await editor.goto(`${site.url}/newsroom/stories`);
  await editor.getByRole("checkbox", { name: "Select “First of two”" }).check();
  await editor.getByRole("checkbox", { name: "Select “Second of two”" }).check();
  await editor.getByRole("toolbar").getByRole("button", { name: "Withdraw" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("It was a test.");
  await dialog.getByRole("button", { name: "Withdraw" }).click();
  const alert = dialog.getByRole("alert");
  await alert.waitFor();
  assert.match(await alert.textContent(), /Second of two/);
  await editor.keyboard.press("Escape");
  await editor.getByRole("toolbar").getByRole("button", { name: "Publish" }).click();
  await dialog.getByRole("button", { name: "Publish" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.match((await site.get("/")).text, /Second of two/);
});

test("a topic is named, found again by another name, and a mistake is told at its field", async () => {
  await editor.goto(`${site.url}/newsroom/sections?tab=topics`);
  await editor.getByRole("button", { name: "Add topic" }).click();
  const dialog = editor.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Clean Water");
  assert.equal(await dialog.getByLabel("URL", { exact: true }).inputValue(), "clean-water");
  await dialog.getByLabel("Other URLs").fill("Not A Slug!");
  await dialog.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await dialog.getByLabel("Other URLs").getAttribute("aria-invalid")) === "true");
  await dialog.getByLabel("Other URLs").fill("drinking-water, taps");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await editor.getByLabel("Search topics").fill("taps");
  await editor.getByText("Clean Water").waitFor();
  assert.equal(await editor.getByText("Roads", { exact: true }).count(), 0);
});

test("a server that is away is told of, and is found again by itself", async () => {
  const page = await newPage(browser);
  await page.goto(`${site.url}/newsroom/sign-in`);
  await page.getByLabel("Email address").fill("ann@example.org");
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await rows(page).first().waitFor();
  await page.context().setOffline(true);
  await page.getByText("Offline. Changes cannot be saved until the connection returns.").waitFor();
  await page.context().setOffline(false);
  await page.getByText("Offline. Changes cannot be saved until the connection returns.").waitFor({ state: "detached" });
  await page.context().close();
});

test("an address that is none says so", async () => {
  await editor.goto(`${site.url}/newsroom/nowhere`);
  await editor.getByRole("heading", { name: "Page not found" }).waitFor();
});

const screens = ["stories", "calendar", "numbers", "media", "sections", "sections?tab=topics", "sections?tab=authors", "trash", "people", "tokens", "audit", "settings", "settings?tab=theme", "settings?tab=menu", "settings?tab=redirects", "settings?tab=robots", "settings?tab=all", "account"];
const looks = [
  { language: "en", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { language: "en", colorScheme: "dark", viewport: { width: 390, height: 844 } },
  { language: "fa", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { language: "fa", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { language: "en", colorScheme: "light", viewport: { width: 360, height: 640 } },
];

for (const { language, colorScheme, viewport } of looks) {
  const name = `${language}, ${colorScheme}, ${viewport.width} pixels`;
  test(`every screen is sound in ${name}`, async () => {
    const page = await newPage(browser, { locale: language, colorScheme, viewport });
    const paint = async (screen) => shots && page.screenshot({ path: path.join(shots, `newsroom-${screen.replace(/\W+/g, "-")}-${language}-${colorScheme}-${viewport.width}.png`) });
    if (shots) fs.mkdirSync(shots, { recursive: true });
    await page.goto(`${site.url}/newsroom/sign-in`);
    await page.locator("input[type=email]").waitFor();
    await findsNothing(page, `sign-in, ${name}`);
    await paint("sign-in");
    assert.equal(await page.locator("html").getAttribute("dir"), language === "fa" ? "rtl" : "ltr");
    await page.locator("input[type=email]").fill("ann@example.org");
    await page.locator("input[type=password]").fill(password);
    await page.locator("form button[type=submit]").click();
    await page.waitForURL("**/newsroom/stories");
    for (const screen of screens) {
      await page.goto(`${site.url}/newsroom/${screen}`);
      // Only what is signed in has a navigation.
      await page.locator("nav#nav").waitFor({ state: "attached" });
      await page.locator("main h1").waitFor();
      await eventually(async () => (await page.locator("main [aria-busy=true]").count()) === 0);
      await findsNothing(page, `${screen}, ${name}`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen}, ${name}: goes past the side`);
      assert.doesNotMatch(await page.locator("body").innerText(), /\b(?:shell|numbers)\.[a-z]/, `${screen}, ${name}: a message is missing`);
      await paint(screen);
    }
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test("the language is changed by keyboard, at once, and stays", async () => {
  const page = await newPage(browser, { locale: "en" });
  await page.goto(`${site.url}/newsroom/sign-in`);
  await page.getByRole("button", { name: "Language" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "ورود به تحریریه" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "ورود به تحریریه" }).waitFor();
  await page.context().close();
});
