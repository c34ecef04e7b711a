// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody else wrote is put into the text without moving whoever is typing, and without becoming a step of theirs.
import type { Editor } from "@tiptap/core";
import { undo } from "@tiptap/pm/history";
import { TextSelection } from "@tiptap/pm/state";
import { afterEach, describe, expect, test, vi } from "vitest";

import { testHost } from "./behaviour/testing";
import type { Block, Document } from "./document/document";
import { documentOf, makeEditor } from "./make_editor";
import { showDocument } from "./show_document";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const p = (text: string, note?: number): Block => ({ type: "paragraph", content: note === undefined ? [{ text }] : [{ text }, { footnote: note }] });
const picture = (caption: string): Block => ({ type: "image", source: "/media/a.jpg", alt: "A tram", caption: [{ text: caption }] });
let editor: Editor | null = null;

function open(document: Document): Editor {
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  editor = makeEditor({ element, document, editable: true, label: "Text", host: testHost, changed: () => {}, moved: () => {} });
  return editor;
}
afterEach(() => {
  editor?.destroy();
  editor = null;
});

/** Puts the cursor behind a word. */
function cursorBehind(one: Editor, word: string): void {
  let at = -1;
  one.state.doc.descendants((node, position) => {
    const found = node.isText ? (node.text ?? "").indexOf(word) : -1;
    if (found >= 0) at = position + found + word.length;
  });
  expect(at).toBeGreaterThan(0);
  one.view.dispatch(one.state.tr.setSelection(TextSelection.create(one.state.doc, at)));
}
const around = (one: Editor): [string, string] => {
  const { $from } = one.state.selection;
  return [$from.parent.textContent.slice(0, $from.parentOffset), $from.parent.textContent.slice($from.parentOffset)];
};

describe("the cursor stays in its word", () => {
  test("while paragraphs before and behind it are changed, added and removed", () => {
    const one = open({ blocks: [p("First."), p("Second one."), p("Third."), p("Fourth.")] });
    cursorBehind(one, "Second");
    const shown = { blocks: [p("New."), p("First, changed."), p("Second one."), p("Fourth, changed."), p("Last.")] };
    showDocument(one, shown, true);
    expect(documentOf(one)).toEqual(shown);
    expect(around(one)).toEqual(["Second", " one."]);
  });

  test("while the notes of its paragraph get other numbers", () => {
    const one = open({ blocks: [p("First."), p("Second one", 1)], footnotes: [[p("Source.")]] });
    cursorBehind(one, "Second");
    const shown = { blocks: [p("First", 1), p("Second one", 2)], footnotes: [[p("Another.")], [p("Source.")]] };
    showDocument(one, shown, true);
    expect(documentOf(one)).toEqual(shown);
    expect(around(one)).toEqual(["Second", " one"]);
  });

  test("of a caption, and in a paragraph that is still empty", () => {
    const one = open({ blocks: [p("First."), picture("At night"), p("Last.")] });
    cursorBehind(one, "At");
    showDocument(one, { blocks: [p("First, changed."), picture("At night"), p("Last."), p("More.")] }, true);
    expect(around(one)).toEqual(["At", " night"]);
    cursorBehind(one, "Last.");
    one.commands.splitBlock();
    const shown = { blocks: [p("First."), picture("At night"), p("Last."), p("More, changed.")] };
    showDocument(one, shown, true);
    expect(documentOf(one)).toEqual(shown);
    expect(around(one)).toEqual(["", ""]);
    one.commands.insertContent("typed");
    expect(documentOf(one).blocks.map((block) => (block.type === "paragraph" ? block.content : []))).toContainEqual([{ text: "typed" }]);
  });
});

describe("the space that the next word will follow stays", () => {
  const list = (...items: string[]): Block => ({ type: "list", items: items.map((item) => [p(item)]) });
  const cases: [string, Document, Document][] = [
    ["while another paragraph changes", { blocks: [p("First."), p("Here")] }, { blocks: [p("First, changed."), p("Here")] }],
    ["within a sentence", { blocks: [p("First."), p("Here there")] }, { blocks: [p("New."), p("First."), p("Here there")] }],
    ["while its own paragraph changes before it", { blocks: [p("First one. Here")] }, { blocks: [p("First, changed. Here")] }],
    ["while its own paragraph changes behind it", { blocks: [p("Here there.")] }, { blocks: [p("Here there, and changed.")] }],
    ["in a list whose other item changes", { blocks: [list("First.", "Here", "Third.")] }, { blocks: [list("First, changed.", "Here", "Third, changed.")] }],
    ["in a caption", { blocks: [p("First."), picture("Here")] }, { blocks: [p("First, changed."), picture("Here")] }],
    ["beside a note that gets another number", { blocks: [p("First."), p("Here there", 1)], footnotes: [[p("Source.")]] }, { blocks: [p("First.", 1), p("Here there", 2)], footnotes: [[p("Another.")], [p("Source.")]] }],
    ["in a footnote", { blocks: [p("First.", 1)], footnotes: [[p("Here")]] }, { blocks: [p("First, changed.", 1)], footnotes: [[p("Here")]] }],
  ];
  test.each(cases)("%s", (_, before, shown) => {
    const one = open(before);
    cursorBehind(one, "Here");
    one.view.dispatch(one.state.tr.insertText(" "));
    const [, behind] = around(one);
    showDocument(one, shown, true);
    expect(documentOf(one)).toEqual(shown);
    expect(around(one)[0].endsWith("Here ")).toBe(true);
    expect(around(one)[1].startsWith(behind.slice(0, 5))).toBe(true);
  });

  test("alone in its paragraph", () => {
    const one = open({ blocks: [p("First."), p("Here")] });
    cursorBehind(one, "Here");
    one.commands.splitBlock();
    one.view.dispatch(one.state.tr.insertText(" "));
    const shown = { blocks: [p("First, changed."), p("Here")] };
    showDocument(one, shown, true);
    expect(documentOf(one)).toEqual(shown);
    expect(around(one)).toEqual([" ", ""]);
  });
});

test("undoing takes back one's own words and leaves those of others", () => {
  const one = open({ blocks: [p("First."), p("Second.")] });
  cursorBehind(one, "Second.");
  one.commands.insertContent(" Mine.");
  showDocument(one, { blocks: [p("First. Theirs."), p("Second. Mine.")] }, true);
  undo(one.state, one.view.dispatch);
  expect(documentOf(one)).toEqual({ blocks: [p("First. Theirs."), p("Second.")] });
});
