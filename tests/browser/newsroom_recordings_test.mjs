// SPDX-License-Identifier: GPL-3.0-or-later
// Sound and film in the newsroom's editor: uploaded, inserted, described, captioned and published; and a reader's browser that really
// plays the film, seeks in it and reads its captions.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then pages are also painted into it
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "stoppress-recordings-"));
let browser;
let site;

function film(name, color) {
  const file = path.join(folder, name);
  execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", `color=${color}:s=640x360:r=10:d=20`, "-f", "lavfi", "-i", "sine=d=20", "-c:v", "libx264", "-g", "10", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "faststart", file]);
  return file;
}

before(async () => {
  browser = await launch();
  site = await Site.start();
  const answer = await fetch(`${site.url}/api/v1/media?filename=still.png&alt=still`, { method: "POST", headers: { authorization: `Bearer ${site.token}`, "content-type": "image/png" }, body: png(640, 360, 3) });
  assert.equal(answer.status, 201);
});

after(async () => {
  await browser?.close();
  await site?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const paint = async (page, name, options = {}) => {
  if (shots) await page.screenshot({ path: path.join(shots, `recordings ${name}.png`), ...options });
};

const cases = [
  ["English", "en-GB", { viewport: { width: 1280, height: 900 } }, {
    language: "en", color: "teal", headline: "The bridge opens", tool: "Film", query: "movie", edit: "Edit film", title: "Title", choose: "Choose a picture to begin with", crop: "Crop", add: "Add captions (WebVTT)", apply: "Apply", width: "Width", caption: "It opened at noon",
  }],
  ["Persian", "fa-IR", { viewport: { width: 360, height: 740 }, colorScheme: "dark" }, {
    language: "fa", color: "purple", headline: "پل باز شد", tool: "فیلم", query: "movie", edit: "ویرایش فیلم", title: "عنوان", choose: "انتخاب تصویر آغاز", crop: "برش", add: "افزودن زیرنویس (WebVTT)", apply: "اعمال", width: "پهنا", caption: "ظهر باز شد",
  }],
];

for (const [language, locale, options, says] of cases) {
  test(`in ${language}: a film is uploaded, described, published, and plays`, async () => {
    const page = await signedIn(browser, site, `${language}@example.org`, { name: `Writer ${language}`, role: "editor", options: { locale, ...options } });
    const { id } = await site.api("POST", "/stories", { headline: says.headline, standfirst: "", language: says.language, body: { format: "markdown", content: says.headline } });
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    await page.locator("#story-text").click();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    // By the menu of blocks and by keyboard; the file that is sent there is the one that is chosen.
    await page.keyboard.type(`/${says.query}`);
    await page.getByRole("option", { name: says.tool, exact: true }).waitFor();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    await dialog.locator("input[type=file]").setInputFiles(film(`${language}.mp4`, says.color));
    const block = page.locator("#story-text .recording");
    await block.waitFor();
    await dialog.waitFor({ state: "detached" });
    await block.locator("figcaption").click();
    assert.equal(await block.locator("video").getAttribute("preload"), "metadata");
    await page.keyboard.type(says.caption);
    await findsNothing(page, `a film in ${language}`);
    await paint(page, `${language} editor`);

    await block.getByRole("button", { name: says.edit, exact: true }).click();
    await dialog.getByLabel(says.title, { exact: true }).fill(says.headline);
    await dialog.getByRole("button", { name: says.choose }).click();
    await dialog.getByRole("button", { name: "still.png" }).click();
    await dialog.getByLabel(says.title, { exact: true }).waitFor();
    assert.equal(await dialog.getByLabel(says.title, { exact: true }).inputValue(), says.headline, "kept while the picture was chosen");
    const still = dialog.locator(".poster img");
    const uncropped = await still.getAttribute("src");
    await dialog.locator(".poster").getByRole("button", { name: says.crop, exact: true }).click();
    const cropping = page.locator("dialog[open]").last();
    await cropping.locator(".tools select").selectOption("1:1");
    await cropping.locator("button[type=submit]").click();
    await eventually(async () => (await still.getAttribute("src")) !== uncropped);
    await dialog.getByLabel(says.width, { exact: true }).selectOption("wide");
    await dialog.locator("input[type=file]").setInputFiles({ name: "a.vtt", mimeType: "text/vtt", buffer: Buffer.from("WEBVTT\n\n00:00.000 --> 00:19.000\nHello سلام\n") });
    await dialog.locator("section li").waitFor();
    await findsNothing(page, `the film's dialog in ${language}`);
    await paint(page, `${language} dialog`);
    await dialog.getByRole("button", { name: says.apply, exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    const kept = await eventually(async () => {
      const { body } = await site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
      const one = body.content.blocks.find(({ type }) => type === "video");
      return one?.poster && one.layout === "wide" && one.caption?.[0].text === says.caption && one;
    });
    assert.match(kept.source, /^\/media\/[0-9a-f]{64}\.mp4$/);
    assert.deepEqual([kept.title, kept.layout, kept.width, kept.height, kept.caption[0].text], [says.headline, "wide", 640, 360, says.caption]);
    // What was written, as a story of its own: the draft goes on in the browser.
    const story = await site.publish({ headline: says.headline, language: says.language, body: { format: "document", content: { blocks: [{ type: "paragraph", content: [{ text: says.headline }] }, kept] } } });
    await page.context().close();

    // A reader: nothing is loaded before it plays; then it plays, jumps to a place that was not loaded, and shows its captions.
    const reader = await (await browser.newContext(options)).newPage();
    const asked = [];
    reader.on("request", (request) => request.url().endsWith(".mp4") && asked.push(request.headers().range ?? "whole"));
    await reader.goto(new URL(story.url, site.url).href);
    const player = reader.locator("figure.video video");
    await player.scrollIntoViewIfNeeded();
    assert.deepEqual(asked, []);
    const box = await player.boundingBox();
    assert.ok(box.width <= options.viewport.width && Math.abs(box.width / box.height - 16 / 9) < 0.05, JSON.stringify(box));
    await paint(reader, `${language} page`);
    const played = await player.evaluate(async (video) => {
      const until = (name) => new Promise((resolve, reject) => (video.addEventListener(name, resolve, { once: true }), video.addEventListener("error", () => reject(new Error(video.error?.message)), { once: true })));
      video.muted = true;
      const [track] = video.textTracks;
      track.mode = "hidden";
      await Promise.all([video.play(), until("playing")]);
      await new Promise((resolve) => setTimeout(resolve, 400));
      const at = video.currentTime;
      const seeked = until("seeked");
      video.currentTime = 15;
      await seeked;
      const { readyState, duration, videoWidth, currentTime } = video;
      for (let tries = 0; tries < 50 && !track.activeCues?.length; ++tries) await new Promise((resolve) => setTimeout(resolve, 100));
      return { at, readyState, duration, videoWidth, currentTime, cue: track.activeCues?.[0]?.text, kind: track.kind, language: track.language };
    });
    assert.ok(played.at > 0 && played.currentTime >= 15 && played.readyState >= 2, JSON.stringify(played));
    assert.deepEqual([Math.round(played.duration), played.videoWidth, played.cue, played.kind], [20, 640, "Hello سلام", "captions"]);
    assert.ok(asked.length > 0 && asked[0].startsWith("bytes="), asked.join());
    await reader.context().close();
  });
}

test("a film that browsers do not play is refused in words", async () => {
  const page = await signedIn(browser, site, "third@example.org", { name: "Third", role: "editor", options: { locale: "en-GB", viewport: { width: 1280, height: 900 } } });
  await page.goto(`${site.url}/newsroom/media`);
  const file = path.join(folder, "prores.mov");
  execFileSync("ffmpeg", ["-v", "error", "-f", "lavfi", "-i", "color=red:s=64x64:d=1", "-c:v", "libx264", file]);
  await page.locator("input[type=file]").first().setInputFiles(file);
  await page.getByText("Export film as MP4 with H.264 and AAC").waitFor();
  await page.getByLabel("Type").selectOption("video");
  await page.getByRole("button", { name: "English.mp4" }).click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("video").waitFor();
  assert.ok((await dialog.innerText()).includes("H.264, AAC"));
  await findsNothing(page, "a film in the library");
  await paint(page, "library");
  await page.context().close();
});
