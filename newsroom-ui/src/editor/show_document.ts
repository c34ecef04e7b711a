// SPDX-License-Identifier: GPL-3.0-or-later
// Puts another text into the editor block by block, so that the cursor stays in the words that it was in.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";

import { compareSequences } from "./compare/sequence";
import type { Document } from "./document/document";
import { toDocument } from "./document/to_document";
import { toEditor, type EditorNode } from "./document/to_editor";
import { isWhiteSpace, keptPositions } from "./kept_positions";

interface Placed {
  node: Node;
  from: number;
  /** What the document has of it: not the white space that is being typed. */
  settled: Node;
}

/** A paragraph that nothing was written into yet is no part of the document, and stays for whoever is about to write into it. */
const isOpen = (node: Node): boolean => node.type.name === "paragraph" && node.children.every((child) => child.isText && isWhiteSpace(child.text!));

/** `settled`: what the document has of the parent. */
const childrenOf = (parent: Node, start: number, settled: Node): Placed[] => {
  const children: Omit<Placed, "settled">[] = [];
  parent.forEach((node, offset) => void (isOpen(node) || children.push({ node, from: start + offset })));
  const counterparts = nodesOf(settled);
  const alike = counterparts.length === children.length && counterparts.every((node, i) => node.type === children[i]!.node.type);
  return children.map((child, i) => ({ ...child, settled: alike ? counterparts[i]! : child.node }));
};
const nodesOf = (parent: Node): Node[] => parent.children.filter((node) => !isOpen(node));

/** The tree as the document that it is gives it. */
const settle = (doc: Node): Node => doc.type.schema.nodeFromJSON(toEditor(toDocument(doc.toJSON() as EditorNode)));

/** What a block is to be known by: ids of notes are given anew with each reading. */
const keyOf = (node: Node): string =>
  node.type.name === "notes" ? "notes" : JSON.stringify(node.toJSON(), (key, value: unknown) => (key === "note" || key === "carried" || key === "id" ? undefined : value));

/** One node in another's place, touching only what differs. */
function change(tr: Transaction, { node, from, settled }: Placed, next: Node): void {
  if (node.eq(next) || settled.eq(next)) return;
  if (node.type !== next.type || node.isLeaf || node.isAtom) {
    tr.replaceWith(from, from + node.nodeSize, next);
    return;
  }
  const parts = childrenOf(node, from + 1, settled);
  const wanted = nodesOf(next);
  if (node.type.name === "notes") {
    changeAll(tr, parts, wanted, from + 1);
    return;
  }
  if (!node.inlineContent && parts.length === wanted.length && parts.every((part, i) => part.node.type === wanted[i]!.type)) {
    for (let i = parts.length - 1; i >= 0; --i) change(tr, parts[i]!, wanted[i]!);
  } else changeContent(tr, { node, from, settled }, next);
  if (!node.sameMarkup(next)) tr.setNodeMarkup(from, undefined, next.attrs, next.marks);
}

/** What is in a node: one stretch from the first difference to the last. */
function changeContent(tr: Transaction, { node, from, settled }: Placed, next: Node): void {
  const kept = keptPositions(node, settled);
  const old = kept === null ? node : settled;
  const start = old.content.findDiffStart(next.content);
  if (start === null) return;
  let { a, b } = old.content.findDiffEnd(next.content)!;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  const at = (position: number): number => from + 1 + (kept === null ? position : kept[position]!);
  const behind = (position: number): number => (position === 0 ? from + 1 : at(position - 1) + 1);
  const before = tr.steps.length;
  try {
    tr.replace(a > start ? at(start) : behind(start), behind(a), next.slice(start, b));
  } catch {
    if (tr.steps.length > before) throw new Error("half a step");
    tr.replaceWith(from, from + node.nodeSize, next);
  }
}

/** Nodes that stand side by side from `start` on, in the place of others. */
function changeAll(tr: Transaction, old: Placed[], wanted: Node[], start: number): void {
  for (const edit of compareSequences(old.map((block) => keyOf(block.settled)), wanted.map(keyOf)).reverse()) {
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
  try {
    changeAll(tr, childrenOf(state.doc, 0, settle(state.doc)), nodesOf(next), 0);
    tr.doc.check();
  } catch {
    return null;
  }
  return settle(tr.doc).eq(next) ? tr : null;
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
