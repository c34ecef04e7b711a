// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses of providers become embeds where they stand alone, and text again by Undo.
import type { Editor } from "@tiptap/core";
import { redo, undo } from "@tiptap/pm/history";
import { Slice } from "@tiptap/pm/model";
import { TextSelection } from "@tiptap/pm/state";
import { afterEach, expect, test, vi } from "vitest";

import type { Block } from "../document/document";
import { documentOf, makeEditor } from "../make_editor";
import { testHost } from "./testing";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const film = "https://www.youtube.com/watch?v=dQw4w9WgXcQ";
const embed = (url: string, provider: string): Block => ({ type: "embed", provider, url });
const p = (text: string): Block => ({ type: "paragraph", content: [{ text }] });
const linked = (url: string): Block => ({ type: "paragraph", content: [{ text: url, link: { href: url } }] });
const said: string[] = [];
let editor: Editor;

function open(...blocks: Block[]): Editor {
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  const host = { ...testHost, embedMade: (url: string) => void said.push(url) };
  editor = makeEditor({ element, document: { blocks }, editable: true, label: "Text", host, changed: () => {}, moved: () => {} });
  // jsdom measures nothing.
  editor.view.setProps({ handleScrollToSelection: () => true });
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.atEnd(editor.state.doc)));
  return editor;
}
afterEach(() => {
  editor.destroy();
  said.length = 0;
});
function paste(text: string): void {
  const clipboardData = { getData: (type: string) => (type === "text/plain" ? text : ""), files: [] };
  editor.view.someProp("handlePaste", (handle) => handle(editor.view, { clipboardData } as unknown as ClipboardEvent, Slice.empty));
}
function type(text: string): void {
  editor.view.dispatch(editor.state.tr.insertText(text));
}
function enter(): void {
  const event = new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true });
  editor.view.someProp("handleKeyDown", (handle) => handle(editor.view, event));
}
const blocks = (): Block[] => documentOf(editor).blocks;
const back = (): boolean => undo(editor.state, editor.view.dispatch);

test.each([
  [film, embed(film, "youtube")],
  ["https://t.me/durov/342", embed("https://t.me/durov/342", "telegram")],
  ["https://mastodon.social/@Gargron/109254208668258721", embed("https://mastodon.social/@Gargron/109254208668258721", "mastodon")],
  ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5", embed(`${film}&t=5s`, "youtube")],
])("pasting %s into an empty paragraph makes an embed, and Undo gives the text back", (address, made) => {
  open();
  paste(address);
  expect(blocks()).toEqual([made]);
  expect(said).toEqual([address]);
  expect(editor.state.selection.$from.parent.type.name).toBe("paragraph");
  back();
  expect(blocks()).toEqual([linked(address)]);
  redo(editor.state, editor.view.dispatch);
  expect(blocks()).toEqual([made]);
});

test("Enter behind an address that stands alone makes an embed; after Undo the text stays at the next Enter", () => {
  open(p("Before"));
  enter();
  type(film);
  enter();
  expect(blocks()).toEqual([p("Before"), embed(film, "youtube")]);
  type("After");
  expect(blocks()).toEqual([p("Before"), embed(film, "youtube"), p("After")]);
  back();
  back();
  expect(blocks()).toEqual([p("Before"), linked(film)]);
  expect(editor.state.selection.$from.parent.textContent).toBe(film);
  enter();
  type("After");
  expect(blocks()).toEqual([p("Before"), linked(film), p("After")]);
});

test.each([
  ["https://example.org/film"],
  ["https://youtube.com.example.org/watch?v=dQw4w9WgXcQ"],
  ["https://github.com/a/b"],
])("%s stays a link", (address) => {
  open();
  paste(address);
  expect(blocks()).toEqual([linked(address)]);
  enter();
  expect(blocks()).toEqual([linked(address)]);
  expect(said).toEqual([]);
});

test("an address among other words, or in a list, stays text at Enter", () => {
  open(p("See"));
  type(` ${film}`);
  enter();
  expect(blocks()).toHaveLength(1);
  expect(blocks()[0]!.type).toBe("paragraph");
  editor.destroy();
  open({ type: "list", items: [[p("One")]] });
  enter();
  type(film);
  enter();
  expect(JSON.stringify(blocks())).not.toContain("embed");
});
