// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two texts, or two documents, by words: what a person sees in a list of revisions.
import type { Block, Document } from "../document/document";
import { fingerprint } from "../document/normalise";
import { alike, bagOf, likeness } from "./likeness";
import { compareSequences } from "./sequence";
import { textOf, tokensOf } from "./text";

export interface Piece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Pieces that read as the new text without the removed ones, and as the old one without the added ones. */
export function compareText(before: string, after: string): Piece[] {
  if (before === after) return before ? [{ kind: "same", text: before }] : [];
  const from = tokensOf(before);
  const to = tokensOf(after);
  const pieces: Piece[] = [];
  for (const edit of compareSequences(from, to)) {
    const removed = from.slice(...edit.before).join("");
    const added = to.slice(...edit.after).join("");
    if (edit.kind === "same") pieces.push({ kind: "same", text: removed });
    else {
      if (removed) pieces.push({ kind: "removed", text: removed });
      if (added) pieces.push({ kind: "added", text: added });
    }
  }
  return joinSpaces(pieces);
}

/** A space alone between two changes belongs to them: "a b" → "c d" is one change, not two. */
function joinSpaces(pieces: Piece[]): Piece[] {
  const out: Piece[] = [];
  for (let at = 0; at < pieces.length; ++at) {
    const piece = pieces[at]!;
    const between = piece.kind === "same" && /^\s+$/.test(piece.text) && at > 0 && at + 1 < pieces.length;
    if (!between) {
      out.push(piece);
      continue;
    }
    out.push({ kind: "removed", text: piece.text }, { kind: "added", text: piece.text });
  }
  // Within one change what went comes first, then what came.
  const grouped: Piece[] = [];
  for (let at = 0; at < out.length; ) {
    if (out[at]!.kind === "same") {
      grouped.push(out[at++]!);
      continue;
    }
    const change = { removed: "", added: "" };
    while (at < out.length && out[at]!.kind !== "same") {
      const piece = out[at++]!;
      change[piece.kind as "removed" | "added"] += piece.text;
    }
    if (change.removed) grouped.push({ kind: "removed", text: change.removed });
    if (change.added) grouped.push({ kind: "added", text: change.added });
  }
  return grouped;
}

export interface BlockChange {
  kind: "same" | "added" | "removed" | "changed" | "restyled";
  block: Block;
  pieces: Piece[];
}

function compareBlocks(before: Block[], after: Block[]): BlockChange[] {
  const out: BlockChange[] = [];
  const edits = compareSequences(before.map(fingerprint), after.map(fingerprint));
  for (const edit of edits) {
    const gone = before.slice(...edit.before);
    const come = after.slice(...edit.after);
    if (edit.kind === "same") {
      for (const block of come) out.push({ kind: "same", block, pieces: compareText(textOf([block]), textOf([block])) });
      continue;
    }
    // A block that is much like one that went has been changed; what stands between the two went or came as a whole.
    let next = 0;
    for (const block of come) {
      const text = textOf([block]);
      const bag = bagOf(text);
      const found = gone.findIndex((old, i) => i >= next && old.type === block.type && likeness(bagOf(textOf([old])), bag) > alike);
      if (found < 0) {
        out.push({ kind: "added", block, pieces: compareText("", text) });
        continue;
      }
      for (const old of gone.slice(next, found)) out.push({ kind: "removed", block: old, pieces: compareText(textOf([old]), "") });
      const pieces = compareText(textOf([gone[found]!]), text);
      out.push({ kind: pieces.every((piece) => piece.kind === "same") ? "restyled" : "changed", block, pieces });
      next = found + 1;
    }
    for (const old of gone.slice(next)) out.push({ kind: "removed", block: old, pieces: compareText(textOf([old]), "") });
  }
  return out;
}

/** The changes of a whole body; notes come after the text, each as blocks of its own. */
export const compareDocuments = (before: Document, after: Document): BlockChange[] => [
  ...compareBlocks(before.blocks, after.blocks),
  ...compareBlocks((before.footnotes ?? []).flat(), (after.footnotes ?? []).flat()),
];
