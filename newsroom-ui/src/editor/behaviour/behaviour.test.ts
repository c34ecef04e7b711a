// @vitest-environment jsdom
// SPDX-License-Identifier: GPL-3.0-or-later
// What keys, Markdown, menus and pastes make of the text: each case is a document before, something done, and the document after.
import type { Editor } from "@tiptap/core";
import type { Slice } from "@tiptap/pm/model";
import { NodeSelection, TextSelection } from "@tiptap/pm/state";
import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";

import { documents } from "../document/arbitrary";
import type { Block, Content, Document } from "../document/document";
import { footnotesIn } from "../compare/text";
import { fingerprint, normalise } from "../document/normalise";
import { documentOf, makeEditor } from "../make_editor";
import { showDocument } from "../show_document";
import { carryNotes } from "./carried_notes";
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
      blocks: [{ type: "paragraph", content: [{ text: "ax" }, { footnote: 1 }, { text: "b" }, { footnote: 2 }] }],
      footnotes: [[p("pasted")], [p("n")]],
    });
  });
  test("into a caption goes text alone", () => {
    const one = open({ type: "image", source: "/a.jpg" });
    cursor(one, find(one, "caption") + 1);
    pasteDocument(one, one.view, { blocks: [{ type: "heading", level: 2, content: [{ text: "A" }] }, { type: "list", items: [[p("b")]] }] });
    expect(blocksOf(one)).toEqual([{ type: "image", source: "/a.jpg", caption: [{ text: "A b" }] }]);
  });
});

/** Its notes in the order in which the text refers to them, as the server puts them. */
function inOrder(document: Document): Document {
  const notes = document.footnotes ?? [];
  const order = [...new Set(document.blocks.flatMap(footnotesIn))];
  const follow = (from: number): void => {
    for (let i = from; i < order.length; ++i) notes[order[i]! - 1]!.flatMap(footnotesIn).forEach((number) => order.includes(number) || order.push(number));
  };
  follow(0);
  notes.forEach((_, i) => order.includes(i + 1) || (order.push(i + 1), follow(order.length - 1)));
  const renumber = <T>(value: T): T => JSON.parse(JSON.stringify(value), (key, inner: unknown) => (key === "footnote" ? order.indexOf(inner as number) + 1 : inner)) as T;
  return { blocks: renumber(document.blocks), ...(notes.length > 0 && { footnotes: order.map((number) => renumber(notes[number - 1]!)) }) };
}

describe("notes that are copied", () => {
  const cited = (claim: string, source: string): Document => ({ blocks: [{ type: "paragraph", content: [{ text: claim }, { footnote: 1 }] }, p(`More of ${claim}`)], footnotes: [[p(source)]] });
  const copied = (one: Editor, from: number, to: number): Slice => carryNotes(one.state.doc.slice(from, to, true), one.state.doc);
  /** By way of the clipboard, as HTML. */
  const paste = (one: Editor, html: string): void => void one.view.pasteHTML(html, new Event("paste") as ClipboardEvent);
  const html = (one: Editor, slice: Slice): string => {
    const { dom } = one.view.serializeForClipboard(slice);
    return dom.innerHTML;
  };

  test("bring what they say, under a number of their own", () => {
    const a = openDocument(cited("Claim of A", "Source of A"));
    const taken = html(a, a.state.doc.slice(0, 13, true));
    a.destroy();
    const b = openDocument(cited("Claim of B", "Source of B"));
    cursor(b, b.state.doc.firstChild!.nodeSize + 1);
    paste(b, taken);
    const { blocks, footnotes } = documentOf(b);
    expect(footnotes).toEqual([[p("Source of B")], [p("Source of A")]]);
    expect(JSON.stringify(blocks)).toContain('{"text":"Claim of A"},{"footnote":2}');
    expect(JSON.stringify(blocks)).toContain('{"text":"Claim of B"},{"footnote":1}');
  });
  test("join a text that has none", () => {
    const a = openDocument(cited("Claim of A", "Source of A"));
    const taken = html(a, a.state.doc.slice(0, 13, true));
    a.destroy();
    const c = open(p("C"));
    cursor(c, 1);
    paste(c, taken);
    expect(documentOf(c).footnotes).toEqual([[p("Source of A")]]);
  });
  test("of a whole text are pasted with it", () => {
    const a = openDocument(cited("Claim of A", "Source of A"));
    const taken = html(a, a.state.doc.slice(1, a.state.doc.content.size - 3, true));
    a.destroy();
    const b = openDocument(cited("Claim of B", "Source of B"));
    cursor(b, b.state.doc.content.size - b.state.doc.lastChild!.nodeSize - 1);
    paste(b, taken);
    expect(documentOf(b).footnotes).toEqual([[p("Source of B")], [p("Source of A")]]);
    expect(JSON.stringify(blocksOf(b))).toContain("More of Claim of A");
  });
  test("within a text stay one note, and follow the order of the text", () => {
    const one = openDocument({ blocks: [{ type: "paragraph", content: [{ text: "a" }, { footnote: 1 }] }, { type: "paragraph", content: [{ text: "b" }, { footnote: 2 }] }], footnotes: [[p("A")], [p("B")]] });
    const slice = copied(one, 1, 3);
    one.view.dispatch(one.state.tr.replace(3, 3, slice));
    expect(documentOf(one).footnotes).toEqual([[p("A")], [p("B")]]);
    cursor(one, 1);
    expect(moveBlock(one, 1)).toBe(true);
    expect(documentOf(one)).toEqual({
      blocks: [{ type: "paragraph", content: [{ text: "b" }, { footnote: 1 }] }, { type: "paragraph", content: [{ text: "a" }, { footnote: 2 }, { text: "a" }, { footnote: 2 }] }],
      footnotes: [[p("B")], [p("A")]],
    });
  });
  test("from another program are read as far as they are notes", () => {
    const one = open(p("x"));
    cursor(one, 2);
    paste(one, `<p>y<sup data-note="1" data-carried="{&quot;type&quot;:&quot;script&quot;}"></sup></p>`);
    expect(documentOf(one).footnotes).toEqual([[]]);
  });
});

describe("blocks that are one thing", () => {
  const picture: Block = { type: "image", source: "/media/a.jpg", alt: "A" };
  const selected = (one: Editor, type: string): void => one.view.dispatch(one.state.tr.setSelection(NodeSelection.create(one.state.doc, find(one, type))));
  test.each<[string, Block]>([["image", picture], ["embed", { type: "embed", provider: "vimeo", url: "https://vimeo.com/1" }], ["rule", { type: "rule" }], ["tableFigure", { type: "table", alignments: ["none"], rows: [[[{ text: "c" }]]] }]])(
    "typing over a selected %s goes on behind it; Delete removes it",
    (type_, block) => {
      const one = open(block, p("after"));
      selected(one, type_);
      type(one, "new");
      expect(blocksOf(one)).toEqual([block, p("new"), p("after")]);
      selected(one, type_);
      press(one, "Delete");
      expect(blocksOf(one)).toEqual([p("new"), p("after")]);
    },
  );
});

describe("what is typed", () => {
  const paragraph = (content: Content): Block => ({ type: "paragraph", content });
  test.each<[string, string, string]>([
    ["en", `"Yes," she said -- 'no' isn't it...`, "“Yes,” she said – ‘no’ isn’t it…"],
    ["fa", `او گفت "بله" و رفت`, "او گفت «بله» و رفت"],
    ["de", `"Ja"`, "„Ja“"],
    ["en", "word--word", "word—word"],
  ])("gets the quotes and dashes of %s", (language, typed, shown) => {
    const before = testHost.language;
    testHost.language = () => language;
    const one = open();
    type(one, typed);
    testHost.language = before;
    expect(blocksOf(one)).toEqual([p(shown)]);
  });
  test("becomes a link where it is an address and the word is over", () => {
    const one = open();
    type(one, "see https://example.org/a, or www.example.com\nand http://x");
    expect(blocksOf(one)).toEqual([
      paragraph([{ text: "see " }, { text: "https://example.org/a", link: { href: "https://example.org/a" } }, { text: ", or " }, { text: "www.example.com", link: { href: "https://www.example.com" } }]),
      p("and http://x"),
    ]);
  });
  test("in a pull quote goes on to who said it with Enter, and then behind the quote", () => {
    const one = open(p("Twenty years"));
    toggleQuote(one, true);
    cursor(one, find(one, "paragraph") + 13);
    type(one, "\nThe mayor\nafter");
    expect(blocksOf(one)).toEqual([{ type: "quote", pull: true, blocks: [p("Twenty years")], attribution: [{ text: "The mayor" }] }, p("after")]);
  });
});

describe("any document", () => {
  test("numbers the notes of a table's caption before those of its cells, as readers have them", () => {
    const document: Document = {
      blocks: [{ type: "table", caption: [{ text: "Fares" }, { footnote: 1 }], alignments: ["none"], header: [[{ text: "Zone" }, { footnote: 2 }]], rows: [] }],
      footnotes: [[p("of the caption")], [p("of the cell")]],
    };
    expect(documentOf(openDocument(document))).toEqual(document);
  });
  test("is shown in an editor and read from it unchanged, also in place of another", () => {
    const one = open();
    fc.assert(
      fc.property(documents, (document) => {
        showDocument(one, document);
        expect(fingerprint(documentOf(one))).toBe(fingerprint(inOrder(normalise(document))));
        one.state.doc.check();
      }),
      { numRuns: 60 },
    );
  });
});
