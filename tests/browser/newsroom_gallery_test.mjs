// SPDX-License-Identifier: GPL-3.0-or-later
// Galleries and widths in the newsroom's editor: several pictures are chosen or uploaded at once, put in order by dragging and by keyboard,
// described, and shown to readers.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
let browser;
let site;

before(async () => {
  browser = await launch();
  site = await Site.start();
  for (const [n, name] of ["quay", "tram", "park"].entries()) {
    const answer = await fetch(`${site.url}/api/v1/media?filename=${name}.png&alt=${name}`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/png" }, body: png(900, 600, n) });
    assert.equal(answer.status, 201);
  }
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const paint = async (page, name) => {
  if (!shots) return;
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.decode().catch(() => {}))));
  await page.screenshot({ path: path.join(shots, `newsroom gallery ${name}.png`) });
};
const draft = (id) => site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
const said = (page, text) => eventually(async () => (await page.locator("[aria-live], [role=status]").allInnerTexts()).some((one) => one.includes(text)));

const cases = [
  ["English", "en-GB", { viewport: { width: 1280, height: 900 } }, {
    language: "en", headline: "A walk by the water", tool: "Gallery", insert: "Insert 3 pictures", says: "Gallery: 3 pictures", edit: "Edit gallery", moved: "Picture 2 of 3", wide: "Wide", apply: "Apply", width: "Width", full: "From edge to edge",
    alt: "Alternative text of picture 1", add: "Add pictures", insertTwo: "Insert 2 pictures", remove: "Remove picture 5", handle: /^Move quay/, up: "", editPicture: "Edit picture",
  }],
  ["Persian", "fa-IR", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }, {
    language: "fa", headline: "گردشی در کنار آب", tool: "گالری", insert: "درج ۳ تصویر", says: "گالری: ۳ تصویر", edit: "ویرایش گالری", moved: "تصویر ۲ از ۳", wide: "پهن", apply: "اعمال", width: "پهنا", full: "تا لبهٔ صفحه",
    alt: "متن جایگزین تصویر ۱", add: "افزودن تصویر", insertTwo: "درج ۲ تصویر", remove: "حذف تصویر ۵", handle: null, up: "quay", editPicture: "ویرایش تصویر",
  }],
];

for (const [language, locale, options, says] of cases) {
  test(`in ${language}: a gallery is made, put in order, described and published`, async () => {
    const page = await signedIn(browser, site, `${language}@example.org`, { name: `Writer ${language}`, role: "editor", options: { locale, ...options } });
    const { id } = await site.api("POST", "/stories", { headline: says.headline, standfirst: "", language: says.language, body: { format: "markdown", content: says.headline } });
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    await page.locator("#story-text").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    // By the menu of blocks, and there by keyboard.
    await page.keyboard.type("/grid");
    await page.getByRole("option", { name: says.tool }).waitFor();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    for (const name of ["quay", "tram", "park"]) {
      const tile = dialog.getByRole("button", { name: `${name}.png` });
      await tile.focus();
      await page.keyboard.press("Space");
      assert.equal(await tile.getAttribute("aria-pressed"), "true");
    }
    await findsNothing(page, `choosing in ${language}`);
    await paint(page, `${language} choosing`);
    await dialog.getByRole("button", { name: says.insert }).click();
    const gallery = page.locator("#story-text .gallery");
    await gallery.waitFor();
    assert.equal(await gallery.locator(".says").innerText(), says.says);
    const order = () => gallery.locator(".picture img").evaluateAll((all) => all.map((image) => image.alt));
    assert.deepEqual(await order(), ["quay", "tram", "park"]);
    await findsNothing(page, `a gallery in ${language}`);

    // By the keys that move blocks.
    await gallery.locator(".picture").nth(0).locator("img").click();
    await page.keyboard.press("Alt+Shift+ArrowDown");
    await eventually(async () => (await order()).join() === "tram,quay,park");
    await said(page, says.moved);
    await page.keyboard.press("Control+z");
    await eventually(async () => (await order()).join() === "quay,tram,park");

    // By dragging, onto the later half of another picture. Not from where it was clicked: that again within half a second is a double click,
    // which drags nothing.
    const [from, to] = [gallery.locator(".picture").nth(0).locator("img"), gallery.locator(".picture").nth(1).locator("img")];
    await to.scrollIntoViewIfNeeded();
    const size = await to.boundingBox();
    const hold = { x: size.width / 3, y: size.height / 4 };
    const right = await to.evaluate((element) => getComputedStyle(element).direction === "rtl");
    await from.dragTo(to, { sourcePosition: hold, targetPosition: { x: right ? 8 : size.width - 8, y: size.height / 3 } });
    await eventually(async () => (await order()).join() === "tram,quay,park");
    // One that is not selected, back again.
    await gallery.locator(".picture").nth(2).locator("img").click();
    await to.dragTo(from, { sourcePosition: hold, targetPosition: { x: right ? size.width - 8 : 8, y: size.height / 3 } });
    await eventually(async () => (await order()).join() === "quay,tram,park");
    await from.dragTo(to, { sourcePosition: hold, targetPosition: { x: right ? 8 : size.width - 8, y: size.height / 3 } });
    await eventually(async () => (await order()).join() === "tram,quay,park");
    await paint(page, `${language} editor`);

    // By the list of its pictures, with their words and the width.
    await gallery.getByRole("button", { name: says.edit, exact: true }).click();
    await dialog.getByLabel(says.width, { exact: true }).selectOption("wide");
    await dialog.getByLabel(says.alt).fill("A tram at the quay");
    await findsNothing(page, `the list in ${language}`);
    if (says.handle) {
      await dialog.getByRole("button", { name: says.handle }).focus();
      await page.keyboard.press("Home");
    } else {
      await dialog.locator("li").nth(1).locator(".steps button").first().click();
    }
    await said(page, says.moved.replace("2", "1").replace("۲", "۱"));
    assert.equal(await dialog.evaluate((element) => getComputedStyle(element).direction), says.language === "fa" ? "rtl" : "ltr");
    await paint(page, `${language} list`);
    await dialog.getByRole("button", { name: says.apply }).click();
    await eventually(async () => (await order()).join() === "quay,A tram at the quay,park");
    assert.equal(await gallery.locator(":scope > .frame .layout").innerText(), says.wide);

    // Several files at once, in the order in which they were picked; one of them goes again.
    await gallery.getByRole("button", { name: says.edit, exact: true }).click();
    await dialog.getByRole("button", { name: says.add }).click();
    await dialog.locator("input[type=file]").setInputFiles([["lake", 3], ["hill", 4]].map(([name, n]) => ({ name: `${name}.png`, mimeType: "image/png", buffer: png(800 - n * 100, 600, n + language.length) })));
    await dialog.getByRole("button", { name: says.insertTwo }).click();
    await eventually(async () => (await gallery.locator(".picture").count()) === 5);
    await gallery.getByRole("button", { name: says.edit, exact: true }).click();
    await dialog.getByRole("button", { name: says.remove }).click();
    await dialog.getByRole("button", { name: says.apply }).click();
    await eventually(async () => (await gallery.locator(".picture").count()) === 4);

    // Words below a picture, and below all of them.
    const captions = gallery.locator("figcaption");
    await captions.nth(0).click();
    await page.keyboard.type("The old quay");
    await captions.last().click();
    await page.keyboard.type("All of them");
    // One picture's own description has no width.
    await gallery.locator(".picture").nth(1).locator(".edit").click();
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel(says.width, { exact: true }).count(), 0);
    await page.keyboard.press("Escape");
    await page.locator(".storybar .state.saved").waitFor();
    await eventually(async () => (await draft(id)).body.content.blocks.some((block) => block.type === "gallery" && block.caption?.[0].text === "All of them"));
    const block = (await draft(id)).body.content.blocks.find((one) => one.type === "gallery");
    assert.deepEqual(block.images.map(({ alt }) => alt), ["quay", "A tram at the quay", "park", undefined]);
    assert.deepEqual(block.images[0].caption, [{ text: "The old quay" }]);
    assert.equal(block.layout, "wide");
    assert.equal(block.images[3].width, 500, "the first of the two files");
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    await paint(page, `${language} done`);
    assert.deepEqual(page.problems, []);

    // Loaded again it is the same, and a version that is compared with it names its words.
    await page.reload();
    await gallery.waitFor();
    assert.deepEqual(await order(), ["quay", "A tram at the quay", "park", await page.locator("#story-text .picture img").nth(3).getAttribute("alt")]);
    await page.context().close();
  });

  test(`in ${language}: a picture is made wider`, async () => {
    const page = await signedIn(browser, site, `wide-${language}@example.org`, { name: `Wide ${language}`, role: "editor", options: { locale, ...options } });
    const { media } = await site.api("GET", "/media?q=quay");
    const { id } = await site.api("POST", "/stories", { headline: says.headline, language: says.language, body: { format: "markdown", content: `${says.headline}\n\n![Quay](${media[0].url})\n\n${says.headline}` } });
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    const picture = page.locator("#story-text .picture");
    await picture.locator("img").click();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.getByLabel(says.width, { exact: true }).selectOption({ label: says.full });
    await findsNothing(page, `the description in ${language}`);
    await paint(page, `${language} width`);
    await dialog.getByRole("button", { name: says.apply }).click();
    await eventually(async () => (await picture.locator(".layout").innerText()) === says.full);
    await page.locator(".storybar .state.saved").waitFor();
    await eventually(async () => (await draft(id)).body.content.blocks.find((block) => block.type === "image")?.layout === "full");
    await findsNothing(page, `a full picture in ${language}`);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");
    await paint(page, `${language} full`);
    await page.keyboard.press("Control+z");
    await eventually(async () => (await draft(id)).body.content.blocks.find((block) => block.type === "image")?.layout === undefined);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
