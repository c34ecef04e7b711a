// SPDX-License-Identifier: GPL-3.0-or-later
// How much of one text is found in another: what tells a paragraph that was changed from one that went and one that came.
import { tokensOf } from "./text";

/** The words and marks of a text, each with how often it occurs. */
export interface Bag {
  counts: Map<string, number>;
  size: number;
}

export function bagOf(text: string): Bag {
  const counts = new Map<string, number>();
  let size = 0;
  for (const token of tokensOf(text)) {
    if (!/\S/.test(token)) continue;
    counts.set(token, (counts.get(token) ?? 0) + 1);
    ++size;
  }
  return { counts, size };
}

/** How much of `a` is found in `b`: from 0 to 1. */
export function shareIn(a: Bag, b: Bag): number {
  if (a.size === 0) return 0;
  let shared = 0;
  for (const [token, count] of a.counts) shared += Math.min(count, b.counts.get(token) ?? 0);
  return shared / a.size;
}

/** How much of the shorter text the longer one has kept: from 0 to 1. */
export const likeness = (a: Bag, b: Bag): number => Math.max(shareIn(a, b), shareIn(b, a));

/** From this on two blocks are versions of one. */
export const alike = 0.4;
