// SPDX-License-Identifier: GPL-3.0-or-later
// A footnote's reference that is copied or dragged carries its note along. Where it arrives, the note joins the others: upkeep.ts puts it there.
import { Extension } from "@tiptap/core";
import { Fragment, Slice, type Node } from "@tiptap/pm/model";
import { Plugin } from "@tiptap/pm/state";

export function notesById(doc: Node): Map<string, Node> {
  const notes = new Map<string, Node>();
  if (doc.lastChild?.type.name === "notes") doc.lastChild.forEach((note) => notes.set(String(note.attrs.id), note));
  return notes;
}

function withoutReferences(fragment: Fragment): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    if (node.type.name !== "footnote") nodes.push(node.isLeaf ? node : node.copy(withoutReferences(node.content)));
  });
  return Fragment.from(nodes);
}

/** The content of a note as a reference carries it, without references to other notes. */
export const carriedFrom = (note: Node): string => JSON.stringify(withoutReferences(note.content).toJSON());

function withNotes(fragment: Fragment, notes: Map<string, Node>): Fragment {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    const note = node.type.name === "footnote" ? notes.get(String(node.attrs.note)) : undefined;
    if (note) nodes.push(node.type.create({ ...node.attrs, carried: carriedFrom(note) }));
    else nodes.push(node.isLeaf ? node : node.copy(withNotes(node.content, notes)));
  });
  return Fragment.from(nodes);
}

const isOpen = (node: Node | null): number => (node?.isTextblock ? 1 : 0);

/** What is copied, with each reference carrying its note. Notes that were selected with the text go along with their references;
 *  if only notes were selected, their text is what is copied. */
export function carryNotes(slice: Slice, doc: Node): Slice {
  const notes = notesById(doc);
  const content = withNotes(slice.content, notes);
  const last = content.lastChild;
  if (last?.type.name !== "notes") return new Slice(content, slice.openStart, slice.openEnd);
  if (content.childCount > 1) {
    const text = content.cut(0, content.size - last.nodeSize);
    return new Slice(text, slice.openStart, isOpen(text.lastChild));
  }
  const blocks: Node[] = [];
  last.forEach((note) => note.forEach((block) => blocks.push(block)));
  return new Slice(Fragment.from(blocks), Math.max(0, slice.openStart - 2), Math.max(0, slice.openEnd - 2));
}

export const CarriedNotes = Extension.create({
  name: "carriedNotes",
  addProseMirrorPlugins: () => [new Plugin({ props: { transformCopied: (slice, view) => carryNotes(slice, view.state.doc) } })],
});
