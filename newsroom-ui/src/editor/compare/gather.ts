// SPDX-License-Identifier: GPL-3.0-or-later
// Puts blocks of two versions together, with the notes they refer to, numbered in the order of the text.
import { isFootnote, type Block, type Content, type Document } from "../document/document";
import { fingerprint } from "../document/normalise";
import { footnotesIn } from "./text";

type Side = "mine" | "theirs";

function renumberContent(content: Content | undefined, number: (old: number) => number): Content | undefined {
  return content?.map((run) => (isFootnote(run) ? { footnote: number(run.footnote) } : run));
}

/** The block with other numbers of notes. */
export function renumber(block: Block, number: (old: number) => number): Block {
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
    case "gallery":
      return { ...block, images: block.images.map((image) => ({ ...image, ...given("caption", image.caption), ...given("credit", image.credit) })), ...given("caption", block.caption) };
    case "audio":
    case "video":
    case "embed":
      return { ...block, ...given("caption", block.caption) };
    default:
      return block;
  }
}

/** Gathers blocks of both sides and their notes: those of the text first, then those that only notes refer to, and last those without a reference. */
export class Gatherer {
  private readonly blocks: Block[] = [];
  private readonly notes: { side: Side; number: number }[] = [];
  private numbers = new Map<string, number>();
  /** Notes of their side that are notes of mine. */
  private linked = new Map<number, number>();
  constructor(private documents: Record<"base" | Side, Document>) {}

  /** Blocks that say the same on both sides: their notes are the same notes. */
  link(mine: Block[], theirs: Block[]): void {
    mine.forEach((block, i) => {
      const same = theirs[i];
      const [ours, others] = [footnotesIn(block), same ? footnotesIn(same) : []];
      if (ours.length === others.length) others.forEach((number, at) => this.linked.set(number, ours[at]!));
    });
  }

  put(blocks: Block[], side: Side): void {
    this.blocks.push(...blocks.map((block) => renumber(block, (old) => this.number(old, side))));
  }

  document(): Document {
    const footnotes: Block[][] = [];
    const follow = (): void => {
      for (let at = footnotes.length; at < this.notes.length; ++at) {
        const { side, number } = this.notes[at]!;
        footnotes.push((this.documents[side].footnotes?.[number - 1] ?? []).map((block) => renumber(block, (inner) => this.number(inner, side))));
      }
    };
    follow();
    for (const side of ["mine", "theirs"] as const) {
      for (const number of this.rest(side)) {
        this.number(number, side);
        follow();
      }
    }
    return { blocks: this.blocks, footnotes };
  }

  /** Notes without a reference are words too: they stay unless one side took them out. */
  private rest(side: Side): number[] {
    const [base, mine, theirs] = [this.documents.base, this.documents.mine, this.documents.theirs].map(unreferred) as [Map<string, number>, Map<string, number>, Map<string, number>];
    const found = [...(side === "mine" ? mine : theirs)];
    return found.filter(([text]) => (base.has(text) ? mine.has(text) && theirs.has(text) : true) && (side === "mine" || !mine.has(text))).map(([, number]) => number);
  }

  private number(old: number, given: Side): number {
    const same = given === "theirs" ? this.linked.get(old) : undefined;
    const [side, own] = same === undefined ? [given, old] : (["mine", same] as const);
    const known = this.numbers.get(`${side}${own}`);
    if (known !== undefined) return known;
    const number = this.notes.push({ side, number: own });
    this.numbers.set(`${side}${own}`, number);
    return number;
  }
}

/** The notes that nothing refers to, by what they say. */
function unreferred(document: Document): Map<string, number> {
  const notes = document.footnotes ?? [];
  const referred = new Set([...document.blocks, ...notes.flat()].flatMap(footnotesIn));
  return new Map(notes.flatMap((note, i) => (referred.has(i + 1) || note.length === 0 ? [] : [[fingerprint(note), i + 1] as const])));
}
