// SPDX-License-Identifier: GPL-3.0-or-later
// Two people's changes of one story come together by themselves where that is safe, and only there.
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";

import { documents } from "../document/arbitrary";
import type { Block, Document } from "../document/document";
import { fingerprint, normalise, sameDocument } from "../document/normalise";
import { fieldsOf, type Fields } from "../saving/fields";
import { mergeChunks, mergeDocuments, usualChoice } from "./merge";
import { mergeFields, unmerge } from "./merge_fields";
import { textOf } from "./text";

// Machines that build at the same time are slow.
vi.setConfig({ testTimeout: 120_000 });

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ text }] });
const body = (...texts: string[]): Document => ({ blocks: texts.map(paragraph) });
const lines = (document: Document): string[] => document.blocks.map((block) => textOf([block]));
function merged(base: Document, mine: Document, theirs: Document): Document {
  const chunks = mergeChunks(base, mine, theirs);
  return mergeDocuments(chunks, chunks.map(usualChoice), base, mine, theirs);
}
const conflicts = (base: Document, mine: Document, theirs: Document): string[][] =>
  mergeChunks(base, mine, theirs).flatMap((chunk) => (chunk.kind === "conflict" ? [[textOf(chunk.mine), textOf(chunk.theirs)]] : []));
const story = (fields: Partial<Fields>): Fields => ({ ...fieldsOf({ headline: "Bridge", language: "en" }), ...fields });

const council = "The council votes on the bridge tomorrow.";
const mayor = "The mayor is against it, as she said on Monday.";
const cost = "It costs four million, half of it from the state.";

describe("what comes together without asking", () => {
  test("changes of neighbouring paragraphs", () => {
    const [base, mine, theirs] = [body(council, mayor), body(council.replace("tomorrow", "today"), mayor), body(council, mayor.replace("Monday", "Sunday"))];
    expect(conflicts(base, mine, theirs)).toEqual([]);
    expect(lines(merged(base, mine, theirs))).toEqual([council.replace("tomorrow", "today"), mayor.replace("Monday", "Sunday")]);
  });

  test("a paragraph put before one that the other changed, and one removed beside it", () => {
    const [base, mine, theirs] = [body(council, mayor, cost), body("New first.", council, mayor), body(council, mayor.replace("against", "for"), cost)];
    expect(conflicts(base, mine, theirs)).toEqual([]);
    expect(lines(merged(base, mine, theirs))).toEqual(["New first.", council, mayor.replace("against", "for")]);
  });

  test("two new paragraphs in the same place: first the one that is on the server", () => {
    const [base, mine, theirs] = [body(council), body(council, mayor), body(council, cost)];
    expect(conflicts(base, mine, theirs)).toEqual([]);
    expect(lines(merged(base, mine, theirs))).toEqual([council, cost, mayor]);
  });

  test("a word that is being typed goes on being the same paragraph", () => {
    const [base, mine, theirs] = [body(council, "Th"), body(council, "The bridge"), body(council, "Th", cost)];
    expect(conflicts(base, mine, theirs)).toEqual([]);
    expect(lines(merged(base, mine, theirs))).toEqual([council, "The bridge", cost]);
  });

  test("what both did alike", () => {
    expect(lines(merged(body(council, mayor), body(cost, mayor), body(cost, mayor)))).toEqual([cost, mayor]);
    expect(lines(merged(body(council), body(council, mayor), body(council, mayor, cost)))).toEqual([council, mayor, cost]);
  });

  test("a paragraph that both moved is there once", () => {
    const [base, mine, theirs] = [body("a", "b", "c", "d"), body("b", "a", "c", "d"), body("b", "c", "d", "a")];
    const all = lines(merged(base, mine, theirs));
    expect(all.slice().sort()).toEqual(["a", "b", "c", "d"]);
  });

  test("Persian paragraphs", () => {
    const [first, second] = ["شورای شهر فردا دربارهٔ پل رأی می‌دهد.", "شهردار با آن مخالف است."];
    const [mine, theirs] = [body(first.replace("فردا", "امروز"), second), body(first, second.replace("مخالف", "موافق"))];
    expect(lines(merged(body(first, second), mine, theirs))).toEqual([first.replace("فردا", "امروز"), second.replace("مخالف", "موافق")]);
  });
});

describe("what is asked", () => {
  test("one paragraph changed by both, and nothing else", () => {
    const [base, mine, theirs] = [body(council, mayor, cost), body(council.replace("votes", "decides"), mayor, cost), body(council.replace("votes", "argues"), mayor, `${cost} So far.`)];
    expect(conflicts(base, mine, theirs)).toEqual([[council.replace("votes", "decides"), council.replace("votes", "argues")]]);
  });

  test("a paragraph that one removed and the other changed; the changed one is proposed", () => {
    const [base, mine, theirs] = [body(council, mayor), body(mayor), body(council.replace("votes", "argues"), mayor)];
    expect(conflicts(base, mine, theirs)).toEqual([["", council.replace("votes", "argues")]]);
    expect(lines(merged(base, mine, theirs))).toEqual([council.replace("votes", "argues"), mayor]);
  });

  test("a paragraph that one split and the other changed is one question", () => {
    const [base, mine, theirs] = [body(`${council} ${mayor}`), body(council, mayor), body(`${council} ${mayor} Finally.`)];
    expect(conflicts(base, mine, theirs)).toEqual([[`${council}\n${mayor}`, `${council} ${mayor} Finally.`]]);
  });

  test("two paragraphs that one joined and the other changed are one question", () => {
    const [base, mine, theirs] = [body(council, mayor), body(`${council} ${mayor}`), body(council, mayor.replace("Monday", "Sunday"))];
    expect(conflicts(base, mine, theirs)).toEqual([[`${council} ${mayor}`, `${council}\n${mayor.replace("Monday", "Sunday")}`]]);
  });

  test("a new paragraph that both wrote in the same place in other words", () => {
    expect(conflicts(body(council), body(council, mayor), body(council, mayor.replace("Monday", "Sunday")))).toHaveLength(1);
  });
});

describe("pictures, tables and notes", () => {
  const picture = (source: string, alt: string): Block => ({ type: "image", source, alt });
  const table = (...cells: string[]): Block => ({ type: "table", alignments: ["none"], rows: cells.map((text) => [[{ text }]]) });
  const noted = (text: string, number: number): Block => ({ type: "paragraph", content: [{ text }, { footnote: number }] });

  test("they stay whole, and two cells of one table are a question", () => {
    const base: Document = { blocks: [picture("/media/a.jpg", "A"), table("1", "2")] };
    const mine: Document = { blocks: [picture("/media/a.jpg", "A tram"), table("1", "2")] };
    const theirs: Document = { blocks: [picture("/media/a.jpg", "A"), table("1", "3")] };
    expect(merged(base, mine, theirs)).toEqual({ blocks: [mine.blocks[0], theirs.blocks[1]] });
    expect(conflicts(base, { blocks: [base.blocks[0]!, table("0", "2")] }, theirs)).toHaveLength(1);
  });

  test("a note that the other changed is taken with its paragraph, one that went does not come back", () => {
    const base: Document = { blocks: [noted(council, 1), paragraph(mayor), noted(cost, 2)], footnotes: [[paragraph("old")], [paragraph("second")]] };
    const theirs: Document = { blocks: base.blocks, footnotes: [[paragraph("new")], [paragraph("second")]] };
    const mine: Document = { blocks: [noted(council, 1), paragraph(mayor)], footnotes: [[paragraph("old")]] };
    expect(merged(base, mine, theirs)).toEqual({ blocks: [noted(council, 1), paragraph(mayor)], footnotes: [[paragraph("new")]] });
  });

  test("two notes of the same words stay two", () => {
    const base: Document = { blocks: [noted(council, 1)], footnotes: [[paragraph("Ibid.")]] };
    const theirs: Document = { blocks: [noted(council, 1), noted(mayor, 2)], footnotes: [[paragraph("Ibid.")], [paragraph("Ibid.")]] };
    expect(merged(base, base, theirs)).toEqual(theirs);
  });
});

describe("fields", () => {
  test("each by itself: whoever changed it is followed, topics are gathered, and only what both changed is asked", () => {
    const base = story({ standfirst: "Old", topics: ["a", "b"], section: "city", body: body(council) });
    const mine = story({ standfirst: "Mine", topics: ["b", "c"], section: "city", body: body(council) });
    const theirs = story({ standfirst: "Old", topics: ["a", "b", "d"], section: "state", body: body(council, mayor) });
    const merge = mergeFields(base, mine, theirs);
    expect(merge).toMatchObject({ clear: true, asked: [] });
    expect(merge.choose({}, [])).toEqual(story({ standfirst: "Mine", topics: ["b", "c", "d"], section: "state", body: body(council, mayor) }));
    const both = mergeFields(base, mine, { ...theirs, standfirst: "Theirs" });
    expect(both).toMatchObject({ clear: false, asked: ["standfirst"] });
    expect(both.choose({ standfirst: "theirs" }, []).standfirst).toBe("Theirs");
  });

  test("a merge is taken back, and what was written since stays", () => {
    const base = story({ body: body(council, mayor) });
    const mine = story({ body: body(council.replace("votes", "argues"), mayor) });
    const theirs = story({ headline: "Bridge vote", body: body(council, mayor.replace("Monday", "Sunday")) });
    const both = mergeFields(base, mine, theirs).choose({}, []);
    const now = { ...both, body: { blocks: [...both.body.blocks, paragraph(cost)] } };
    expect(unmerge(mine, both, now)).toEqual(story({ body: body(council.replace("votes", "argues"), mayor, cost) }));
  });
});

describe("whatever the documents", () => {
  const normal = documents.map(normalise);
  /** The one order of notes that a merge gives. */
  const ordered = (document: Document): string => fingerprint(merged(document, document, document));

  test("a side that changed nothing gives way to the other", () => {
    fc.assert(
      fc.property(normal, normal, (base, changed) => {
        expect(ordered(merged(base, base, changed))).toBe(ordered(changed));
        expect(ordered(merged(base, changed, base))).toBe(ordered(changed));
        expect(ordered(merged(base, changed, changed))).toBe(ordered(changed));
        if (!changed.footnotes && !base.footnotes) expect(sameDocument(merged(base, base, changed), changed)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  const word = fc.constantFrom("council", "votes", "bridge", "mayor", "cost", "million", "state", "river", "پل", "شورا", "رأی");
  const text = fc.array(word, { minLength: 3, maxLength: 8 });
  type Change = { kind: "keep" | "remove" | "word" | "before"; words: string[] };
  const change = fc.record({ kind: fc.constantFrom("keep" as const, "keep" as const, "word" as const, "before" as const, "remove" as const), words: text });
  /** Each base paragraph is named by its number, so that it is always known again; each new one by who wrote it. */
  const changed = (base: string[][], changes: Change[], by: string): string[] =>
    base.flatMap((words, i) => {
      const one = changes[i] ?? { kind: "keep", words: [] };
      const line = `p${i} ${words.join(" ")}`;
      if (one.kind === "remove") return [];
      if (one.kind === "word") return [`${line} ${by}-word`];
      return one.kind === "before" ? [`${by}${i}n ${one.words.join(`-${by}${i} `)}-${by}${i}`, line] : [line];
    });
  const several = fc.record({ base: fc.array(text, { minLength: 1, maxLength: 8 }), mine: fc.array(change, { maxLength: 8 }), theirs: fc.array(change, { maxLength: 8 }) });

  test("no paragraph is lost or doubled, and both orders of the two people give the same", () => {
    fc.assert(
      fc.property(several, ({ base, mine, theirs }) => {
        const [start, first, second] = [changed(base, [], ""), changed(base, mine, "m"), changed(base, theirs, "t")];
        const [a, b, c] = [body(...start), body(...first), body(...second)];
        const both = base.map((_, i) => [mine[i]?.kind ?? "keep", theirs[i]?.kind ?? "keep"] as const);
        const open = mergeChunks(a, b, c).filter((chunk) => chunk.kind === "conflict").length;
        const result = lines(merged(a, b, c));
        // Each new paragraph is there once.
        for (const line of [...first, ...second].filter((one) => /^[mt]\d+n/.test(one))) expect(result.filter((one) => one === line)).toHaveLength(1);
        if (open > 0) return;
        base.forEach((_, i) => {
          const there = result.filter((one) => one.startsWith(`p${i} `));
          expect(there).toHaveLength(both[i]!.includes("remove") ? 0 : 1);
          if (both[i]!.includes("word") && there[0]) expect(there[0]).toMatch(/-word$/);
        });
        // Two new ones in one place stand in the order of who was first.
        if (both.some(([one, other]) => one === "before" && other === "before")) return;
        expect(result.slice().sort()).toEqual(lines(merged(a, c, b)).sort());
      }),
      { numRuns: 1000 },
    );
  });

  test("changes of different paragraphs are never asked about", () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 2, maxLength: 10 }), fc.array(fc.tuple(fc.boolean(), fc.constantFrom("word" as const, "before" as const)), { maxLength: 10 }), (base, who) => {
        const side = (own: boolean, by: string): string[] => changed(base, base.map((_, i) => (who[i] && who[i]![0] === own ? { kind: who[i]![1], words: ["one", "two"] } : { kind: "keep", words: [] })), by);
        const [a, b, c] = [body(...changed(base, [], "")), body(...side(true, "m")), body(...side(false, "t"))];
        expect(conflicts(a, b, c)).toEqual([]);
        expect(merged(a, b, c)).toEqual(merged(a, c, b));
      }),
      { numRuns: 1000 },
    );
  });
});
