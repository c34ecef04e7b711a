// SPDX-License-Identifier: GPL-3.0-or-later
// The white space that somebody is typing is no part of a document ("a word " is "a word" there). Where the rest stands in the editor.
import type { Node } from "@tiptap/pm/model";

/** What stands at each position within a node; one entry for each: a character, a node without content, or where one begins or ends. */
function piecesOf(node: Node): string[] {
  const pieces: string[] = [];
  node.forEach((child) => {
    if (child.isText) pieces.push(...child.text!.split(""));
    else if (child.isLeaf) pieces.push(`<${child.type.name}/>`);
    else pieces.push(`<${child.type.name}>`, ...piecesOf(child), `</${child.type.name}>`);
  });
  return pieces;
}

/** What a document has at most one of, and none at the ends of a block. */
export const isWhiteSpace = (text: string): boolean => /^[ \t\n\r\f]*$/.test(text);

/**
 * For each position within `settled` that within `node`, which says the same with more white space. null: something else differs between
 * them.
 */
export function keptPositions(node: Node, settled: Node): number[] | null {
  const pieces = piecesOf(node);
  const positions: number[] = [];
  let at = 0;
  for (const piece of piecesOf(settled)) {
    while (at < pieces.length && pieces[at] !== piece && isWhiteSpace(pieces[at]!)) ++at;
    if (pieces[at] !== piece) return null;
    positions.push(at++);
  }
  return pieces.slice(at).every(isWhiteSpace) ? positions : null;
}
