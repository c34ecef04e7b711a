// SPDX-License-Identifier: GPL-3.0-or-later
// What follows from the text by itself: numbers of footnotes, a line for who said a quote, a paragraph to write on in, placeholders.
import { Extension } from "@tiptap/core";
import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import { Plugin, PluginKey, TextSelection, type EditorState, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

import { carriedFrom, notesById } from "./carried_notes";
import { mendGalleries } from "./galleries";
import type { Host } from "./host";

/** The notes' ids in their order. */
export function noteIds(doc: Node): string[] {
  const ids: string[] = [];
  if (doc.lastChild?.type.name === "notes") doc.lastChild.forEach((note) => ids.push(String(note.attrs.id)));
  return ids;
}

let arrivals = 0;

/** References that arrived with their notes: each note is found among those that are here, or joins them under an id of its own. */
function settleCarried(tr: Transaction): void {
  const { schema } = tr.doc.type;
  const here = notesById(tr.doc);
  const joined = new Map<string, string>();
  const made: Node[] = [];
  tr.doc.descendants((node, position) => {
    const carried = node.type.name === "footnote" ? (node.attrs.carried as string | null) : null;
    if (carried === null) return true;
    let id = String(node.attrs.note);
    const same = here.get(id);
    if (!same || carriedFrom(same) !== carried) {
      const key = `${id} ${carried}`;
      const known = joined.get(key);
      const note = known ?? `c${Date.now().toString(36)}${(++arrivals).toString(36)}`;
      if (known === undefined) {
        joined.set(key, note);
        const blocks = readNote(schema, carried);
        made.push(schema.nodes.note!.create({ id: note }, blocks));
      }
      id = note;
    }
    tr.setNodeMarkup(position, undefined, { note: id, carried: null });
    return false;
  });
  if (made.length > 0) {
    const last = tr.doc.lastChild!;
    const end = tr.doc.content.size;
    if (last.type.name === "notes") tr.insert(end - 1, made);
    else tr.insert(end, schema.nodes.notes!.create(null, made));
  }
}

/** What a reference carried, as far as the schema takes it; it may come from another program. */
function readNote(schema: Schema, carried: string): Node[] {
  try {
    const blocks = Fragment.fromJSON(schema, JSON.parse(carried) as unknown);
    schema.nodes.note!.create({ id: "read" }, blocks).check();
    return [...blocks.content];
  } catch {
    // An empty note shows that something is missing.
  }
  return [schema.nodes.paragraph!.create()];
}

/** The notes in the order in which the text refers to them, then those that only notes refer to, and last those without a reference:
 *  the same order as src/document/footnotes.cpp. Null if they are in it. */
function reordered(doc: Node): Node[] | null {
  const notes = doc.lastChild;
  if (notes?.type.name !== "notes" || notes.childCount < 2) return null;
  const all = [...notes.content.content];
  const byId = new Map(all.map((note) => [String(note.attrs.id), note]));
  const sorted: Node[] = [];
  const met = new Set<Node>();
  const meet = (note: Node | undefined): void => {
    if (note === undefined || met.has(note)) return;
    met.add(note);
    sorted.push(note);
  };
  const see = (node: Node): void => {
    if (node.type.name === "footnote") meet(byId.get(String(node.attrs.note)));
    const inner = node.content.content.filter((child) => child.type.name !== "notes");
    // Readers have a table's caption above it.
    if (inner[0]?.type.name === "table") inner.reverse();
    inner.forEach(see);
  };
  let followed = 0;
  const follow = (): void => {
    for (; followed < sorted.length; ++followed) see(sorted[followed]!);
  };
  see(doc);
  follow();
  for (const note of all) {
    meet(note);
    follow();
  }
  return sorted.every((note, i) => note === all[i]) ? null : sorted;
}

/** Mends what an edit left behind that the model would silently drop. */
export function mend(state: EditorState): Transaction | null {
  const { tr, schema } = state;
  settleCarried(tr);
  mendGalleries(tr);
  const { doc } = tr;
  const notes = new Set(noteIds(doc));
  const seen = new Set<string>();
  const missing: string[] = [];
  const insertions: { position: number; node: Node }[] = [];
  doc.descendants((node, position) => {
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
  const last = doc.lastChild;
  const end = doc.content.size;
  const beforeNotes = last?.type.name === "notes" ? end - last.nodeSize : end;
  const lastBlock = last?.type.name === "notes" ? doc.child(doc.childCount - 2) : last;
  if (missing.length > 0) {
    const made = missing.map((id) => schema.nodes.note!.create({ id }, schema.nodes.paragraph!.create()));
    if (last?.type.name === "notes") insertions.push(...made.map((node) => ({ position: end - 1, node })));
    else insertions.push({ position: end, node: schema.nodes.notes!.create(null, made) });
  }
  if (lastBlock && !["paragraph", "heading", "bulletList", "orderedList"].includes(lastBlock.type.name)) insertions.push({ position: beforeNotes, node: schema.nodes.paragraph!.create() });
  insertions.sort((a, b) => b.position - a.position).forEach(({ position, node }) => tr.insert(position, node));
  const order = reordered(tr.doc);
  if (order) putInOrder(tr, order);
  return tr.docChanged ? tr : null;
}

/** The cursor stays where it is in its note. */
function putInOrder(tr: Transaction, order: Node[]): void {
  const start = tr.doc.content.size - tr.doc.lastChild!.nodeSize + 1;
  const { $head } = tr.selection;
  const note = $head.depth >= 2 && $head.node(2).type.name === "note" ? $head.node(2) : null;
  const offset = note ? $head.pos - $head.before(2) : 0;
  tr.replaceWith(start, tr.doc.content.size - 1, order);
  if (!note) return;
  let position = start;
  for (const other of order) {
    if (other === note) break;
    position += other.nodeSize;
  }
  tr.setSelection(TextSelection.near(tr.doc.resolve(position + offset)));
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
