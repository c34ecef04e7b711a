// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What is learned of an embedded page: it goes where nothing is known yet, and Undo still takes the embed away as a whole.
import { undoNoScroll } from "@tiptap/pm/history";
import { afterEach, expect, test } from "vitest";

import { documentOf, makeEditor } from "../make_editor";
import type { Block } from "../document/document";
import { insertEmbed } from "./commands";
import { tellEmbeds } from "./embed_about";
import { testHost } from "./testing";

const film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
const about = { title: "Ships", description: "In the fog", site: "", picture: "/media/a.jpg" };
let editor: ReturnType<typeof makeEditor> | null = null;

function open(...blocks: Block[]): ReturnType<typeof makeEditor> {
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  editor = makeEditor({ element, document: { blocks }, editable: true, label: "Text", host: testHost, changed: () => {}, moved: () => {} });
  return editor;
}
afterEach(() => {
  editor?.destroy();
  globalThis.document.body.replaceChildren();
});

test("embeds of that address learn it, unless something was written about them", () => {
  const one = open({ type: "embed", url: film }, { type: "embed", url: film, title: "Mine" }, { type: "embed", url: "https://vimeo.com/1" });
  expect(tellEmbeds(one, film, about)).toBe(true);
  expect(documentOf(one).blocks).toEqual([
    { type: "embed", provider: "youtube", url: film, title: "Ships", description: "In the fog", picture: "/media/a.jpg" },
    { type: "embed", provider: "youtube", url: film, title: "Mine" },
    { type: "embed", provider: "vimeo", url: "https://vimeo.com/1" },
  ]);
  expect(tellEmbeds(one, film, about)).toBe(false);
});

test("one step of Undo takes an embed away, also after it learned its title", () => {
  const one = open({ type: "paragraph", content: [{ text: "Before" }] });
  insertEmbed(one, film);
  expect(tellEmbeds(one, film, about)).toBe(true);
  undoNoScroll(one.state, one.view.dispatch);
  expect(documentOf(one).blocks).toEqual([{ type: "paragraph", content: [{ text: "Before" }] }]);
});
