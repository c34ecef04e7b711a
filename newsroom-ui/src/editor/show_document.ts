// SPDX-License-Identifier: GPL-3.0-or-later
// Puts another text into the editor block by block, so that the cursor stays in the words that it was in.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";

import { compareSequences } from "./compare/sequence";
import type { Document } from "./document/document";
import { toEditor } from "./document/to_editor";

interface Placed {
  node: Node;
  from: number;
}

/** A paragraph that nothing was written into yet is no part of the document, and stays for whoever is about to write into it. */
const isOpen = (node: Node): boolean => node.type.name === "paragraph" && node.content.size === 0;

const childrenOf = (parent: Node, start: number): Placed[] => {
  const children: Placed[] = [];
  parent.forEach((node, offset) => void children.push({ node, from: start + offset }));
  return children;
};
const blocksOf = (doc: Node): Placed[] => childrenOf(doc, 0).filter(({ node }) => !isOpen(node));

/** What a block is to be known by: ids of notes are given anew with each reading. */
const keyOf = (node: Node): string =>
  node.type.name === "notes" ? "notes" : JSON.stringify(node.toJSON(), (key, value: unknown) => (key === "note" || key === "carried" || key === "id" ? undefined : value));

/** One node in another's place, touching only what differs. */
function change(tr: Transaction, { node, from }: Placed, next: Node): void {
  if (node.eq(next)) return;
  if (node.type.name === "notes" && next.type === node.type) {
    changeAll(tr, childrenOf(node, from + 1), childrenOf(next, 0).map((child) => child.node), from + 1);
    return;
  }
  if (node.type !== next.type || node.isLeaf || node.isAtom) {
    tr.replaceWith(from, from + node.nodeSize, next);
    return;
  }
  const start = node.content.findDiffStart(next.content);
  if (start !== null) {
    let { a, b } = node.content.findDiffEnd(next.content)!;
    const overlap = start - Math.min(a, b);
    if (overlap > 0) {
      a += overlap;
      b += overlap;
    }
    const before = tr.steps.length;
    try {
      tr.replace(from + 1 + start, from + 1 + a, next.slice(start, b));
    } catch {
      if (tr.steps.length > before) throw new Error("half a step");
      tr.replaceWith(from, from + node.nodeSize, next);
      return;
    }
  }
  if (!node.sameMarkup(next)) tr.setNodeMarkup(from, undefined, next.attrs, next.marks);
}

/** Nodes that stand side by side from `start` on, in the place of others. */
function changeAll(tr: Transaction, old: Placed[], wanted: Node[], start: number): void {
  for (const edit of compareSequences(old.map((block) => keyOf(block.node)), wanted.map(keyOf)).reverse()) {
    const [gone, come] = [old.slice(...edit.before), wanted.slice(...edit.after)];
    if (gone.length === come.length) {
      for (let i = gone.length - 1; i >= 0; --i) change(tr, gone[i]!, come[i]!);
      continue;
    }
    const previous = old[edit.before[0] - 1];
    const from = gone[0]?.from ?? (previous ? previous.from + previous.node.nodeSize : start);
    const last = gone.at(-1);
    tr.replaceWith(from, last ? last.from + last.node.nodeSize : from, come);
  }
}

/** The change from the text that stands there to `next`, or null where it cannot be made block by block. */
function changeBlocks(state: EditorState, next: Node): Transaction | null {
  const { tr } = state;
  const wanted = blocksOf(next).map((block) => block.node);
  try {
    changeAll(tr, blocksOf(state.doc), wanted, 0);
    tr.doc.check();
  } catch {
    return null;
  }
  const made = blocksOf(tr.doc);
  return made.length === wanted.length && made.every((block, i) => block.node.eq(wanted[i]!)) ? tr : null;
}

/** `others`: somebody else wrote it; whoever undoes here undoes only what they did themselves. */
export function showDocument(editor: Editor, document: Document, others = false): void {
  const { state, view } = editor;
  const next = state.schema.nodeFromJSON(toEditor(document));
  const tr = changeBlocks(state, next) ?? state.tr.replaceWith(0, state.doc.content.size, next.content);
  if (!tr.docChanged) return;
  tr.setMeta("preventUpdate", true);
  view.dispatch(others ? tr.setMeta("addToHistory", false) : tr);
}
