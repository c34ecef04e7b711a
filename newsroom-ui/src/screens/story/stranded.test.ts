// SPDX-License-Identifier: GPL-3.0-or-later
// What is handed on of words that can no longer be saved.
import { expect, test } from "vitest";

import type { Fields } from "../../editor/saving/fields";
import { notesOf, strandedText } from "./stranded";

const fields = (given: Partial<Fields>): Fields => ({
  kind: "article", slug: "", headline: "", standfirst: "", section: null, topics: [], authors: [], language: "en", lead_image: null, translation_key: null, body: { blocks: [] }, ...given,
});
const paragraph = (text: string): Fields["body"]["blocks"][number] => ({ type: "paragraph", content: [{ text }] });

test("only paragraphs and lines that are not on the server are handed on", () => {
  const served = fields({ headline: "Bridge", body: { blocks: [paragraph("One."), paragraph("Two.")] } });
  const mine = fields({ headline: "Bridge reopens", body: { blocks: [paragraph("One."), paragraph("Two and a half."), { type: "list", items: [[paragraph("Three.")], [paragraph("Four.")]] }] } });
  expect(strandedText(served, mine)).toBe("Bridge reopens\n\nTwo and a half.\n\nThree.\nFour.");
  expect(strandedText(served, served)).toBe("");
});

test("footnotes and the words of pictures are handed on, too", () => {
  const lead = (alt: string): Fields["lead_image"] => ({ source: "/media/a.jpg", alt, caption: "At noon", credit: "" });
  const served = fields({ lead_image: lead("A bridge"), body: { blocks: [paragraph("One.")], footnotes: [[paragraph("Old source.")]] } });
  const mine = fields({
    lead_image: lead("The new bridge"),
    body: { blocks: [paragraph("One."), { type: "image", source: "/media/b.jpg", alt: "A ferry", caption: [{ text: "It waits." }] }], footnotes: [[paragraph("New source.")]] },
  });
  expect(strandedText(served, mine)).toBe("The new bridge\n\nA ferry\nIt waits.\n\nNew source.");
});

test("long texts are given as several notes, which hold all of it", () => {
  const words = Array.from({ length: 3000 }, (_, number) => `word${number}`).join(" ");
  for (const text of [words, words.replaceAll(" ", "\n\n"), "x".repeat(9000), "x" + "😀".repeat(4000)]) {
    const notes = notesOf(text);
    expect(notes.length).toBeGreaterThan(1);
    expect(Math.max(...notes.map((note) => note.length))).toBeLessThanOrEqual(4900);
    expect(notes.join("").replaceAll(/\s/g, "")).toBe(text.replaceAll(/\s/g, ""));
    expect(notes.every((note) => !/\p{Surrogate}/u.test(note))).toBe(true);
  }
  expect(notesOf("")).toEqual([]);
  expect(notesOf("short")).toEqual(["short"]);
});
