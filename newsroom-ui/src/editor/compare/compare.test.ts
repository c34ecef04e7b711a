// SPDX-License-Identifier: GPL-3.0-or-later
// What changed, by words; and one body out of two with no word of either lost.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import type { Block, Document } from "../document/document";
import { mergeChunks, mergeDocuments, usualChoice } from "./merge";
import { compareSequences } from "./sequence";
import { countWords, readingMinutes, textOfDocument, tokensOf } from "./text";
import { compareDocuments, compareText } from "./words";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ text }] });
const body = (...texts: string[]): Document => ({ blocks: texts.map(paragraph) });
const merged = (base: Document, mine: Document, theirs: Document): Document => {
  const chunks = mergeChunks(base, mine, theirs);
  return mergeDocuments(chunks, chunks.map(usualChoice), base, mine, theirs);
};

describe("comparing", () => {
  test("both sequences are covered in order, and what is the same is the same", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 30 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        let [x, y] = [0, 0];
        for (const edit of compareSequences(before, after)) {
          expect([edit.before[0], edit.after[0]]).toEqual([x, y]);
          [x, y] = [edit.before[1], edit.after[1]];
          if (edit.kind === "same") expect(before.slice(...edit.before)).toEqual(after.slice(...edit.after));
        }
        expect([x, y]).toEqual([before.length, after.length]);
      }),
    );
  });

  test("a gallery is known by its pictures, and each word of it is compared", () => {
    const gallery = (...names: string[]): Block => ({ type: "gallery", images: names.map((name) => ({ source: `/${name}.jpg`, alt: name })) });
    const compared = compareDocuments({ blocks: [gallery("quay", "tram"), gallery("park", "lake")] }, { blocks: [gallery("park", "lake", "hill")] });
    expect(compared.map(({ kind }) => kind)).toEqual(["removed", "changed"]);
    expect(compared[1]!.pieces.filter(({ kind }) => kind === "added").map(({ text }) => text.trim())).toEqual(["hill"]);
  });

  test("the shortest way is found", () => {
    const edits = compareSequences([..."abcabba"], [..."cbabac"]);
    const same = edits.filter((edit) => edit.kind === "same").reduce((sum, edit) => sum + edit.before[1] - edit.before[0], 0);
    expect(same).toBe(4);
  });

  test("words that went and came stand together", () => {
    expect(compareText("The ferry strike enters its third week.", "The tram strike enters its fourth week.")).toEqual([
      { kind: "same", text: "The " }, { kind: "removed", text: "ferry" }, { kind: "added", text: "tram" }, { kind: "same", text: " strike enters its " },
      { kind: "removed", text: "third" }, { kind: "added", text: "fourth" }, { kind: "same", text: " week." },
    ]);
    expect(compareText("a b c", "x y c")).toEqual([{ kind: "removed", text: "a b" }, { kind: "added", text: "x y" }, { kind: "same", text: " c" }]);
  });

  test("pieces read as the new text, and as the old one", () => {
    const text = fc.array(fc.constantFrom("a", "b", " ", "می‌شود", ".", "\n"), { maxLength: 20 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = compareText(before, after);
        expect(pieces.filter((piece) => piece.kind !== "removed").map((piece) => piece.text).join("")).toBe(after);
        expect(pieces.filter((piece) => piece.kind !== "added").map((piece) => piece.text).join("")).toBe(before);
      }),
    );
  });

  test("a changed paragraph is shown as changed, others as they are", () => {
    const changes = compareDocuments(body("One stays.", "Two is changed a bit.", "Three goes."), body("One stays.", "Two is changed a lot.", "Four comes, entirely new."));
    expect(changes.map((change) => change.kind)).toEqual(["same", "changed", "added", "removed"]);
  });

  test("a word in bold is a change of its look", () => {
    const bold: Document = { blocks: [{ type: "paragraph", content: [{ text: "a", marks: ["strong"] }] }] };
    expect(compareDocuments(body("a"), bold).map((change) => change.kind)).toEqual(["restyled"]);
  });

  test("words of several scripts are counted", () => {
    expect(countWords("The council’s vote, at last.")).toBe(5);
    expect(countWords("شورای شهر طرح را تصویب کرد.")).toBe(6);
    expect(readingMinutes(0)).toBe(0);
    expect(readingMinutes(10)).toBe(1);
    expect(readingMinutes(1150)).toBe(5);
    expect(tokensOf("می‌شود، a").join("")).toBe("می‌شود، a");
  });
});

describe("merging", () => {
  test("changes of different paragraphs come together", () => {
    expect(merged(body("1", "2", "3"), body("1 mine", "2", "3"), body("1", "2", "3 theirs"))).toEqual(body("1 mine", "2", "3 theirs"));
    expect(merged(body("1", "2"), body("0", "1", "2"), body("1", "2", "3"))).toEqual(body("0", "1", "2", "3"));
  });

  test("of a paragraph that both changed both versions stay until one is chosen", () => {
    const [base, mine, theirs] = [body("1", "2"), body("1 mine", "2"), body("1 theirs", "2")];
    expect(merged(base, mine, theirs)).toEqual(body("1 theirs", "1 mine", "2"));
    const chunks = mergeChunks(base, mine, theirs);
    expect(chunks.map((chunk) => chunk.kind)).toEqual(["conflict", "same"]);
    expect(mergeDocuments(chunks, ["mine"], base, mine, theirs)).toEqual(mine);
    expect(mergeDocuments(chunks, ["theirs"], base, mine, theirs)).toEqual(theirs);
  });

  test("what one took out and the other left is taken out; what the other changed stays", () => {
    expect(merged(body("1", "2"), body("2"), body("1", "2"))).toEqual(body("2"));
    expect(merged(body("1", "2"), body("2"), body("1 theirs", "2"))).toEqual(body("1 theirs", "2"));
  });

  test("notes of both sides keep their references", () => {
    const noted = (text: string, note: string): Block[] => [{ type: "paragraph", content: [{ text }, { footnote: 1 }] }, paragraph(note)];
    const base = body("middle");
    const mine: Document = { blocks: [noted("mine", "n")[0]!, paragraph("middle")], footnotes: [[paragraph("my note")]] };
    const theirs: Document = { blocks: [paragraph("middle"), noted("theirs", "n")[0]!], footnotes: [[paragraph("their note")]] };
    expect(merged(base, mine, theirs)).toEqual({
      blocks: [
        { type: "paragraph", content: [{ text: "mine" }, { footnote: 1 }] }, paragraph("middle"), { type: "paragraph", content: [{ text: "theirs" }, { footnote: 2 }] },
      ],
      footnotes: [[paragraph("my note")], [paragraph("their note")]],
    });
  });

  test("no word of either is lost, whatever the documents", () => {
    const pages = fc.array(fc.constantFrom("alpha", "beta", "gamma", "delta", "epsilon"), { maxLength: 6 });
    fc.assert(
      fc.property(pages, pages, pages, (a, b, c) => {
        const [base, mine, theirs] = [body(...a), body(...b.map((word) => `${word} m`)), body(...c.map((word) => `${word} t`))];
        const all = textOfDocument(merged(base, mine, theirs)).split("\n");
        for (const line of [...b.map((word) => `${word} m`), ...c.map((word) => `${word} t`)]) expect(all).toContain(line);
      }),
    );
  });
});
