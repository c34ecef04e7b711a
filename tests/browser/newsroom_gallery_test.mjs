// SPDX-License-Identifier: GPL-3.0-or-later
// Galleries, widths and crops in the newsroom's editor: several pictures are chosen or uploaded at once, put in order by dragging and by
// keyboard, described, and shown to readers; one is made wider, and cropped.
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
    crop: "Crop", shape: "Shape", square: "1:1", fields: ["From the left", "From the top", "Width", "Height"], turnRight: "Rotate right", reset: "Reset", cropOne: "Crop picture 1",
  }],
  ["Persian", "fa-IR", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }, {
    language: "fa", headline: "گردشی در کنار آب", tool: "گالری", insert: "درج ۳ تصویر", says: "گالری: ۳ تصویر", edit: "ویرایش گالری", moved: "تصویر ۲ از ۳", wide: "پهن", apply: "اعمال", width: "پهنا", full: "تا لبهٔ صفحه",
    alt: "متن جایگزین تصویر ۱", add: "افزودن تصویر", insertTwo: "درج ۲ تصویر", remove: "حذف تصویر ۵", handle: null, up: "quay", editPicture: "ویرایش تصویر",
    crop: "برش", shape: "شکل", square: "۱:۱", fields: ["از چپ", "از بالا", "پهنا", "ارتفاع"], turnRight: "چرخش به راست", reset: "بازنشانی", cropOne: "برش تصویر ۱",
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

    // Files that are dropped on it become pictures of it: beside the one that they are dropped on, and behind the last on its caption.
    const drop = (target, name, n, before) =>
      target.evaluate((element, [bytes, name, before]) => {
        const data = new DataTransfer();
        data.items.add(new File([Uint8Array.from(bytes)], `${name}.png`, { type: "image/png" }));
        const { left, right, top, height } = element.getBoundingClientRect();
        const start = before === (getComputedStyle(element).direction !== "rtl");
        element.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, clientX: start ? left + 4 : right - 4, clientY: top + height / 3 }));
      }, [[...png(640, 480, n + language.length)], name, before]);
    const sources = () => gallery.locator(".picture img").evaluateAll((all) => all.map((image) => image.getAttribute("src")));
    const had = await sources();
    await drop(gallery.locator(".picture").nth(1), "pier", 5, true);
    await eventually(async () => (await sources()).length === 5);
    let now = await sources();
    assert.deepEqual([now[0], ...now.slice(2)], had, "beside the picture that it was dropped on");
    await drop(gallery.locator("figcaption").last(), "dune", 6, true);
    await eventually(async () => (await sources()).length === 6);
    assert.deepEqual((await sources()).slice(0, 5), now, "behind the last one");
    assert.equal(await page.locator("#story-text .picture").count(), 6, "none stands beside the gallery");
    await paint(page, `${language} after files were dropped`);
    await eventually(async () => (await draft(id)).body.content.blocks.find((one) => one.type === "gallery").images.length === 6);
    await page.context().close();
  });

  test(`in ${language}: a picture is made wider`, async () => {
    const page = await signedIn(browser, site, `wide-${language}@example.org`, { name: `Wide ${language}`, role: "editor", options: { locale, ...options } });
    const media = (await site.api("GET", "/media?q=quay")).media.filter(({ filename }) => filename === "quay.png"); // not what is cropped from it
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

    // Cropped: by shape and keys, then with the pointer. The dialog is mirrored, the picture is not: right is right.
    const cropping = picture.getByRole("button", { name: says.crop, exact: true });
    await cropping.click();
    const area = dialog.locator(".rectangle");
    const rectangle = () => Promise.all(says.fields.map(async (name) => Number(await dialog.getByLabel(name, { exact: true }).inputValue())));
    await area.waitFor();
    await page.waitForFunction(() => document.querySelector("dialog[open] .stage img")?.complete);
    assert.deepEqual(await rectangle(), [0, 0, 900, 600]);
    await findsNothing(page, `cropping in ${language}`);
    await dialog.getByLabel(says.shape, { exact: true }).selectOption({ label: says.square });
    assert.deepEqual(await rectangle(), [150, 0, 600, 600]);
    await area.focus();
    await page.keyboard.press("ArrowRight");
    assert.deepEqual(await rectangle(), [159, 0, 600, 600]);
    await page.keyboard.press("Shift+ArrowLeft");
    assert.deepEqual(await rectangle(), [159, 5, 591, 591]);
    await page.keyboard.press("Control+ArrowUp");
    assert.deepEqual(await rectangle(), [159, 4, 591, 591]);
    await paint(page, `${language} crop`);
    const corner = await dialog.locator("[data-handle='1 1']").boundingBox();
    const stage = await dialog.locator(".stage").boundingBox();
    await page.mouse.move(corner.x + corner.width / 2, corner.y + corner.height / 2);
    await page.mouse.down();
    await page.mouse.move(corner.x + corner.width / 2 - stage.width / 5, corner.y + corner.height / 2 - stage.width / 5, { steps: 4 });
    await page.mouse.up();
    const [left, top, wide, high] = await rectangle();
    assert.deepEqual([left, top, wide], [159, 4, high]);
    assert.ok(Math.abs(wide - (591 - 180)) <= 3, `${wide}`);
    await dialog.getByLabel(says.fields[2], { exact: true }).fill("400");
    await page.keyboard.press("Tab");
    assert.deepEqual((await rectangle()).slice(2), [400, 400]);
    const chosen = await rectangle();
    // Turned, the whole of it is there again.
    await dialog.getByRole("button", { name: says.turnRight }).click();
    await paint(page, `${language} turned`);
    await dialog.getByRole("button", { name: says.reset }).click();
    assert.deepEqual(await rectangle(), [0, 0, 900, 600]);
    // The size first: there is no other place for the whole of it.
    for (const i of [2, 3, 0, 1]) {
      await dialog.getByLabel(says.fields[i], { exact: true }).fill(String(chosen[i]));
      await page.keyboard.press("Tab");
    }
    assert.deepEqual(await rectangle(), chosen);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), "nothing sticks out");

    // Where the network is lost, nothing else is.
    await page.route("**/crop", (route) => route.abort());
    const submit = dialog.getByRole("button", { name: says.crop, exact: true });
    await submit.click();
    await dialog.getByRole("alert").waitFor();
    await findsNothing(page, `a lost network in ${language}`);
    await paint(page, `${language} lost`);
    assert.deepEqual(await rectangle(), chosen);
    await page.unroute("**/crop");
    const shown = () => picture.locator("img").getAttribute("src");
    const before = await shown();
    await submit.click();
    await dialog.waitFor({ state: "detached" });
    await eventually(async () => (await shown()) !== before);
    assert.ok(await cropping.evaluate((button) => button === document.activeElement), "focus is back");
    await eventually(() => picture.locator("img").evaluate((image) => image.complete && image.naturalWidth === 400 && image.naturalHeight === 400));
    const piece = await shown();
    await page.locator(".storybar .state.saved").waitFor();
    await eventually(async () => (await draft(id)).body.content.blocks.find((block) => block.type === "image")?.source === piece);
    // Again it begins with the whole picture, and with what was chosen of it.
    if (language === "English") {
      await cropping.click();
      await area.waitFor();
      assert.deepEqual(await rectangle(), chosen);
      await eventually(() => dialog.locator(".stage img").evaluate((image) => image.complete && image.naturalWidth === 900));
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      assert.ok(await cropping.evaluate((button) => button === document.activeElement), "focus is back after Escape");
    }
    await picture.locator("img").click();
    await page.keyboard.press("Control+z");
    await eventually(async () => (await shown()) === before);
    await page.locator(".storybar .state.saved").waitFor();
    assert.deepEqual(page.problems.filter((problem) => !/ERR_FAILED/.test(problem)), []);
    await page.context().close();
  });
}

test("a picture of a gallery, the one at the head and one of the library are cropped", async () => {
  const page = await signedIn(browser, site, "crops@example.org", { name: "Crop", role: "editor" });
  // A photograph that a camera stored on its side: red, green, blue and white quarters as they are seen from the upper left on.
  const bytes = await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 1200 });
    const paint = canvas.getContext("2d");
    paint.translate(0, 1200);
    paint.rotate(-Math.PI / 2);
    for (const [colour, x, y] of [["#d00", 0, 0], ["#0c0", 600, 0], ["#00d", 0, 400], ["#fff", 600, 400]]) {
      paint.fillStyle = colour;
      paint.fillRect(x, y, 600, 400);
    }
    const file = new Uint8Array(await (await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.95))).arrayBuffer());
    const exif = [0xff, 0xe1, 0, 34, 69, 120, 105, 102, 0, 0, 77, 77, 0, 42, 0, 0, 0, 8, 0, 1, 1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    return [...file.slice(0, 2), ...exif, ...file.slice(2)];
  });
  const answer = await fetch(`${site.url}/api/v1/media?filename=quarters.jpg&alt=Quarters`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/jpeg" }, body: Buffer.from(bytes) });
  const quarters = await answer.json();
  assert.deepEqual([quarters.original.width, quarters.original.height], [1200, 800]);
  const { media } = await site.api("GET", "/media?q=tram.png");
  const images = [quarters.url, media[0].url].map((source) => ({ source, alt: "One" }));
  const { id } = await site.api("POST", "/stories", { headline: "Crops", language: "en", lead_image: { source: quarters.url, alt: "Quarters" }, body: { format: "document", content: { blocks: [{ type: "paragraph", content: [{ text: "Text." }] }, { type: "gallery", images }] } } });
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  const dialog = page.locator("dialog[open]").last();
  const crop = async ([x, y, width, height]) => {
    await dialog.locator(".rectangle").waitFor();
    for (const [name, value] of [["Width", width], ["Height", height], ["From the left", x], ["From the top", y]]) {
      await dialog.getByLabel(name, { exact: true }).fill(String(value));
      await page.keyboard.press("Tab");
    }
    await dialog.getByRole("button", { name: "Crop", exact: true }).click();
  };
  /** The colours of an image's quarters, in sixteenths. */
  const colours = (image) => image.evaluate(async (element) => {
    await element.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 20, height: 20 });
    const paint = canvas.getContext("2d", { willReadFrequently: true });
    paint.drawImage(element, 0, 0, 20, 20);
    return [[4, 4], [15, 4], [4, 15], [15, 15]].map(([x, y]) => [...paint.getImageData(x, y, 1, 1).data].slice(0, 3).map((part) => (part > 150 ? "1" : part < 110 ? "0" : "?")).join("")).join(" ");
  });

  // The list of a gallery: the piece is there when the list is applied.
  const gallery = page.locator("#story-text .gallery");
  await gallery.getByRole("button", { name: "Edit gallery", exact: true }).click();
  await page.getByRole("button", { name: "Crop picture 1" }).click();
  await crop([500, 300, 400, 200]);
  const first = page.locator("dialog[open] li img").first();
  await eventually(async () => (await first.getAttribute("src")) !== quarters.url);
  await paint(page, "gallery cropped");
  await findsNothing(page, "the list with crops");
  await page.getByRole("button", { name: "Apply" }).click();
  const inText = gallery.locator(".picture img").first();
  await eventually(async () => (await inText.getAttribute("src")) !== quarters.url);
  assert.equal(await colours(inText), "100 010 001 111");

  // At the head.
  const lead = page.getByRole("group", { name: "Lead picture" });
  await lead.getByRole("button", { name: "Crop", exact: true }).click();
  await crop([300, 200, 600, 400]);
  await eventually(async () => (await lead.locator("img").getAttribute("src")) !== quarters.url);
  assert.equal(await colours(lead.locator("img")), "100 010 001 111");
  await page.locator(".storybar .state.saved").waitFor();

  // In the library, as a picture beside the old one.
  await page.goto(`${site.url}/newsroom/media`);
  await page.getByRole("button", { name: /quarters\.jpg/ }).first().click();
  await page.getByRole("button", { name: "Crop as a new picture" }).click();
  await crop([0, 0, 300, 300]);
  await page.getByRole("heading", { name: "quarters-crop.jpg" }).waitFor();
  await page.getByText("Cropped from another picture of the library.").waitFor();
  await findsNothing(page, "a cropped picture of the library");
  await paint(page, "library cropped");
  await page.getByRole("button", { name: "Show it" }).click();
  await page.getByRole("heading", { name: "quarters.jpg", exact: true }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
