// SPDX-License-Identifier: GPL-3.0-or-later
// Redirects as they are pasted: one on a line, from and to with spaces, a tab, a comma or an arrow between them.

export interface Redirect {
  from: string;
  to: string;
}
export interface Line extends Redirect {
  /** As an editor counts: the first is 1. */
  line: number;
}

/** What the server takes in one request. */
const most = 500;
const mostBytes = 60_000;

/** The redirects of a text, and the lines that are none. Empty lines and those that begin with # say nothing. */
export function readLines(text: string): { redirects: Line[]; wrong: number[] } {
  const redirects: Line[] = [];
  const wrong: number[] = [];
  text.split(/\r?\n/).forEach((raw, place) => {
    const words = raw.trim().split(/\s*(?:,|;|\t|→|->|=>)\s*|\s+/).filter(Boolean);
    if (words.length === 0 || words[0]!.startsWith("#")) {
      return;
    }
    if (words.length === 2) {
      redirects.push({ line: place + 1, from: words[0]!, to: words[1]! });
    } else {
      wrong.push(place + 1);
    }
  });
  return { redirects, wrong };
}

/** In portions of which each goes into one request. */
export function portions(redirects: readonly Line[]): Line[][] {
  const all: Line[][] = [];
  let bytes = 0;
  for (const one of redirects) {
    const size = new TextEncoder().encode(JSON.stringify({ from: one.from, to: one.to })).length + 1;
    const last = all.at(-1);
    if (!last || last.length >= most || bytes + size > mostBytes) {
      all.push([one]);
      bytes = size;
    } else {
      last.push(one);
      bytes += size;
    }
  }
  return all;
}
