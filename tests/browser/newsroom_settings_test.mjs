// SPDX-License-Identifier: GPL-3.0-or-later
// Settings of the site in the newsroom: what is set there stands on readers' pages, by mouse and by keyboard alone, and mistakes are told at their field.
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, newPage, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

let browser;
let site;
let admin;

before(async () => {
  browser = await launch();
  site = await Site.start({ LISTS_PAGE_LENGTH: "7", SITE_TITLE: null, SITE_DESCRIPTION: null });
  for (const name of ["City", "Harbour"]) {
    await site.api("PUT", `/sections/${name.toLowerCase()}`, { name });
    const story = await site.api("POST", "/stories", { headline: `In ${name}`, section: name.toLowerCase(), body: { format: "markdown", content: "Text." } });
    await site.api("POST", `/stories/${story.id}/publish`, {});
  }
  admin = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "admin" });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const page = async (address) => (await site.get(address)).text;
const sections = ["Latest", "City", "Harbour", "Most viewed", "Search"];
const menu = async () => (/<nav class="menu"[\s\S]*?<\/nav>/.exec(await page("/"))?.[0] ?? "").replace(/<[^>]*>/g, " ").trim().split(/\s{2,}/);

test("a title is set, holds, and goes back to the default", async () => {
  await admin.goto(`${site.url}/newsroom/settings`);
  await admin.getByRole("button", { name: "Edit Title" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Title").fill("   ");
  await dialog.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await dialog.getByLabel("Title").getAttribute("aria-invalid")) === "true");
  await dialog.getByLabel("Title").fill("The Lantern");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.match(await page("/"), /The Lantern/);
  await eventually(async () => /The Lantern/.test(await admin.locator("nav#nav").innerText()));
  await admin.getByText("set in the newsroom").waitFor();
  await admin.getByRole("button", { name: "Reset to default: Title" }).click();
  await eventually(async () => !/The Lantern/.test(await page("/")));
  assert.deepEqual(admin.problems, []);
});

test("a number is held within its bounds, and what the server fixes is only shown", async () => {
  await admin.goto(`${site.url}/newsroom/settings`);
  await admin.getByRole("button", { name: "Edit “Latest stories” length" }).click();
  const dialog = admin.getByRole("dialog");
  for (const wrong of ["0", "51", "many"]) {
    await dialog.getByLabel("“Latest stories” length").fill(wrong);
    await dialog.getByRole("button", { name: "Save" }).click();
    await eventually(async () => (await dialog.getByLabel("“Latest stories” length").getAttribute("aria-invalid")) === "true");
  }
  await dialog.getByLabel("“Latest stories” length").fill("1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const box = /data-box="new-articles"[\s\S]*?<\/ol>/.exec(await page("/latest"))[0];
  assert.equal(box.split("<li").length - 1, 1);
  await admin.getByText("Set on the server: environment, STOPPRESS_LISTS_PAGE_LENGTH.").waitFor();
  assert.equal(await admin.getByRole("button", { name: "Edit Stories per page in lists" }).count(), 0);
  await admin.getByRole("tab", { name: "All settings" }).click();
  await admin.getByRole("heading", { name: "[server]", exact: true }).waitFor();
});

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then these screens are also painted into it
async function paint(page, name) {
  if (!shots) return;
  for (const colorScheme of ["light", "dark"]) {
    for (const [device, size] of [["desk", { width: 1280, height: 800 }], ["phone", { width: 390, height: 844 }]]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
      await page.screenshot({ path: path.join(shots, `settings-${name}-${device}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 800 });
}

test("a logo and an icon are uploaded, and a colour is chosen with a word on how well it can be read", async () => {
  await admin.goto(`${site.url}/newsroom/settings?tab=look`);
  for (const [name, width, height, seed] of [["Logo", 600, 150, 51], ["Icon", 256, 256, 52]]) {
    await admin.getByRole("button", { name: `Choose: ${name}`, exact: true }).click();
    const dialog = admin.getByRole("dialog", { name: "Choose a picture" });
    await dialog.locator("input[type=file]").setInputFiles({ name: `${name}.png`, buffer: png(width, height, seed), mimeType: "image/png" });
    await dialog.waitFor({ state: "detached" });
    await admin.getByRole("button", { name: `Remove: ${name}`, exact: true }).waitFor();
  }
  await admin.getByRole("button", { name: "Choose: Icon" }).click();
  await admin.getByRole("dialog", { name: "Choose a picture" }).getByRole("button", { name: /Logo\.png/ }).click();
  // What is no square is cropped to one first, or nothing is changed.
  const crop = admin.getByRole("dialog", { name: "Crop picture" });
  await crop.getByLabel("Width", { exact: true }).waitFor();
  assert.deepEqual([await crop.getByLabel("Shape").inputValue(), await crop.getByLabel("Width", { exact: true }).inputValue(), await crop.getByLabel("Height", { exact: true }).inputValue()], ["1:1", "150", "150"]);
  await findsNothing(admin, "a square for the icon");
  await paint(admin, "icon");
  const shown = (name) => admin.locator("li", { has: admin.getByText(name, { exact: true }) }).locator("img").getAttribute("src");
  const icon = await shown("Icon");
  await crop.getByRole("button", { name: "Cancel" }).click();
  await crop.waitFor({ state: "detached" });
  assert.equal(await shown("Icon"), icon);
  await admin.getByRole("button", { name: "Choose: Icon" }).click();
  await admin.getByRole("dialog", { name: "Choose a picture" }).getByRole("button", { name: /Logo\.png/ }).click();
  await crop.getByRole("button", { name: "Crop", exact: true }).click();
  await eventually(async () => (await shown("Icon")) !== icon);
  // The logo in any shape.
  const whole = await shown("Logo");
  await admin.getByRole("button", { name: "Crop: Logo", exact: true }).click();
  await crop.getByLabel("Width", { exact: true }).fill("480");
  await admin.keyboard.press("Tab");
  await crop.getByRole("button", { name: "Crop", exact: true }).click();
  await eventually(async () => (await shown("Logo")) !== whole);

  const accent = admin.getByLabel("Accent colour", { exact: true });
  await accent.fill("#ffd400");
  await admin.getByText(/Hard to read: the contrast with the page is 1\.\d:1, and WCAG AA requires 4\.5:1\. Choose a darker colour\./).waitFor();
  await findsNothing(admin, "logo and colours");
  await paint(admin, "look");
  await accent.fill("#00539f");
  await admin.getByText(/Easy to read/).waitFor();
  await admin.getByRole("button", { name: "Save: Accent colour", exact: true }).click();
  await admin.getByText("made from the accent colour").waitFor();
  await eventually(async () => (await admin.getByText("set in the newsroom").count()) === 3);

  const reader = await newPage(browser);
  await reader.goto(site.url);
  const logo = reader.getByRole("banner").getByRole("img");
  assert.ok(await logo.evaluate((image) => image.complete && image.naturalWidth > 0));
  assert.equal(await reader.getByRole("heading", { level: 1 }).getByRole("link").getAttribute("href"), "/");
  await reader.goto(`${site.url}/latest`);
  const colour = () => reader.locator('.menu [aria-current]').first().evaluate((one) => getComputedStyle(one).color);
  assert.equal(await colour(), "rgb(0, 83, 159)");
  await findsNothing(reader, "a page in the accent colour");
  await paint(reader, "reader");
  await reader.emulateMedia({ colorScheme: "dark" });
  assert.notEqual(await colour(), "rgb(0, 83, 159)");
  await findsNothing(reader, "a dark page in the accent colour");
  assert.deepEqual([...reader.problems, ...admin.problems], []);

  const persian = await signedIn(browser, site, "sara@example.org", { name: "سارا کریمی", role: "admin", options: { locale: "fa-IR" } });
  await persian.goto(`${site.url}/newsroom/settings?tab=look`);
  await persian.getByText(/خوانا: کنتراست با صفحه/).waitFor();
  await findsNothing(persian, "logo and colours in Persian");
  await paint(persian, "look-fa");
  for (const name of ["Remove: Logo", "Remove: Icon", "Reset to default: Accent colour"]) {
    await admin.getByRole("button", { name, exact: true }).click();
    await admin.getByRole("button", { name, exact: true }).waitFor({ state: "detached" });
  }
  assert.doesNotMatch(await page("/"), /class="logo"|accent-/);
});

test("language and time zone are chosen by name, and take effect when the server is started the next time", async () => {
  await admin.goto(`${site.url}/newsroom/settings`);
  await admin.getByRole("button", { name: "Edit Time zone" }).click();
  const dialog = admin.getByRole("dialog", { name: "Time zone" });
  await dialog.getByRole("searchbox", { name: "Search by city or region" }).fill("york");
  await dialog.getByRole("listbox", { name: "Time zone" }).selectOption({ value: "America/New_York" });
  await findsNothing(admin, "the list of time zones");
  await paint(admin, "zone");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  await admin.getByText("After the next start of the server: New York (America/New_York)").waitFor();
  await admin.getByRole("button", { name: "Edit Language" }).click();
  await admin.getByRole("dialog", { name: "Language" }).getByLabel("Language").selectOption({ label: "Persian" });
  await admin.getByRole("dialog", { name: "Language" }).getByRole("button", { name: "Save" }).click();
  await admin.getByText("After the next start of the server: Persian").waitFor();
  await findsNothing(admin, "what comes after the next start");
  await paint(admin, "site");
  for (const name of ["Time zone", "Language"]) {
    await admin.getByRole("button", { name: `Reset to default: ${name}` }).click();
    await admin.getByRole("button", { name: `Reset to default: ${name}` }).waitFor({ state: "detached" });
  }
  assert.equal(await admin.getByText(/After the next start/).count(), 0);
  assert.deepEqual(admin.problems, []);
});

test("a menu is chosen and put in order by keyboard, and readers see it", async () => {
  assert.deepEqual(await menu(), sections);
  await admin.goto(`${site.url}/newsroom/settings?tab=menu`);
  await admin.getByRole("button", { name: "Add sections" }).click();
  await admin.getByRole("button", { name: "Add link" }).click();
  await admin.keyboard.type("About us");
  await admin.keyboard.press("Tab");
  await admin.keyboard.type("//elsewhere.example");
  await admin.getByRole("button", { name: "Save" }).click();
  const address = admin.getByLabel("URL").last();
  await eventually(async () => (await address.getAttribute("aria-invalid")) === "true");
  await address.fill("/about");
  await admin.getByRole("button", { name: /^Move About us, position 3/ }).focus();
  await admin.keyboard.press("ArrowUp");
  await admin.getByRole("button", { name: /^Move About us, position 2/ }).waitFor();
  await admin.keyboard.press("Home");
  await eventually(async () => /^Move About us, position 1/.test(await admin.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")));
  await findsNothing(admin, "a menu with links");
  await admin.getByRole("button", { name: "Save" }).click();
  await eventually(async () => JSON.stringify(await menu()) === JSON.stringify(["About us", "City", "Harbour", "Search"]));
  await admin.getByRole("button", { name: "Move Harbour, position 3 of 3" }).dragTo(admin.getByRole("button", { name: "Move About us, position 1 of 3" }));
  await admin.getByRole("button", { name: "Move Harbour, position 1 of 3" }).waitFor();
  await admin.getByRole("button", { name: "Save" }).click();
  await eventually(async () => JSON.stringify(await menu()) === JSON.stringify(["Harbour", "About us", "City", "Search"]));
  await admin.getByRole("button", { name: "Remove menu" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove menu" }).click();
  await eventually(async () => JSON.stringify(await menu()) === JSON.stringify(sections));
  assert.deepEqual(admin.problems, []);
});

test("redirects are added, pasted, found and removed", async () => {
  await admin.goto(`${site.url}/newsroom/settings?tab=redirects`);
  await admin.getByRole("button", { name: "Add redirect" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("From").fill("/latest");
  await dialog.getByLabel("To", { exact: true }).fill("//evil.example");
  await dialog.getByRole("button", { name: "Add redirect" }).click();
  await eventually(async () => (await dialog.locator("[aria-invalid=true]").count()) === 2);
  await findsNothing(admin, "a redirect with mistakes");
  await dialog.getByLabel("From").fill("/old/page");
  await dialog.getByLabel("To", { exact: true }).fill("/latest");
  await dialog.getByRole("button", { name: "Add redirect" }).click();
  await dialog.waitFor({ state: "detached" });
  await admin.getByRole("button", { name: "Add several" }).click();
  const lines = Array.from({ length: 1200 }, (_, place) => `/pasted/${place}\t/latest`);
  await dialog.getByLabel("Lines").fill([...lines.slice(0, 600), "/pasted/x /pasted/x", ...lines.slice(600)].join("\n"));
  await dialog.getByRole("button", { name: "Add redirect" }).click();
  await dialog.getByText("Line 101: is the same address").waitFor();
  const rest = (await dialog.getByLabel("Lines").inputValue()).split("\n");
  assert.equal(rest.length, 701);
  await dialog.getByLabel("Lines").fill(rest.filter((line) => line !== "/pasted/x /pasted/x").join("\n"));
  await dialog.getByRole("button", { name: "Add redirect" }).click();
  await dialog.waitFor({ state: "detached" });
  await admin.getByLabel("Search redirects").fill("ED/1199");
  const list = admin.getByRole("list", { name: "Redirects" });
  await eventually(async () => (await list.getByRole("listitem").count()) === 1);
  await admin.getByRole("button", { name: "Remove the redirect from /pasted/1199" }).click();
  await dialog.getByRole("button", { name: "Remove redirect" }).click();
  await admin.getByRole("heading", { name: "Nothing found" }).waitFor();
  assert.equal((await site.get("/pasted/1199")).status, 404);
  assert.deepEqual(admin.problems, []);
});

test("lines of robots.txt are previewed as they are then served", async () => {
  await admin.goto(`${site.url}/newsroom/settings?tab=robots`);
  await admin.getByLabel("Additional lines").fill("Disallow /drafts/");
  await admin.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await admin.getByLabel("Additional lines").getAttribute("aria-invalid")) === "true");
  await admin.getByLabel("Additional lines").fill("Disallow: /drafts/\n\nUser-agent: GPTBot\nDisallow: /");
  const preview = await admin.locator("pre").innerText();
  await admin.getByRole("button", { name: "Save" }).click();
  await eventually(async () => /GPTBot/.test(await page("/robots.txt")));
  assert.equal((await page("/robots.txt")).trim(), preview.trim());
});

test("sections are put in order by keyboard and by dragging, and readers see it", async () => {
  await admin.goto(`${site.url}/newsroom/sections`);
  await admin.getByRole("button", { name: "Move Harbour, position 2 of 2" }).focus();
  await admin.keyboard.press("ArrowUp");
  await eventually(async () => JSON.stringify(await menu()) === JSON.stringify(["Latest", "Harbour", "City", "Most viewed", "Search"]));
  await eventually(async () => (await admin.evaluate(() => document.activeElement?.getAttribute("aria-label"))) === "Move Harbour, position 1 of 2");
  await admin.getByRole("button", { name: "Move City, position 2 of 2" }).dragTo(admin.getByRole("button", { name: "Move Harbour, position 1 of 2" }));
  await eventually(async () => JSON.stringify(await menu()) === JSON.stringify(sections));
});

test("a topic is split, merged, and the merge undone", async () => {
  for (const headline of ["High water", "Low water"]) {
    const story = await site.api("POST", "/stories", { headline, topics: ["water"], body: { format: "markdown", content: "Text." } });
    await site.api("POST", `/stories/${story.id}/publish`, {});
  }
  await admin.goto(`${site.url}/newsroom/sections?tab=topics`);
  await admin.getByRole("button", { name: "Actions for Water" }).click();
  await admin.getByRole("menuitem", { name: "Split" }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Floods");
  await dialog.getByRole("checkbox", { name: "High water" }).check();
  await findsNothing(admin, "splitting a topic");
  await dialog.getByRole("button", { name: "Split" }).click();
  await dialog.waitFor({ state: "detached" });
  const about = async (topic) => ((await site.api("GET", `/stories?topic=${topic}`)).stories ?? []).map((story) => story.headline);
  assert.deepEqual(await about("floods"), ["High water"]);
  assert.deepEqual(await about("water"), ["Low water"]);
  await admin.getByRole("button", { name: "Actions for Floods" }).click();
  await admin.getByRole("menuitem", { name: "Merge into another topic" }).click();
  await dialog.getByLabel("Into").selectOption("water");
  await dialog.getByRole("button", { name: "Merge into another topic" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.equal((await about("water")).length, 2);
  await admin.getByRole("button", { name: "Undo a merge" }).click();
  await dialog.getByText("merged into Water").waitFor();
  await findsNothing(admin, "undoing a merge");
  await dialog.getByRole("button", { name: "Undo the merge of Floods" }).click();
  await dialog.getByText("No merges to undo.").waitFor();
  assert.deepEqual(await about("floods"), ["High water"]);
  assert.deepEqual(admin.problems, []);
});

test("a theme is looked at, then used, and one that is broken says why", async () => {
  const write = (name, file, text) => {
    const target = path.join(site.folder, "themes", name, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  };
  write("evening", "assets/style.css", "body { background: rgb(16 32 48); color: white; }\n");
  write("broken", "templates/story.mustache", "{{#never}}");
  await admin.goto(`${site.url}/newsroom/settings?tab=theme`);
  await admin.getByRole("combobox", { name: "Theme", exact: true }).selectOption("broken");
  await admin.getByText("This theme cannot be used.").waitFor();
  assert.ok(await admin.getByRole("button", { name: "Use broken" }).isDisabled());
  await admin.getByRole("combobox", { name: "Theme", exact: true }).selectOption("evening");
  const background = () => admin.frameLocator("iframe").locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
  await eventually(async () => (await background()) === "rgb(16, 32, 48)");
  await admin.getByRole("combobox", { name: "Page", exact: true }).selectOption("story");
  await admin.getByLabel("Width").selectOption("phone");
  await admin.frameLocator("iframe").locator("article[data-story]").waitFor();
  assert.ok((await admin.locator("iframe").boundingBox()).width < 400);
  await findsNothing(admin, "a theme's preview");
  const before = await page("/");
  await admin.getByRole("button", { name: "Use evening" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Use evening" }).click();
  await admin.getByRole("dialog").waitFor({ state: "detached" });
  assert.notEqual(await page("/"), before);
  const reader = await admin.context().newPage();
  await reader.goto(site.url);
  assert.equal(await reader.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor), "rgb(16, 32, 48)");
  await reader.close();
});
