// SPDX-License-Identifier: GPL-3.0-or-later
// Two people changed one body: what each did, block by block, and one body out of both. Nothing of either goes unless it is chosen to.
import { isFootnote, type Block, type Content, type Document } from "../document/document";
import { fingerprint, normalise } from "../document/normalise";
import { compareSequences } from "./sequence";
import { footnotesIn } from "./text";

export type Side = "mine" | "theirs";
export type Choice = Side | "both";

export interface Chunk {
  /** "same": nobody changed it, or both alike; otherwise who did. */
  kind: "same" | Side | "conflict";
  base: Block[];
  mine: Block[];
  theirs: Block[];
}

/** What a block says, its notes' text included: numbers of notes differ without anybody having changed the block. */
function keyOf(block: Block, document: Document): string {
  const notes = footnotesIn(block).map((number) => document.footnotes?.[number - 1] ?? []);
  if (notes.length === 0) return fingerprint(block);
  return fingerprint([renumber(block, () => 0), notes]);
}

/** Where each entry of `base` went: [from, to) in the other for every stretch of base. */
function stretches(base: string[], other: string[]): Map<number, number> {
  const pairs = new Map<number, number>();
  for (const edit of compareSequences(base, other)) {
    if (edit.kind === "same") for (let i = edit.before[0], j = edit.after[0]; i < edit.before[1]; ++i, ++j) pairs.set(i, j);
  }
  return pairs;
}

/** Three versions as stretches that somebody changed or nobody did. */
export function mergeChunks(base: Document, mine: Document, theirs: Document): Chunk[] {
  const keys = (document: Document): string[] => document.blocks.map((block) => keyOf(block, document));
  const [baseKeys, mineKeys, theirKeys] = [keys(base), keys(mine), keys(theirs)];
  const inMine = stretches(baseKeys, mineKeys);
  const inTheirs = stretches(baseKeys, theirKeys);
  const chunks: Chunk[] = [];
  let at = { base: 0, mine: 0, theirs: 0 };

  const change = (end: { base: number; mine: number; theirs: number }): void => {
    const part = {
      base: base.blocks.slice(at.base, end.base),
      mine: mine.blocks.slice(at.mine, end.mine),
      theirs: theirs.blocks.slice(at.theirs, end.theirs),
    };
    const said = {
      base: baseKeys.slice(at.base, end.base).join("\n"),
      mine: mineKeys.slice(at.mine, end.mine).join("\n"),
      theirs: theirKeys.slice(at.theirs, end.theirs).join("\n"),
    };
    at = end;
    if (part.base.length + part.mine.length + part.theirs.length === 0) return;
    const kind = said.mine === said.theirs ? "same" : said.mine === said.base ? "theirs" : said.theirs === said.base ? "mine" : "conflict";
    chunks.push({ kind, ...part });
  };

  for (let i = 0; i < baseKeys.length; ++i) {
    const j = inMine.get(i);
    const k = inTheirs.get(i);
    if (j === undefined || k === undefined) continue;
    change({ base: i, mine: j, theirs: k });
    const last = chunks.at(-1);
    const same = { base: base.blocks[i]!, mine: mine.blocks[j]!, theirs: theirs.blocks[k]! };
    if (last?.kind === "same") {
      last.base.push(same.base);
      last.mine.push(same.mine);
      last.theirs.push(same.theirs);
    } else chunks.push({ kind: "same", base: [same.base], mine: [same.mine], theirs: [same.theirs] });
    at = { base: i + 1, mine: j + 1, theirs: k + 1 };
  }
  change({ base: baseKeys.length, mine: mineKeys.length, theirs: theirKeys.length });
  return chunks;
}

/** What is chosen where nobody has chosen yet: whoever changed it; both where both did. */
export const usualChoice = (chunk: Chunk): Choice => (chunk.kind === "conflict" ? "both" : chunk.kind === "theirs" ? "theirs" : "mine");

function renumberContent(content: Content | undefined, number: (old: number) => number): Content | undefined {
  return content?.map((run) => (isFootnote(run) ? { footnote: number(run.footnote) } : run));
}

function renumber(block: Block, number: (old: number) => number): Block {
  const inline = (content: Content | undefined): Content | undefined => renumberContent(content, number);
  const given = <K extends string>(key: K, content: Content | undefined): Partial<Record<K, Content>> =>
    content ? ({ [key]: inline(content) } as Record<K, Content>) : {};
  switch (block.type) {
    case "paragraph":
    case "heading":
      return { ...block, ...given("content", block.content) };
    case "list":
      return { ...block, items: (block.items ?? []).map((item) => item.map((inner) => renumber(inner, number))) };
    case "quote":
      return { ...block, blocks: (block.blocks ?? []).map((inner) => renumber(inner, number)), ...given("attribution", block.attribution) };
    case "table": {
      const row = (cells: Content[]): Content[] => cells.map((cell) => inline(cell) ?? []);
      return { ...block, ...given("caption", block.caption), ...(block.header && { header: row(block.header) }), rows: (block.rows ?? []).map(row) };
    }
    case "image":
      return { ...block, ...given("caption", block.caption), ...given("credit", block.credit) };
    case "embed":
      return { ...block, ...given("caption", block.caption) };
    default:
      return block;
  }
}

/** Gathers blocks of both sides and the notes they refer to, numbered in the order they are met. */
class Gatherer {
  readonly blocks: Block[] = [];
  readonly footnotes: Block[][] = [];
  private numbers = new Map<string, number>();
  private texts = new Map<string, { number: number; side: Side }>();
  constructor(private documents: Record<Side, Document>) {}

  put(blocks: Block[], side: Side): void {
    this.blocks.push(...blocks.map((block) => renumber(block, (old) => this.number(old, side))));
  }

  /** Notes without a reference are words too. */
  putRest(side: Side): void {
    (this.documents[side].footnotes ?? []).forEach((note, i) => {
      if (!this.numbers.has(`${side}${i + 1}`) && !this.texts.has(fingerprint(note)) && note.length > 0) this.number(i + 1, side);
    });
  }

  private number(old: number, side: Side): number {
    const known = this.numbers.get(`${side}${old}`);
    if (known !== undefined) return known;
    const note = this.documents[side].footnotes?.[old - 1] ?? [];
    const same = this.texts.get(fingerprint(note));
    if (same && same.side !== side) {
      this.numbers.set(`${side}${old}`, same.number);
      return same.number;
    }
    const number = this.footnotes.push([]);
    this.numbers.set(`${side}${old}`, number);
    this.texts.set(fingerprint(note), { number, side });
    this.footnotes[number - 1] = note.map((block) => renumber(block, (inner) => this.number(inner, side)));
    return number;
  }
}

/** One body by the choices, one for each chunk. */
export function mergeDocuments(chunks: Chunk[], choices: Choice[], mine: Document, theirs: Document): Document {
  const gatherer = new Gatherer({ mine, theirs });
  chunks.forEach((chunk, i) => {
    const choice = chunk.kind === "same" ? "mine" : (choices[i] ?? usualChoice(chunk));
    if (choice !== "mine") gatherer.put(chunk.theirs, "theirs");
    if (choice !== "theirs") gatherer.put(chunk.mine, "mine");
  });
  gatherer.putRest("mine");
  gatherer.putRest("theirs");
  return normalise({ blocks: gatherer.blocks, footnotes: gatherer.footnotes });
}
