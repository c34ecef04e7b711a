// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What keys, Markdown, menus and pastes make of the text: each case is a document before, something done, and the document after.
import type { Editor } from "@tiptap/core";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";

import { documents } from "../document/arbitrary";
import type { Block, Document } from "../document/document";
import { fingerprint, normalise } from "../document/normalise";
import { documentOf, makeEditor, showDocument } from "../make_editor";
import { pasteDocument } from "./clipboard";
import { insertBlock, insertEmbed, insertFootnote, insertRule, insertTable, moveBlock, pictureNode, removeNote, setDirection, toggleHeading, toggleList, toggleMark, toggleQuote } from "./commands";
import { find, testHost } from "./testing";
import { look, replaceAll, replaceOne } from "./find";
import { addColumn, addRow, align, removeColumn, removeRow, toggleHeader } from "./tables";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const p = (text: string): Block => ({ type: "paragraph", content: [{ text }] });
let editor: Editor | null = null;

function open(...blocks: Block[]): Editor {
  return openDocument({ blocks });
}
function openDocument(document: Document): Editor {
  const element = globalThis.document.createElement("div");
  globalThis.document.body.append(element);
  editor = makeEditor({ element, document, editable: true, label: "Text", host: testHost, changed: () => {}, moved: () => {} });
  return editor;
}
afterEach(() => {
  editor?.destroy();
  globalThis.document.body.replaceChildren();
});

/** As a browser hands keys and letters over. */
function press(one: Editor, key: string, modifiers: Partial<Record<"ctrlKey" | "shiftKey" | "altKey", boolean>> = {}): void {
  const event = new KeyboardEvent("keydown", { key, ...modifiers, bubbles: true, cancelable: true });
  one.view.someProp("handleKeyDown", (handle) => handle(one.view, event));
}
function type(one: Editor, text: string): void {
  for (const letter of text) {
    if (letter === "\n") press(one, "Enter");
    else {
      const { from, to } = one.state.selection;
      const insert = () => one.state.tr.insertText(letter, from, to);
      if (!one.view.someProp("handleTextInput", (handle) => handle(one.view, from, to, letter, insert))) one.view.dispatch(insert());
    }
  }
}
const cursor = (one: Editor, position: number): void => one.view.dispatch(one.state.tr.setSelection(TextSelection.near(one.state.doc.resolve(position))));
const selectAll = (one: Editor): void => one.view.dispatch(one.state.tr.setSelection(TextSelection.create(one.state.doc, 1, one.state.doc.content.size - 1)));
const blocksOf = (one: Editor): Block[] => documentOf(one).blocks;

describe("Markdown as it is typed", () => {
  test.each<[string, string, Block[]]>([
    ["a heading", "## Results", [{ type: "heading", level: 2, content: [{ text: "Results" }] }]],
    ["a first-level heading becomes a second-level one", "# Results", [{ type: "heading", level: 2, content: [{ text: "Results" }] }]],
    ["bullets", "- one\ntwo", [{ type: "list", items: [[p("one")], [p("two")]] }]],
    ["numbers that begin with another", "3. one", [{ type: "list", ordered: true, start: 3, items: [[p("one")]] }]],
    ["Persian numbers", "۲. یک", [{ type: "list", ordered: true, start: 2, items: [[p("یک")]] }]],
    ["a quote", "> said", [{ type: "quote", blocks: [p("said")] }]],
    ["code with its language", "```cpp int a;", [{ type: "code", syntax: "cpp", text: "int a;" }]],
    ["a rule", "---after", [{ type: "rule" }, p("after")]],
    ["marks", "a **b** *c* ~~d~~ `e` f", [{ type: "paragraph", content: [{ text: "a " }, { text: "b", marks: ["strong"] }, { text: " " }, { text: "c", marks: ["emphasis"] }, { text: " " }, { text: "d", marks: ["strikethrough"] }, { text: " " }, { text: "e", marks: ["code"] }, { text: " f" }] }]],
    ["stars that are none", "2*3*4 a_b_c", [p("2*3*4 a_b_c")]],
  ])("%s", (_, typed, wanted) => {
    const one = open();
    type(one, typed);
    expect(blocksOf(one)).toEqual(wanted);
  });
});

describe("keys", () => {
  test("Enter on an empty item leaves the list, Tab and Shift-Tab nest and lift", () => {
    const one = open();
    type(one, "- one\ntwo");
    press(one, "Tab");
    expect(blocksOf(one)).toEqual([{ type: "list", items: [[p("one"), { type: "list", items: [[p("two")]] }]] }]);
    press(one, "Tab", { shiftKey: true });
    type(one, "\n\nafter");
    expect(blocksOf(one)).toEqual([{ type: "list", items: [[p("one")], [p("two")]] }, p("after")]);
  });

  test("Enter in the last empty paragraph of a quote leaves it; who said it stays in the quote", () => {
    const one = open();
    type(one, "> one\n\nafter");
    expect(blocksOf(one)).toEqual([{ type: "quote", blocks: [p("one")] }, p("after")]);
    cursor(one, find(one, "attribution") + 1);
    type(one, "The mayor\nmore");
    expect(blocksOf(one)).toEqual([{ type: "quote", blocks: [p("one")], attribution: [{ text: "The mayor" }] }, p("more"), p("after")]);
  });

  test("Enter in a table's cell is a line break, Tab goes on and makes a row at the end", () => {
    const one = open();
    insertTable(one, 2, 2);
    type(one, "a\nb");
    press(one, "Tab");
    type(one, "c");
    press(one, "Tab");
    press(one, "Tab");
    type(one, "d");
    press(one, "Tab");
    type(one, "e");
    expect(blocksOf(one)).toEqual([
      { type: "table", alignments: ["none", "none"], header: [[{ text: "a\nb" }], [{ text: "c" }]], rows: [[[], [{ text: "d" }]], [[{ text: "e" }], []]] },
    ]);
  });

  test("Backspace at the beginning of a quote or heading makes text of it", () => {
    const one = open({ type: "quote", blocks: [p("said")], attribution: [{ text: "who" }] });
    cursor(one, 2);
    press(one, "Backspace");
    expect(blocksOf(one)).toEqual([p("said"), p("who")]);
    toggleHeading(one, 3);
    press(one, "Backspace");
    expect(blocksOf(one)).toEqual([p("said"), p("who")]);
  });

  test("blocks move up and down, notes stay last", () => {
    const one = openDocument({ blocks: [p("a"), p("b")], footnotes: [[p("n")]] });
    cursor(one, 1);
    expect(moveBlock(one, -1)).toBe(false);
    expect(moveBlock(one, 1)).toBe(true);
    expect(moveBlock(one, 1)).toBe(false);
    expect(blocksOf(one)).toEqual([p("b"), p("a")]);
  });

  test("undo takes one thing back at a time", () => {
    const one = open(p("a"));
    selectAll(one);
    toggleMark(one, "strong");
    expect(blocksOf(one)).toEqual([{ type: "paragraph", content: [{ text: "a", marks: ["strong"] }] }]);
    press(one, "z", { ctrlKey: true });
    expect(blocksOf(one)).toEqual([p("a")]);
    press(one, "z", { ctrlKey: true, shiftKey: true });
    expect(blocksOf(one)).toEqual([{ type: "paragraph", content: [{ text: "a", marks: ["strong"] }] }]);
  });
});

describe("blocks", () => {
  test("several paragraphs become one quote, a pull quote, and paragraphs again", () => {
    const one = open(p("a"), p("b"));
    selectAll(one);
    toggleQuote(one, false);
    expect(blocksOf(one)).toEqual([{ type: "quote", blocks: [p("a"), p("b")] }]);
    toggleQuote(one, true);
    expect(blocksOf(one)).toEqual([{ type: "quote", pull: true, blocks: [p("a"), p("b")] }]);
    toggleQuote(one, true);
    expect(blocksOf(one)).toEqual([p("a"), p("b")]);
  });

  test("a list becomes another, and paragraphs", () => {
    const one = open(p("a"), p("b"));
    selectAll(one);
    toggleList(one, true);
    expect(blocksOf(one)).toEqual([{ type: "list", ordered: true, items: [[p("a")], [p("b")]] }]);
    toggleList(one, false);
    expect(blocksOf(one)).toEqual([{ type: "list", items: [[p("a")], [p("b")]] }]);
    toggleList(one, false);
    expect(blocksOf(one)).toEqual([p("a"), p("b")]);
  });

  test("subscript and superscript exclude each other", () => {
    const one = open(p("2"));
    selectAll(one);
    toggleMark(one, "subscript");
    toggleMark(one, "superscript");
    expect(blocksOf(one)).toEqual([{ type: "paragraph", content: [{ text: "2", marks: ["superscript"] }] }]);
  });

  test("footnotes are numbered in the order of their references", () => {
    const one = open(p("first second"));
    cursor(one, 13);
    insertFootnote(one);
    type(one, "note of second");
    cursor(one, 6);
    insertFootnote(one);
    type(one, "note of first");
    expect(documentOf(one)).toEqual({
      blocks: [{ type: "paragraph", content: [{ text: "first" }, { footnote: 1 }, { text: " second" }, { footnote: 2 }] }],
      footnotes: [[p("note of first")], [p("note of second")]],
    });
    removeNote(one, String(one.state.doc.lastChild!.firstChild!.attrs.id));
    expect(documentOf(one)).toEqual({ blocks: [{ type: "paragraph", content: [{ text: "first second" }, { footnote: 1 }] }], footnotes: [[p("note of second")]] });
  });

  test("a reference that was cut keeps its note, and finds it again where it is put", () => {
    const one = openDocument({ blocks: [{ type: "paragraph", content: [{ text: "a" }, { footnote: 1 }] }, p("b")], footnotes: [[p("n")]] });
    const reference = one.state.doc.nodeAt(2)!;
    one.view.dispatch(one.state.tr.delete(2, 3));
    expect(documentOf(one)).toEqual({ blocks: [p("a"), p("b")], footnotes: [[p("n")]] });
    one.view.dispatch(one.state.tr.insert(5, reference));
    expect(documentOf(one).blocks[1]).toEqual({ type: "paragraph", content: [{ text: "b" }, { footnote: 1 }] });
  });

  test("a picture, an embed and a rule leave a paragraph to write on in", () => {
    const one = open();
    insertBlock(one, pictureNode(one, { source: "/media/a.jpg", alt: "A", credit: "Jane" }), "node");
    expect(one.state.selection).toBeInstanceOf(NodeSelection);
    cursor(one, one.state.doc.content.size - 1);
    insertEmbed(one, "https://vimeo.com/1");
    insertRule(one);
    type(one, "end");
    expect(blocksOf(one)).toEqual([
      { type: "image", source: "/media/a.jpg", alt: "A", credit: [{ text: "Jane" }] },
      { type: "embed", provider: "vimeo", url: "https://vimeo.com/1" },
      { type: "rule" },
      p("end"),
    ]);
  });

  test("a paragraph has a direction of its own, and gives it up again", () => {
    const one = open(p("a"), p("سلام"));
    cursor(one, 5);
    setDirection(one, "rtl");
    expect(blocksOf(one)).toEqual([p("a"), { type: "paragraph", direction: "rtl", content: [{ text: "سلام" }] }]);
    setDirection(one, null);
    expect(blocksOf(one)).toEqual([p("a"), p("سلام")]);
  });

  test("a list whose item is turned turns with it", () => {
    const one = open({ type: "list", items: [[p("سلام")]] });
    cursor(one, 3);
    setDirection(one, "rtl");
    expect(blocksOf(one)).toEqual([{ type: "list", direction: "rtl", items: [[{ type: "paragraph", direction: "rtl", content: [{ text: "سلام" }] }]] }]);
  });
});

describe("tables", () => {
  const table: Block = { type: "table", alignments: ["none", "right"], header: [[{ text: "h" }], [{ text: "i" }]], rows: [[[{ text: "1" }], [{ text: "2" }]]] };
  const inCell = (text: string): Editor => {
    const one = open(table);
    one.state.doc.descendants((node, position) => (node.isText && node.text === text ? (cursor(one, position), false) : true));
    return one;
  };
  test("rows and columns come and go", () => {
    const one = inCell("1");
    addRow(one, "after");
    addColumn(one, "after");
    type(one, "x");
    expect(blocksOf(one)).toEqual([{ type: "table", alignments: ["none", "none", "right"], header: [[{ text: "h" }], [], [{ text: "i" }]], rows: [[[{ text: "x1" }], [], [{ text: "2" }]]] }]);
    removeColumn(one);
    expect(blocksOf(one)).toEqual([{ type: "table", alignments: ["none", "right"], header: [[], [{ text: "i" }]], rows: [[[], [{ text: "2" }]]] }]);
  });
  test("a row below the header is none", () => {
    const one = inCell("h");
    addRow(one, "after");
    type(one, "x");
    expect(one.state.doc.firstChild!.firstChild!.child(1).firstChild!.type.name).toBe("tableCell");
  });
  test("the header is turned off and on, a column aligned, the last row takes the table with it", () => {
    const one = inCell("1");
    toggleHeader(one);
    align(one, "center");
    expect(blocksOf(one)).toEqual([{ type: "table", alignments: ["center", "right"], rows: [[[{ text: "h" }], [{ text: "i" }]], [[{ text: "1" }], [{ text: "2" }]]] }]);
    removeRow(one);
    removeRow(one);
    expect(blocksOf(one)).toEqual([]);
  });
});

describe("find and replace", () => {
  const query = { text: "tram", exactCase: false, wholeWords: false };
  test("finds across marks, replaces one and all, and one undo takes all back", () => {
    const one = open({ type: "paragraph", content: [{ text: "The Tr" }, { text: "am", marks: ["strong"] }, { text: " and a tram, trams" }] });
    look(one, query);
    expect(blocksOf(one)).toHaveLength(1);
    replaceOne(one, "bus");
    expect(documentOf(one).blocks).toEqual([{ type: "paragraph", content: [{ text: "The bus and a tram, trams" }] }]);
    expect(replaceAll(one, "bus")).toBe(2);
    expect(blocksOf(one)).toEqual([p("The bus and a bus, buss")]);
    press(one, "z", { ctrlKey: true });
    expect(blocksOf(one)).toEqual([p("The bus and a tram, trams")]);
  });
  test("takes case and whole words where asked to, and letters of Arabic and Persian for one", () => {
    const one = open(p("Tram tram trams"), p("كتاب کتاب"));
    look(one, { ...query, exactCase: true, wholeWords: true });
    expect(replaceAll(one, "x")).toBe(1);
    look(one, { ...query, text: "کتاب" });
    expect(replaceAll(one, "دفتر")).toBe(2);
  });
});

describe("pasting into the text", () => {
  test("words go into the paragraph, blocks after it, notes to the notes", () => {
    const one = openDocument({ blocks: [{ type: "paragraph", content: [{ text: "ab" }, { footnote: 1 }] }], footnotes: [[p("n")]] });
    cursor(one, 2);
    pasteDocument(one, one.view, { blocks: [{ type: "paragraph", content: [{ text: "x" }, { footnote: 1 }] }], footnotes: [[p("pasted")]] });
    expect(documentOf(one)).toEqual({
      blocks: [{ type: "paragraph", content: [{ text: "ax" }, { footnote: 2 }, { text: "b" }, { footnote: 1 }] }],
      footnotes: [[p("n")], [p("pasted")]],
    });
  });
  test("into a caption goes text alone", () => {
    const one = open({ type: "image", source: "/a.jpg" });
    cursor(one, find(one, "caption") + 1);
    pasteDocument(one, one.view, { blocks: [{ type: "heading", level: 2, content: [{ text: "A" }] }, { type: "list", items: [[p("b")]] }] });
    expect(blocksOf(one)).toEqual([{ type: "image", source: "/a.jpg", caption: [{ text: "A b" }] }]);
  });
});

describe("any document", () => {
  test("is shown in an editor and read from it unchanged, also in place of another", () => {
    const one = open();
    fc.assert(
      fc.property(documents, (document) => {
        showDocument(one, document);
        expect(fingerprint(documentOf(one))).toBe(fingerprint(normalise(document)));
        one.state.doc.check();
      }),
      { numRuns: 60 },
    );
  });
});
