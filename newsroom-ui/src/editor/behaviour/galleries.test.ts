// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What galleries do in the editor.
import type { Editor } from "@tiptap/core";
import { DOMParser } from "@tiptap/pm/model";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import { afterEach, expect, test, vi } from "vitest";

import type { Block } from "../document/document";
import { documentOf, makeEditor } from "../make_editor";
import { moveBlock, removeBlock, setDirection } from "./commands";
import { addToGallery, insertGallery, picturesOfGallery, placeWithRoom, setPictures } from "./galleries";
import { find, testHost } from "./testing";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const editors: Editor[] = [];
afterEach(() => editors.splice(0).forEach((editor) => editor.destroy()));
const moved = vi.fn<(place: number, count: number) => void>();

function open(...blocks: Block[]): Editor {
  const element = document.body.appendChild(document.createElement("div"));
  const host = { ...testHost, pictureMoved: moved };
  const editor = makeEditor({ element, document: { blocks }, editable: true, label: "Text", host, changed: () => {}, moved: () => {} });
  editors.push(editor);
  return editor;
}
const blocksOf = (editor: Editor): Block[] => documentOf(editor).blocks;
const picture = (name: string) => ({ source: `/media/${name}.jpg`, alt: name });
const gallery = (...names: string[]): Block => ({ type: "gallery", images: names.map(picture) });
const p = (text: string): Block => ({ type: "paragraph", content: [{ text }] });

/** Where that picture begins. */
function place(editor: Editor, name: string): number {
  let found = -1;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === "image" && node.attrs.alt === name) found = position;
  });
  return found;
}
const select = (editor: Editor, position: number): void => editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, position)));
function press(editor: Editor, key: string, modifiers: KeyboardEventInit = {}): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...modifiers });
  editor.view.someProp("handleKeyDown", (handle) => handle(editor.view, event));
}

test("several pictures become a gallery, one a picture, and no more than a gallery takes", () => {
  const one = open();
  insertGallery(one, [picture("a")]);
  expect(blocksOf(one)).toEqual([{ type: "image", ...picture("a") }]);
  const two = open();
  insertGallery(two, [picture("a"), picture("b")]);
  expect(blocksOf(two)).toEqual([gallery("a", "b")]);
  const names = Array.from({ length: 31 }, (_, i) => `p${i}`);
  const many = open();
  insertGallery(many, names.map(picture));
  expect(blocksOf(many)).toEqual([gallery(...names.slice(0, 30))]);
  addToGallery(many, find(many, "gallery"), [picture("more")]);
  expect(blocksOf(many)).toEqual([gallery(...names.slice(0, 30))]);
});

test("pictures join at the end, and are put in another order", () => {
  const one = open(gallery("a", "b"), p("after"));
  addToGallery(one, 0, [picture("c"), picture("d")]);
  expect(blocksOf(one)).toEqual([gallery("a", "b", "c", "d"), p("after")]);
  setPictures(one, 0, picturesOfGallery(one.state.doc.firstChild!).reverse(), { layout: "wide" });
  expect(blocksOf(one)).toEqual([{ ...gallery("d", "c", "b", "a"), layout: "wide" }, p("after")]);
});

test("the keys that move blocks move a picture within its gallery, and say where it is", () => {
  const one = open(p("before"), gallery("a", "b", "c"), p("after"));
  moved.mockClear();
  select(one, place(one, "a"));
  press(one, "ArrowDown", { altKey: true, shiftKey: true });
  expect(blocksOf(one)[1]).toEqual(gallery("b", "a", "c"));
  expect(moved).toHaveBeenLastCalledWith(2, 3);
  expect((one.state.selection as NodeSelection).node.attrs.alt).toBe("a");
  press(one, "ArrowDown", { altKey: true, shiftKey: true });
  press(one, "ArrowDown", { altKey: true, shiftKey: true });
  expect(blocksOf(one)).toEqual([p("before"), gallery("b", "c", "a"), p("after")]);
  expect(moved).toHaveBeenCalledTimes(2);
});

test("from its caption the whole gallery moves", () => {
  const one = open(p("before"), gallery("a", "b"), p("after"));
  const at = find(one, "gallery");
  one.view.dispatch(one.state.tr.setSelection(TextSelection.create(one.state.doc, at + one.state.doc.nodeAt(at)!.nodeSize - 2)));
  expect(moveBlock(one, -1)).toBe(true);
  expect(blocksOf(one)).toEqual([gallery("a", "b"), p("before"), p("after")]);
});

test("a gallery that loses its last picture goes", () => {
  const one = open(p("before"), gallery("a", "b"), p("after"));
  removeBlock(one, place(one, "a"));
  expect(blocksOf(one)).toEqual([p("before"), { type: "image", ...picture("b") }, p("after")]);
  select(one, place(one, "b"));
  one.view.dispatch(one.state.tr.deleteSelection());
  expect(blocksOf(one)).toEqual([p("before"), p("after")]);
  expect(find(one, "gallery")).toBe(-1);
});

test("typing over one of its pictures goes on behind the gallery; Enter after a credit goes to the next line of it", () => {
  const one = open(gallery("a", "b"));
  select(one, place(one, "a"));
  one.view.someProp("handleTextInput", (handle) => handle(one.view, 0, 0, "x", () => one.state.tr));
  expect(blocksOf(one)).toEqual([gallery("a", "b"), p("x")]);
  const credit = place(one, "a") + one.state.doc.nodeAt(place(one, "a"))!.nodeSize - 2;
  one.view.dispatch(one.state.tr.setSelection(TextSelection.create(one.state.doc, credit)));
  press(one, "Enter");
  one.view.dispatch(one.state.tr.insertText("said"));
  expect(blocksOf(one)).toEqual([{ type: "gallery", images: [picture("a"), { ...picture("b"), caption: [{ text: "said" }] }] }, p("x")]);
});

test("a direction is the gallery's, not that of each picture", () => {
  const one = open(gallery("a", "b"));
  select(one, place(one, "a"));
  setDirection(one, "rtl");
  expect(blocksOf(one)).toEqual([{ ...gallery("a", "b"), direction: "rtl" }]);
  expect(one.state.doc.nodeAt(place(one, "a"))!.attrs.direction).toBe(null);
});

test("what is copied from the editor is pasted as a gallery", () => {
  const one = open(gallery("a", "b"), p("after"));
  select(one, 0);
  const { dom } = one.view.serializeForClipboard(one.state.selection.content());
  const two = open(p("here"));
  two.view.dispatch(two.state.tr.insert(0, DOMParser.fromSchema(two.schema).parseSlice(dom).content));
  expect(blocksOf(two)).toEqual([gallery("a", "b"), p("here")]);
});

test("what comes into a full gallery stands behind it", () => {
  const names = Array.from({ length: 30 }, (_, i) => `p${i}`);
  const editor = open(gallery(...names), p("After"));
  const at = place(editor, "p3");
  expect(placeWithRoom(editor.state.doc, at)).toBe(editor.state.doc.firstChild!.nodeSize);
  const roomy = open(gallery("a", "b"));
  expect(placeWithRoom(roomy.state.doc, place(roomy, "b"))).toBe(place(roomy, "b"));
});
