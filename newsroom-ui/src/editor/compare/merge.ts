// SPDX-License-Identifier: GPL-3.0-or-later
// Two people changed one body: what each did, block by block, and one body out of both. Nothing of either goes unless it is chosen to.
import type { Block, Document } from "../document/document";
import { fingerprint, normalise } from "../document/normalise";
import { Gatherer, renumber } from "./gather";
import { alike, bagOf, likeness } from "./likeness";
import { pairBlocks, type Pairing } from "./pair_blocks";
import { compareSequences } from "./sequence";
import { footnotesIn, textOf } from "./text";

export type Side = "mine" | "theirs";
export type Choice = Side | "both";

export interface Chunk {
  /** "same": nobody changed it, or both alike; "both": both put something new there; "conflict": only a person can tell; otherwise who changed it. */
  kind: "same" | Choice | "conflict";
  base: Block[];
  mine: Block[];
  theirs: Block[];
}

/** What each block says, its notes' text included: numbers of notes differ without anybody having changed the block. Notes within notes that
 *  refer to more notes are compared by their numbers. */
function keysOf(document: Document): string[] {
  const notes = document.footnotes ?? [];
  const plain = notes.map(fingerprint);
  const said = (blocks: Block[], of: string[]): string => {
    const numbers = blocks.flatMap(footnotesIn);
    return numbers.length === 0 ? fingerprint(blocks) : fingerprint([blocks.map((block) => renumber(block, () => 0)), numbers.map((number) => of[number - 1] ?? "")]);
  };
  const whole = notes.map((note) => said(note, plain));
  return document.blocks.map((block) => said([block], whole));
}

/** Blocks that both sides took from one place and put into different ones: the place that is on the server already stands. */
function movedTwice(base: string[], mine: Pairing, theirs: Pairing, mineKeys: string[], theirKeys: string[]): Set<number> {
  const dropped = new Set<number>();
  const gone = new Set(base.filter((_, i) => mine.places[i] === null && theirs.places[i] === null));
  if (gone.size === 0) return dropped;
  const put = new Set(theirs.inserted.flat().map((j) => theirKeys[j]!));
  mine.inserted.flat().forEach((j) => {
    const key = mineKeys[j]!;
    if (gone.has(key) && put.has(key)) dropped.add(j);
  });
  return dropped;
}

/** Who is followed without asking. */
function kindOf(chunk: Omit<Chunk, "kind">, said: Record<"base" | Side, string[]>): Chunk["kind"] {
  const [base, mine, theirs] = [said.base, said.mine, said.theirs].map((keys) => keys.join("\n"));
  if (mine === theirs) return "same";
  if (mine === base) return "theirs";
  if (theirs === base) return "mine";
  if (chunk.base.length > 0) return "conflict";
  // Both wrote something new here. What one has all of is not put twice; what is alike may be one thing written by two.
  const within = (few: string[], many: string[]): boolean => compareSequences(few, many).filter((edit) => edit.kind === "same").reduce((sum, edit) => sum + edit.before[1] - edit.before[0], 0) === few.length;
  if (within(said.mine, said.theirs)) return "theirs";
  if (within(said.theirs, said.mine)) return "mine";
  const bags = chunk.theirs.map((block) => bagOf(textOf([block])));
  const similar = chunk.mine.some((block) => bags.some((bag) => likeness(bagOf(textOf([block])), bag) > alike));
  return similar || said.mine.some((key) => said.theirs.includes(key)) ? "conflict" : "both";
}

/** Three versions as stretches that somebody changed or nobody did, each as small as it can be told. */
export function mergeChunks(base: Document, mine: Document, theirs: Document): Chunk[] {
  const all = { base: keysOf(base), mine: keysOf(mine), theirs: keysOf(theirs) };
  const pairs = { mine: pairBlocks(base.blocks, mine.blocks, all.base, all.mine), theirs: pairBlocks(base.blocks, theirs.blocks, all.base, all.theirs) };
  const dropped = movedTwice(all.base, pairs.mine, pairs.theirs, all.mine, all.theirs);
  const last = 2 * base.blocks.length;
  const tied = new Set<number>(); // a place that belongs together with the next
  for (const [from, to] of [...pairs.mine.ties, ...pairs.theirs.ties]) for (let at = from; at < to; ++at) tied.add(at);

  /** The places of one side's blocks in a gap or block of the base. */
  const placesAt = (side: Side, at: number): number[] => {
    const pairing = pairs[side];
    if (at % 2 === 0) return pairing.inserted[at / 2]!.filter((j) => side === "theirs" || !dropped.has(j));
    const place = pairing.places[(at - 1) / 2]!;
    return place === null ? [] : [place];
  };
  const chunks: Chunk[] = [];
  for (let from = 0; from <= last; ) {
    let to = from;
    while (tied.has(to) && to < last) ++to;
    const places: Record<"base" | Side, number[]> = { base: [], mine: [], theirs: [] };
    for (let at = from; at <= to; ++at) {
      if (at % 2 === 1) places.base.push((at - 1) / 2);
      places.mine.push(...placesAt("mine", at));
      places.theirs.push(...placesAt("theirs", at));
    }
    from = to + 1;
    if (places.base.length + places.mine.length + places.theirs.length === 0) continue;
    const part = { base: places.base.map((i) => base.blocks[i]!), mine: places.mine.map((i) => mine.blocks[i]!), theirs: places.theirs.map((i) => theirs.blocks[i]!) };
    const kind = kindOf(part, { base: places.base.map((i) => all.base[i]!), mine: places.mine.map((i) => all.mine[i]!), theirs: places.theirs.map((i) => all.theirs[i]!) });
    const before = chunks.at(-1);
    if (kind === "same" && before?.kind === "same") {
      before.base.push(...part.base);
      before.mine.push(...part.mine);
      before.theirs.push(...part.theirs);
    } else chunks.push({ kind, ...part });
  }
  return chunks;
}

/** What is chosen where nobody has chosen yet: whoever changed it; where both did, both, or what one changed rather than that the other removed it. */
export function usualChoice(chunk: Chunk): Choice {
  if (chunk.kind !== "conflict") return chunk.kind === "same" ? "mine" : chunk.kind;
  return chunk.mine.length === 0 ? "theirs" : chunk.theirs.length === 0 ? "mine" : "both";
}

/** One body by the choices, one for each chunk. */
export function mergeDocuments(chunks: Chunk[], choices: Choice[], base: Document, mine: Document, theirs: Document): Document {
  const gatherer = new Gatherer({ base, mine, theirs });
  for (const chunk of chunks) if (chunk.kind === "same") gatherer.link(chunk.mine, chunk.theirs);
  chunks.forEach((chunk, i) => {
    const choice = chunk.kind === "same" ? "mine" : (choices[i] ?? usualChoice(chunk));
    if (choice !== "mine") gatherer.put(chunk.theirs, "theirs");
    if (choice !== "theirs") gatherer.put(chunk.mine, "mine");
  });
  return normalise(gatherer.document());
}
