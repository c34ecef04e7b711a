// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the text by itself: numbers of footnotes, a line for who said a quote, a paragraph to write on in, placeholders.
import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

import type { Host } from "./host";

/** The notes' ids in their order. */
export function noteIds(doc: Node): string[] {
  const ids: string[] = [];
  if (doc.lastChild?.type.name === "notes") doc.lastChild.forEach((note) => ids.push(String(note.attrs.id)));
  return ids;
}

/** Mends what an edit left behind that the model would silently drop. */
export function mend(state: EditorState): Transaction | null {
  const { tr, schema } = state;
  const notes = new Set(noteIds(state.doc));
  const seen = new Set<string>();
  const missing: string[] = [];
  const insertions: { position: number; node: Node }[] = [];
  state.doc.descendants((node, position) => {
    if (node.type.name === "quote" && node.lastChild?.type.name !== "attribution") {
      insertions.push({ position: position + node.nodeSize - 1, node: schema.nodes.attribution!.create() });
    }
    if (node.type.name === "footnote" && !notes.has(String(node.attrs.note)) && !missing.includes(String(node.attrs.note))) missing.push(String(node.attrs.note));
    if (node.type.name === "note") {
      const id = String(node.attrs.id);
      if (seen.has(id) || id === "") tr.setNodeAttribute(position, "id", `${id}-${position}`);
      seen.add(id);
    }
    return true;
  });
  const last = state.doc.lastChild;
  const end = state.doc.content.size;
  const beforeNotes = last?.type.name === "notes" ? end - last.nodeSize : end;
  const lastBlock = last?.type.name === "notes" ? state.doc.child(state.doc.childCount - 2) : last;
  if (missing.length > 0) {
    const made = missing.map((id) => schema.nodes.note!.create({ id }, schema.nodes.paragraph!.create()));
    if (last?.type.name === "notes") insertions.push(...made.map((node) => ({ position: end - 1, node })));
    else insertions.push({ position: end, node: schema.nodes.notes!.create(null, made) });
  }
  if (lastBlock && !["paragraph", "heading", "bulletList", "orderedList"].includes(lastBlock.type.name)) insertions.push({ position: beforeNotes, node: schema.nodes.paragraph!.create() });
  insertions.sort((a, b) => b.position - a.position).forEach(({ position, node }) => tr.insert(position, node));
  return tr.docChanged ? tr : null;
}

function decorate(doc: Node, host: Host): DecorationSet {
  const decorations: Decoration[] = [];
  const ids = noteIds(doc);
  const referred = new Set<string>();
  const only = doc.childCount === 1 && doc.firstChild!.type.name === "paragraph" && doc.firstChild!.content.size === 0;
  if (only) decorations.push(Decoration.node(0, doc.firstChild!.nodeSize, { "data-placeholder": host.words.writeHere, class: "empty" }));
  const placeholders: Record<string, string> = { caption: host.words.caption, credit: host.words.credit, attribution: host.words.attribution };
  doc.descendants((node, position) => {
    const { name } = node.type;
    const words = placeholders[name];
    if (words && node.content.size === 0) decorations.push(Decoration.node(position, position + node.nodeSize, { "data-placeholder": words, class: "empty" }));
    if (name === "footnote") {
      const id = String(node.attrs.note);
      referred.add(id);
      const number = ids.indexOf(id) + 1;
      decorations.push(Decoration.node(position, position + node.nodeSize, { "data-number": host.number(number), "aria-label": host.words.footnote(number), role: "img" }));
    }
    return true;
  });
  if (doc.lastChild?.type.name === "notes") {
    let position = doc.content.size - doc.lastChild.nodeSize + 1;
    doc.lastChild.forEach((note, _offset, index) => {
      const unused = !referred.has(String(note.attrs.id));
      decorations.push(Decoration.node(position, position + note.nodeSize, unused ? { class: "unused" } : {}, { unused, number: host.number(index + 1) }));
      position += note.nodeSize;
    });
  }
  return DecorationSet.create(doc, decorations);
}

const key = new PluginKey<DecorationSet>("upkeep");

export const makeUpkeep = (host: Host): Extension =>
  Extension.create({
    name: "upkeep",
    addProseMirrorPlugins: () => [
      new Plugin({
        key,
        state: {
          init: (_, state) => decorate(state.doc, host),
          apply: (tr, set) => (tr.docChanged || tr.getMeta(key) ? decorate(tr.doc, host) : set),
        },
        props: { decorations: (state) => key.getState(state) },
        appendTransaction: (transactions, _before, state) => (transactions.some((tr) => tr.docChanged) ? mend(state) : null),
      }),
    ],
  });

/** After the language of the newsroom has changed. */
export const redecorate = (tr: Transaction): Transaction => tr.setMeta(key, true).setMeta("addToHistory", false);
