// SPDX-License-Identifier: GPL-3.0-or-later
// What a writer sees while writing, in a real browser: previews, slugs, names, versions, languages, pictures and footnotes, in English and Persian.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { signedIn } from "./support/newsroom.mjs";
import { png } from "./support/pictures.mjs";
import { Site, eventually } from "./support/site.mjs";

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

const colleague = (options = {}) => signedIn(browser, site, `writer${++people}@example.org`, { name: `Writer ${people}`, role: "editor", options: { viewport: { width: 1400, height: 900 }, ...options } });
const fresh = async (page) => {
  await page.goto(`${site.url}/newsroom/stories/new`);
  await page.locator("#story-text").waitFor();
};
const open = async (page, id) => {
  await page.goto(`${site.url}/newsroom/stories/${id}`);
  await page.locator("#story-text").waitFor();
};
const saved = (page) => page.locator(".storybar .state.saved").waitFor();
const idOf = (page) => eventually(() => Number(/stories\/(\d+)$/.exec(page.url())?.[1]));
const keptOf = (id) => site.api("GET", `/stories/${id}/draft`).catch(() => site.api("GET", `/stories/${id}`));
const text = (value) => ({ format: "markdown", content: value });

test("the preview on a phone and on a desktop shows the page with the draft in it", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "Shown before", section: "city", body: text("What readers will read.") });
  await open(page, id);
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" And more.");
  await saved(page);
  await page.getByRole("tab", { name: "Preview" }).click();
  for (const button of [0, 1]) {
    await page.locator(".panel .row button").nth(button).click();
    const frame = page.frameLocator("dialog iframe, [role=dialog] iframe");
    await frame.locator("article h1").waitFor();
    assert.equal(await frame.locator("article h1").innerText(), "Shown before");
    assert.match(await frame.locator("[data-body]").innerText(), /What readers will read\. And more\./);
    await page.keyboard.press("Escape");
    await page.locator("dialog iframe, [role=dialog] iframe").waitFor({ state: "detached" });
  }
  await page.context().close();
});

for (const [language, locale, words] of [
  ["English", "en-GB", ["Ci", "ty council approves", "ci", "city-council-approves"]],
  ["Persian", "fa-IR", ["شورا", "ی شهر رأی داد", "شورا", "شورای-شهر-رأی-داد"]],
]) {
  test(`the slug of a new ${language} story follows its headline in its own script, at once, until somebody types one`, async () => {
    const page = await colleague({ locale });
    await fresh(page);
    const slug = page.locator('aside input[maxlength="120"]').last();
    await page.keyboard.type(words[0]);
    await saved(page);
    const id = await idOf(page);
    await eventually(async () => (await slug.inputValue()) === words[2]);
    await page.locator("textarea.headline").press("End");
    await page.keyboard.type(words[1]);
    await eventually(async () => (await slug.inputValue()) === words[3]);
    await saved(page);
    assert.equal((await keptOf(id)).slug, words[3]);
    await slug.fill("my-own");
    await eventually(async () => (await keptOf(id)).slug === "my-own");
    await page.locator("textarea.headline").press("End");
    await page.keyboard.type("!");
    await eventually(async () => (await keptOf(id)).headline.endsWith("!"));
    assert.equal(await slug.inputValue(), "my-own");
    assert.equal((await keptOf(id)).slug, "my-own");
    await page.context().close();
  });
}

test("names of authors and topics are kept as they are typed", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "By whom", section: "city", body: text("Text.") });
  await open(page, id);
  const [topics, byline] = [page.locator('aside input[role="combobox"]').nth(0), page.locator('aside input[role="combobox"]').nth(1)];
  for (const [field, name] of [[topics, "EU budget"], [topics, "تراموای شبانه"], [byline, "Sean O'Brien"], [byline, "علی رضایی"]]) {
    await field.fill(name);
    await field.press("Enter");
    await page.locator("aside li bdi").getByText(name, { exact: true }).waitFor();
  }
  await saved(page);
  const story = await site.api("POST", `/stories/${id}/publish`, {});
  const reader = (await site.get(story.url)).text;
  for (const name of ["EU budget", "تراموای شبانه", "علی رضایی"]) assert.ok(reader.includes(name), name);
  assert.match(reader, /Sean O(&#39;|&#x27;|'|’)Brien/);
  await page.context().close();
});

test("there is as much space between paragraphs as readers get", async () => {
  const page = await colleague();
  const story = await site.publish({ headline: "Spaced", section: "city", body: text("One.\n\nTwo.\n\n## Three\n\nFour.") });
  const gaps = (root) => {
    const blocks = [...document.querySelector(root).children].filter((one) => /^(P|H2)$/.test(one.tagName)).slice(0, 4);
    return blocks.slice(1).map((one, i) => {
      const size = Number.parseFloat(getComputedStyle(blocks[0]).fontSize);
      return Math.round(((one.getBoundingClientRect().top - blocks[i].getBoundingClientRect().bottom) / size) * 10) / 10;
    });
  };
  await open(page, story.id);
  const writing = await page.evaluate(gaps, "#story-text");
  await page.goto(site.url + story.url);
  const reading = await page.evaluate(gaps, "[data-body]");
  assert.ok(reading[0] > 0.5, String(reading));
  writing.forEach((gap, i) => assert.ok(Math.abs(gap - reading[i]) <= reading[i] * 0.5, `${writing} while writing, ${reading} for readers`));
  await page.context().close();
});

test("text that was saved and then deleted is among the versions, and comes back", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "Never lost", section: "city", body: text("Begun.") });
  await open(page, id);
  const words = "Nothing that was ever shown as saved is gone. ".repeat(6).trim();
  await page.locator("#story-text").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type(words);
  await eventually(async () => JSON.stringify((await keptOf(id)).body).includes(words));
  await page.keyboard.press("Control+a");
  await page.keyboard.type("x");
  await eventually(async () => !JSON.stringify((await keptOf(id)).body).includes(words));
  await page.reload();
  await page.locator("#story-text").waitFor();
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.locator("li.kept").first().getByRole("button").click();
  await page.locator("dialog, [role=dialog]").getByText("Nothing that was ever").first().waitFor();
  await page.getByRole("button", { name: "Restore this version" }).click();
  await eventually(async () => (await page.locator("#story-text").innerText()).includes(words));
  await eventually(async () => JSON.stringify((await keptOf(id)).body).includes(words));
  await page.context().close();
});

test("a new story has the language of the interface, then the one that it is written in, and says so beside the headline", async () => {
  const page = await colleague({ locale: "fa-IR" });
  await fresh(page);
  const language = page.locator(".main .language select");
  assert.equal(await language.inputValue(), "fa");
  assert.equal(await page.locator(".main").getAttribute("dir"), "rtl");
  await page.keyboard.type("The council approves the plan");
  assert.equal(await language.inputValue(), "en");
  assert.equal(await page.locator(".main").getAttribute("dir"), "ltr");
  await language.selectOption("de");
  await page.locator("textarea.headline").press("End");
  await page.keyboard.type(" today");
  assert.equal(await language.inputValue(), "de");
  await saved(page);
  await fresh(page);
  assert.equal(await language.inputValue(), "de");
  await page.context().close();
});

test("before publishing it is said that a text reads like another language, and that pictures are on another site", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "شورای شهر طرح پل تازه را تصویب کرد", language: "en", section: "city", body: text("متن.\n\n![A](https://elsewhere.example/a.png)") });
  await open(page, id);
  await page.locator(".text .missing").getByText("elsewhere.example").waitFor();
  await page.locator(".storybar .actions button").first().click();
  const dialog = page.locator("dialog, [role=dialog]");
  await dialog.getByText(/reads like Persian/).waitFor();
  await dialog.getByText(/another site/).waitFor();
  await page.context().close();
});

for (const [device, viewport] of [["desktop", { width: 1280, height: 800 }], ["phone", { width: 390, height: 700 }]]) {
  test(`the caret is never under the toolbar on a ${device}`, async () => {
    const page = await colleague({ viewport });
    const { id } = await site.api("POST", "/stories", { headline: "Long", section: "city", body: text(Array.from({ length: 60 }, (_, i) => `Paragraph ${i}.`).join("\n\n")) });
    await open(page, id);
    await page.locator("#story-text p").first().click();
    await page.keyboard.press("Control+End");
    const seen = () =>
      page.evaluate(() => {
        const { anchorNode } = getSelection();
        const caret = (anchorNode.nodeType === 1 ? anchorNode : anchorNode.parentElement).getBoundingClientRect();
        const toolbar = document.querySelector(".editor > .top").getBoundingClientRect();
        return { top: caret.top - toolbar.bottom, bottom: innerHeight - caret.bottom };
      });
    for (let i = 0; i < 45; ++i) {
      await page.keyboard.press("ArrowUp");
      let found;
      await eventually(async () => ((found = await seen()), found.top >= -1 && found.bottom >= -1), 5).catch(() => assert.fail(`after ${i + 1} lines: ${JSON.stringify(found)}`));
    }
    await page.keyboard.type("typed ");
    await eventually(async () => (await seen()).top >= -1, 5);
    await page.context().close();
  });
}

test("a picture takes the caret into its caption; a click selects it, typing never destroys it, Delete removes it", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "Pictured", section: "city", body: text("Before.\n\nAfter.") });
  await open(page, id);
  await page.locator("#story-text p").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "sun.png", { type: "image/png" }));
    document.querySelector("#story-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [...png(400, 300, 1)]);
  const figure = page.locator("#story-text figure.picture");
  await figure.waitFor();
  await page.keyboard.type("A bright sun");
  assert.match(await figure.locator("figcaption").innerText(), /A bright sun/);
  await figure.locator("img").click();
  await page.locator("#story-text figure.picture.selected").waitFor();
  await page.keyboard.type("typed");
  assert.equal(await figure.count(), 1);
  const kinds = () => page.evaluate(() => [...document.querySelector("#story-text").children].map((one) => `${one.tagName} ${one.tagName === "P" ? one.textContent : ""}`.trim()));
  assert.deepEqual(await kinds(), ["P Before.", "FIGURE", "P typed", "P After."]);
  await figure.locator("img").click();
  await page.locator("#story-text figure.picture.selected").waitFor();
  await page.keyboard.press("Delete");
  assert.deepEqual(await kinds(), ["P Before.", "P typed", "P After."]);
  await page.keyboard.press("Control+z");
  await figure.waitFor();
  await page.context().close();
});

/** Presses a key that moves the caret, and waits until the editor has heard of it from the browser. */
async function pressed(page, key) {
  await page.keyboard.press(key);
  await page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard))));
}

test("a copied footnote takes its source along into another story, and a whole story can be copied", async () => {
  const page = await colleague({ permissions: ["clipboard-read", "clipboard-write"] });
  const cited = (name) => site.api("POST", "/stories", { headline: `Story ${name}`, section: "city", body: text(`Claim of ${name}.[^1]\n\nMore of ${name}.\n\n[^1]: Source of ${name}.`) });
  const [a, b] = [await cited("A"), await cited("B")];
  const c = await site.api("POST", "/stories", { headline: "Story C", section: "city", body: text("Only C.") });
  const notesOf = async (id) => JSON.stringify((await keptOf(id)).body.content.footnotes ?? []);

  await open(page, a.id);
  await page.locator("#story-text p").first().click();
  await pressed(page, "Home");
  await pressed(page, "Shift+ArrowDown");
  await page.keyboard.press("Control+c");
  for (const id of [b.id, c.id]) {
    await open(page, id);
    await page.locator("#story-text p").first().click();
    await pressed(page, "Home");
    await page.keyboard.press("Control+v");
    await eventually(async () => (await notesOf(id)).includes("Source of A"));
  }
  const { blocks, footnotes } = (await keptOf(b.id)).body.content;
  const claims = JSON.stringify(blocks);
  assert.match(claims, /Claim of A\."\},\{"footnote":1\}/);
  assert.match(claims, /Claim of B\."\},\{"footnote":2\}/);
  assert.match(JSON.stringify(footnotes[0]), /Source of A/);
  assert.match(JSON.stringify(footnotes[1]), /Source of B/);

  await open(page, a.id);
  await page.locator("#story-text p").first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  await open(page, c.id);
  await page.locator("#story-text > p").last().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Control+v");
  await eventually(async () => JSON.stringify((await keptOf(c.id)).body).includes("More of A."));
  await page.context().close();
});

test("pasted Markdown becomes what it says; undo gives it back as it was pasted", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "Marked", section: "city", body: text("Before.") });
  await open(page, id);
  await page.locator("#story-text p").first().click();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData("text/plain", words);
    document.querySelector("#story-text").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, "## Plan\n\n- one\n- **two**\n\nIt costs.[^1]\n\n[^1]: Paper 114.");
  await page.locator("#story-text h2").getByText("Plan").waitFor();
  assert.equal(await page.locator("#story-text ul li").count(), 2);
  assert.match(await page.locator("#story-text [data-notes]").innerText(), /Paper 114/);
  await page.keyboard.press("Control+z");
  await page.locator("#story-text").getByText("## Plan").waitFor();
  await page.context().close();
});

test("quotes, dashes and addresses become what they should be while they are typed", async () => {
  const page = await colleague();
  const { id } = await site.api("POST", "/stories", { headline: "نوشته", language: "fa", section: "city", body: text("آغاز.") });
  await open(page, id);
  await page.locator("#story-text p").first().click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type('او گفت "بله" و رفت... https://example.org/a ');
  const paragraph = page.locator("#story-text p").first();
  assert.match(await paragraph.innerText(), /او گفت «بله» و رفت…/);
  assert.equal(await paragraph.locator("a").getAttribute("href"), "https://example.org/a");
  await page.context().close();
});
