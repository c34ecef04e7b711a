// SPDX-License-Identifier: GPL-3.0-or-later
// Two people write in one story at once: what they change in different places comes together by itself, what they change in the same place is
// asked about, in English and Persian.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { findsNothing, signedIn } from "./support/newsroom.mjs";
import { Site, eventually } from "./support/site.mjs";

const shots = process.env.STOPPRESS_SCREENSHOTS; // a folder; then each step is also painted into it
let browser;
let site;
let ann;
let reza;

before(async () => {
  browser = await launch();
  site = await Site.start();
  ann = await signedIn(browser, site, "ann@example.org", { name: "Ann Lee", role: "editor" });
  reza = await signedIn(browser, site, "reza@example.org", { name: "Reza Karimi", role: "editor", options: { locale: "fa-IR" } });
});

after(async () => {
  await browser?.close();
  await site?.stop();
});

const shoot = async (page, name) => shots && (await page.screenshot({ path: path.join(shots, `merge-${name}.png`) }));
const saved = (page) => page.locator(".storybar .state.saved").waitFor();
const paragraph = (page, place) => page.locator("#story-text > p").nth(place);
const texts = async (page) => (await page.locator("#story-text > p").allInnerTexts()).map((text) => text.trim()).filter(Boolean);
const body = async (id) => {
  const { has_draft: draft } = await site.api("GET", `/stories/${id}`);
  const copy = await site.api("GET", `/stories/${id}${draft ? "/draft" : ""}`);
  return copy.body.content.blocks.map((block) => block.content.map((run) => run.text).join(""));
};

async function opened(content, language = "en") {
  const { id } = await site.api("POST", "/stories", { headline: "Bridge", language, body: { format: "markdown", content: content.join("\n\n") } });
  for (const page of [ann, reza]) {
    await page.goto(`${site.url}/newsroom/stories/${id}`);
    await paragraph(page, content.length - 1).waitFor();
  }
  return id;
}

/** Types at the end of a paragraph. */
async function write(page, place, text) {
  await paragraph(page, place).click();
  await page.keyboard.press("End");
  await page.keyboard.type(text);
}

/** What `page` writes does not reach the server until the function that this returns is called. */
async function held(page, id) {
  const address = `**/api/v1/stories/${id}/draft`;
  await page.route(address, (route) => (route.request().method() === "PATCH" ? route.abort() : route.fallback()));
  return () => page.unroute(address);
}

test("changes of neighbouring paragraphs come together by themselves, the cursor stays, and the merge can be undone", async () => {
  const id = await opened(["The council votes.", "The mayor is against it.", "It costs four million."]);
  const release = await held(ann, id);
  await write(ann, 1, " She said so. ");
  await write(reza, 0, " Tomorrow.");
  await saved(reza);
  await release();
  await ann.getByText("Merged with changes by Reza Karimi.").waitFor();
  // Whoever was typing goes on where they were, behind the space that no document has yet.
  await ann.keyboard.type("Twice.");
  const both = ["The council votes. Tomorrow.", "The mayor is against it. She said so. Twice.", "It costs four million."];
  await eventually(async () => JSON.stringify(await body(id)) === JSON.stringify(both));
  assert.deepEqual(await texts(ann), both);
  await eventually(async () => JSON.stringify(await texts(reza)) === JSON.stringify(both));
  await findsNothing(ann, "a merged story");
  await shoot(ann, "en");
  await ann.getByRole("button", { name: "Undo the merge" }).click();
  const own = ["The council votes.", both[1], both[2]];
  await eventually(async () => JSON.stringify(await body(id)) === JSON.stringify(own));
  assert.deepEqual(await texts(ann), own);
  assert.deepEqual(ann.problems, []);
});

test("the same in Persian, with the headline changed by one and the text by the other", async () => {
  const id = await opened(["شورای شهر رأی می‌دهد.", "شهردار مخالف است."], "fa");
  const release = await held(reza, id);
  await write(reza, 1, " او چنین گفت.");
  await ann.getByLabel("Headline").fill("پل تازه");
  await saved(ann);
  await release();
  await reza.getByText(/با تغییرات .*Ann Lee.* ادغام شد/).waitFor();
  await eventually(async () => (await body(id))[1] === "شهردار مخالف است. او چنین گفت.");
  assert.equal((await site.api("GET", `/stories/${id}/draft`)).headline, "پل تازه");
  assert.equal(await reza.locator("textarea.headline").inputValue(), "پل تازه");
  await findsNothing(reza, "a merged story in Persian");
  await shoot(reza, "fa");
  assert.deepEqual(reza.problems, []);
});

test("only what both changed is asked about", async () => {
  const id = await opened(["The council votes.", "The mayor is against it.", "It costs four million."]);
  const release = await held(ann, id);
  await write(ann, 0, " Today.");
  await write(ann, 2, " So far.");
  await write(reza, 0, " Tomorrow.");
  await saved(reza);
  await release();
  await ann.getByRole("button", { name: "Compare" }).click();
  const dialog = ann.getByRole("dialog", { name: "Two versions of this story" });
  await dialog.locator("section.part").first().waitFor();
  assert.equal(await dialog.locator("section.part").count(), 1);
  await dialog.getByText("All other changes are merged.").waitFor();
  assert.equal(await dialog.getByText("four million").count(), 0);
  await findsNothing(ann, "the dialog of two versions");
  await shoot(ann, "asked");
  await dialog.getByLabel("Theirs").check();
  await dialog.getByRole("button", { name: "Keep this version" }).click();
  await eventually(async () => JSON.stringify(await body(id)) === JSON.stringify(["The council votes. Tomorrow.", "The mayor is against it.", "It costs four million. So far."]));
  assert.deepEqual(ann.problems, []);
});

test("both type at once, and every word of both is there", async () => {
  const id = await opened(["First.", "Second."]);
  await paragraph(ann, 0).click();
  await ann.keyboard.press("End");
  await paragraph(reza, 1).click();
  await reza.keyboard.press("End");
  for (let word = 1; word <= 8; ++word) {
    await Promise.all([ann.keyboard.type(` a${word}`, { delay: 40 }), reza.keyboard.type(` r${word}`, { delay: 60 })]);
  }
  const count = (letter) => Array.from({ length: 8 }, (_, i) => ` ${letter}${i + 1}`).join("");
  const all = JSON.stringify([`First.${count("a")}`, `Second.${count("r")}`]);
  await eventually(async () => JSON.stringify(await body(id)) === all);
  for (const page of [ann, reza]) await eventually(async () => JSON.stringify(await texts(page)) === all);
});
