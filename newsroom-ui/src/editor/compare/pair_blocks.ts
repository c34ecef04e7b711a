// SPDX-License-Identifier: GPL-3.0-or-later
// Which block of a later version is which block of an earlier one: the same, or a changed form of it. Blocks carry no names of their own.
import type { Block, Gallery } from "../document/document";
import { alike, bagOf, likeness, shareIn, type Bag } from "./likeness";
import { compareSequences } from "./sequence";
import { textOf } from "./text";

/** Pairs of blocks that are compared in one stretch of changes; a larger stretch is taken as a whole. */
const maxCompared = 40_000;
/** A piece of a split or joined paragraph is recognized by this much of its words. */
const partOf = 0.6;

export interface Pairing {
  /** For each block of the base: its place in the other version, or null where it is gone. Ascending. */
  places: (number | null)[];
  /** Which of them say exactly the same. */
  exact: boolean[];
  /** Places in the other version that are nobody's, by the gap they stand in: gap i is before block i of the base. */
  inserted: number[][];
  /** Places between which one change reaches: 2i is gap i, 2i + 1 block i of the base; [from, to]. */
  ties: [from: number, to: number][];
}

interface Known {
  block: Block;
  text: string;
  bag: Bag;
}

const know = (block: Block): Known => {
  const text = textOf([block]);
  return { block, text, bag: bagOf(text) };
};

/** How much of the shorter text stands unchanged at the beginning and the end of the longer one: a word that is being typed is one. */
function sameEnds(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0) return 0;
  let start = 0;
  while (start < shorter && a[start] === b[start]) ++start;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) ++end;
  return (start + end) / shorter;
}

const isText = (block: Block): boolean => !["image", "gallery", "audio", "video", "embed", "table", "rule"].includes(block.type);

/** The part of two galleries' pictures that both have. */
function sharedPictures(a: Gallery, b: Gallery): number {
  const sources = new Set(a.images.map(({ source }) => source));
  return b.images.filter(({ source }) => sources.has(source)).length / Math.max(a.images.length, b.images.length);
}

/** How well one is a changed form of the other; 0: it is not. */
function score(a: Known, b: Known): number {
  const same = Math.max(likeness(a.bag, b.bag), sameEnds(a.text, b.text));
  if (a.block.type === b.block.type) {
    if (a.block.type === "image" && b.block.type === "image") return a.block.source === b.block.source ? 2 : 0.01;
    if (a.block.type === "gallery" && b.block.type === "gallery") return 0.01 + 2 * sharedPictures(a.block, b.block);
    if ((a.block.type === "audio" && b.block.type === "audio") || (a.block.type === "video" && b.block.type === "video")) return a.block.source === b.block.source ? 2 : 0.01;
    if (a.block.type === "embed" && b.block.type === "embed") return a.block.url === b.block.url ? 2 : 0.01;
    // Where nothing fits better, a block of the same kind in the same place was written anew.
    return same > alike ? 1 + same : 0.01;
  }
  return isText(a.block) && isText(b.block) && same > partOf ? 0.9 + same : 0;
}

/** The best pairs of two stretches, ascending in both. */
function pairStretch(before: Known[], after: Known[]): [number, number][] {
  const columns = after.length + 1;
  const scores = new Float64Array(before.length * after.length);
  const best = new Float64Array((before.length + 1) * columns);
  for (let i = before.length - 1; i >= 0; --i) {
    for (let j = after.length - 1; j >= 0; --j) {
      const one = (scores[i * after.length + j] = score(before[i]!, after[j]!));
      best[i * columns + j] = Math.max(best[(i + 1) * columns + j]!, best[i * columns + j + 1]!, one > 0 ? one + best[(i + 1) * columns + j + 1]! : 0);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    const here = best[i * columns + j]!;
    const one = scores[i * after.length + j]!;
    if (one > 0 && here === one + best[(i + 1) * columns + j + 1]!) pairs.push([i++, j++]);
    else if (here === best[(i + 1) * columns + j]!) ++i;
    else ++j;
  }
  return pairs;
}

/** Pairs the blocks of two versions; `baseKeys` and `otherKeys` say what each block says. */
export function pairBlocks(base: Block[], other: Block[], baseKeys: string[], otherKeys: string[]): Pairing {
  const pairing: Pairing = { places: base.map(() => null), exact: base.map(() => false), inserted: Array.from({ length: base.length + 1 }, () => []), ties: [] };
  const { places, exact, inserted, ties } = pairing;
  const taken = new Set<number>();
  const put = (i: number, j: number, same: boolean): void => {
    places[i] = j;
    exact[i] = same;
    taken.add(j);
  };
  for (const { kind, before, after } of compareSequences(baseKeys, otherKeys)) {
    const [n, m] = [before[1] - before[0], after[1] - after[0]];
    if (kind === "same") for (let k = 0; k < n; ++k) put(before[0] + k, after[0] + k, true);
    else if (n * m > maxCompared) ties.push([2 * before[0], 2 * before[1]]);
    else for (const [i, j] of pairStretch(base.slice(...before).map(know), other.slice(...after).map(know))) put(before[0] + i, after[0] + j, false);
  }
  let gap = 0;
  const owners = new Map(places.flatMap((j, i) => (j === null ? [] : [[j, i] as const])));
  for (let j = 0; j < other.length; ++j) {
    if (taken.has(j)) gap = owners.get(j)! + 1;
    else inserted[gap]!.push(j);
  }
  return tieParts(pairing, base, other);
}

/** A paragraph that was split into two, or two that were joined, are one change. */
function tieParts(pairing: Pairing, base: Block[], other: Block[]): Pairing {
  const { places, exact, inserted, ties } = pairing;
  const bags = new Map<Block, Bag>();
  const bag = (block: Block): Bag => {
    let known = bags.get(block);
    if (!known) bags.set(block, (known = bagOf(textOf([block]))));
    return known;
  };
  const part = (piece: Block, whole: Block): boolean => bag(piece).size > 1 && shareIn(bag(piece), bag(whole)) >= partOf;
  places.forEach((place, i) => {
    if (place !== null && !exact[i]) {
      if (inserted[i]!.some((j) => part(other[j]!, base[i]!))) ties.push([2 * i, 2 * i + 1]);
      if (inserted[i + 1]!.some((j) => part(other[j]!, base[i]!))) ties.push([2 * i + 1, 2 * i + 2]);
    }
    if (place !== null) return;
    for (const step of [-1, 1]) {
      let near = i + step;
      while (near >= 0 && near < base.length && places[near] === null) near += step;
      const joined = near >= 0 && near < base.length && !exact[near] ? places[near] : null;
      if (joined !== null && joined !== undefined && part(base[i]!, other[joined]!)) ties.push([2 * Math.min(i, near) + 1, 2 * Math.max(i, near) + 1]);
    }
  });
  return pairing;
}
