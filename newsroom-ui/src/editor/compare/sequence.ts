// SPDX-License-Identifier: GPL-3.0-or-later
// The longest common part of two sequences, as pairs of ranges: Myers' algorithm, bounded.

export interface Edit {
  kind: "same" | "changed";
  before: [from: number, to: number];
  after: [from: number, to: number];
}

/** Steps after which what is left counts as changed: two texts that differ that much are not read as one. */
const maxDistance = 2000;

/** Indices that both have in common, ascending in both. */
function commonPairs(before: readonly string[], after: readonly string[]): [number, number][] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) ++start;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before[before.length - 1 - end] === after[after.length - 1 - end]) ++end;
  const n = before.length - start - end;
  const m = after.length - start - end;
  const pairs: [number, number][] = Array.from({ length: start }, (_, i) => [i, i]);

  const furthest = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  let reached = n === 0 || m === 0;
  for (let distance = 0; !reached && distance <= Math.min(n + m, maxDistance); ++distance) {
    trace.push(new Map(furthest));
    for (let k = -distance; k <= distance; k += 2) {
      const down = k === -distance || (k !== distance && (furthest.get(k - 1) ?? -1) < (furthest.get(k + 1) ?? -1));
      let x = down ? (furthest.get(k + 1) ?? 0) : (furthest.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < n && y < m && before[start + x] === after[start + y]) {
        ++x;
        ++y;
      }
      furthest.set(k, x);
      if (x >= n && y >= m) {
        reached = true;
        break;
      }
    }
  }
  if (reached && n > 0 && m > 0) {
    const middle: [number, number][] = [];
    let x = n;
    let y = m;
    for (let distance = trace.length - 1; distance >= 0 && (x > 0 || y > 0); --distance) {
      const earlier = trace[distance]!;
      const k = x - y;
      const down = k === -distance || (k !== distance && (earlier.get(k - 1) ?? -1) < (earlier.get(k + 1) ?? -1));
      const from = down ? k + 1 : k - 1;
      const fromX = distance === 0 ? 0 : (earlier.get(from) ?? 0);
      const fromY = distance === 0 ? 0 : fromX - from;
      while (x > fromX && y > fromY && x > 0 && y > 0 && before[start + x - 1] === after[start + y - 1]) middle.push([start + --x, start + --y]);
      x = fromX;
      y = fromY;
    }
    pairs.push(...middle.reverse());
  }
  for (let i = end; i > 0; --i) pairs.push([before.length - i, after.length - i]);
  return pairs;
}

/** What stayed and what changed between two sequences, in order, covering both. */
export function compareSequences(before: readonly string[], after: readonly string[]): Edit[] {
  const edits: Edit[] = [];
  let x = 0;
  let y = 0;
  const put = (kind: Edit["kind"], toX: number, toY: number): void => {
    if (toX === x && toY === y) return;
    const last = edits.at(-1);
    if (last?.kind === kind) {
      last.before[1] = toX;
      last.after[1] = toY;
    } else edits.push({ kind, before: [x, toX], after: [y, toY] });
    x = toX;
    y = toY;
  };
  for (const [i, j] of commonPairs(before, after)) {
    put("changed", i, j);
    put("same", i + 1, j + 1);
  }
  put("changed", before.length, after.length);
  return edits;
}
