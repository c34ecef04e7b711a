// SPDX-License-Identifier: GPL-3.0-or-later
// What the toolbar, the slash menu and the keys do to the text. Each is a function of an editor and answers whether it did something.
import type { Editor } from "@tiptap/core";
import { Fragment, type Node, type ResolvedPos } from "@tiptap/pm/model";
import { NodeSelection, Selection, TextSelection, type EditorState } from "@tiptap/pm/state";

import { pageOfPlayer, providerOf } from "../document/embeds";
import type { Direction, MarkName } from "../document/document";
import type { EmbedAbout } from "./embed_about";

/** The innermost node of that type around the selection. */
export function around(state: EditorState, type: string): { node: Node; position: number; depth: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; --depth) {
    if ($from.node(depth).type.name === type) return { node: $from.node(depth), position: $from.before(depth), depth };
  }
  const selected = state.selection instanceof NodeSelection ? state.selection.node : null;
  return selected?.type.name === type ? { node: selected, position: state.selection.from, depth: $from.depth + 1 } : null;
}

/** Text with these stands in it alone, and takes no blocks. */
const lines = new Set(["caption", "credit", "attribution", "tableCell", "tableHeader"]);
export const inLine = (state: EditorState): boolean => lines.has(state.selection.$from.parent.type.name);

export function toggleMark(editor: Editor, mark: MarkName): boolean {
  const opposite = mark === "subscript" ? "superscript" : mark === "superscript" ? "subscript" : null;
  const chain = editor.chain().focus();
  if (opposite) chain.unsetMark(opposite);
  return chain.toggleMark(mark).run();
}

export const setParagraph = (editor: Editor): boolean => editor.chain().focus().setNode("paragraph").run();

export function toggleHeading(editor: Editor, level: number): boolean {
  return editor.isActive("heading", { level }) ? setParagraph(editor) : editor.chain().focus().setNode("heading", { level, anchor: null }).run();
}

export const toggleList = (editor: Editor, ordered: boolean): boolean =>
  editor.chain().focus().toggleList(ordered ? "orderedList" : "bulletList", "listItem").run();

export const toggleCode = (editor: Editor): boolean => editor.chain().focus().toggleNode("codeBlock", "paragraph").run();

/** Makes a quote of the blocks that are selected, or text of the quote around them. */
export function toggleQuote(editor: Editor, pull: boolean): boolean {
  const { state, view } = editor;
  const quote = around(state, "quote");
  if (quote) {
    if (quote.node.attrs.pull !== pull) view.dispatch(state.tr.setNodeAttribute(quote.position, "pull", pull));
    else unwrapQuote(editor, quote.position, quote.node);
    view.focus();
    return true;
  }
  const range = state.selection.$from.blockRange(state.selection.$to);
  if (!range || inLine(state)) return false;
  const blocks = state.doc.slice(range.start, range.end).content;
  const { schema } = state;
  const attribution = schema.nodes.attribution!.create();
  const node = schema.nodes.quote!.create({ pull }, blocks.append(Fragment.from(attribution)));
  if (!range.parent.canReplaceWith(range.startIndex, range.endIndex, node.type)) return false;
  const offset = state.selection.from + 1;
  const tr = state.tr.replaceWith(range.start, range.end, node);
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(offset))).scrollIntoView());
  view.focus();
  return true;
}

/** A quote becomes its blocks; who said it becomes a paragraph. */
export function unwrapQuote(editor: Editor, position: number, quote: Node): void {
  const { state, view } = editor;
  const blocks: Node[] = [];
  quote.forEach((child) => {
    if (child.type.name !== "attribution") blocks.push(child);
    else if (child.content.size > 0) blocks.push(state.schema.nodes.paragraph!.create(null, child.content));
  });
  const from = state.selection.from;
  const tr = state.tr.replaceWith(position, position + quote.nodeSize, blocks);
  view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(tr.doc.content.size, Math.max(0, from - 1))))));
}

/** Where a block may be put: in place of an empty paragraph, otherwise after the block at hand. */
function placeFor(state: EditorState): { from: number; to: number } {
  const { $from } = state.selection;
  let depth = $from.depth;
  while (depth > 1 && !["doc", "note", "quote", "listItem"].includes($from.node(depth - 1).type.name)) --depth;
  if (depth === 0) return { from: state.selection.to, to: state.selection.to };
  const block = $from.node(depth);
  const [from, to] = [$from.before(depth), $from.after(depth)];
  return block.type.name === "paragraph" && block.content.size === 0 ? { from, to } : { from: to, to };
}

/** Puts a block where one may stand, with a paragraph after it to write on in. */
export function insertBlock(editor: Editor, node: Node, select: "inside" | "node" | "after" = "after", place = placeFor(editor.state)): boolean {
  const { state, view } = editor;
  const { from, to } = place;
  const tr = state.tr.replaceWith(from, to, node);
  const end = from + node.nodeSize;
  const $end = tr.doc.resolve(end);
  const next = $end.nodeAfter;
  if (!next || next.type.name === "notes" || next.type.name === "attribution") tr.insert(end, state.schema.nodes.paragraph!.create());
  if (select === "node") tr.setSelection(NodeSelection.create(tr.doc, from));
  else tr.setSelection(Selection.near(tr.doc.resolve(select === "inside" ? from + 1 : end), 1));
  view.dispatch(tr.scrollIntoView());
  view.focus();
  return true;
}

export const insertRule = (editor: Editor): boolean => insertBlock(editor, editor.schema.nodes.rule!.create());

export function insertTable(editor: Editor, rows = 3, columns = 3): boolean {
  const { table, tableRow, tableCell, tableHeader, tableFigure, caption } = editor.schema.nodes;
  const row = (type: typeof tableCell): Node => tableRow!.create(null, Array.from({ length: columns }, () => type!.create()));
  const body = Array.from({ length: rows }, (_, i) => row(i === 0 ? tableHeader : tableCell));
  return insertBlock(editor, tableFigure!.create(null, [table!.create(null, body), caption!.create()]), "inside");
}

export interface Picture {
  source: string;
  alt?: string;
  width?: number;
  height?: number;
  caption?: string;
  credit?: string;
}

export function pictureNode(editor: Editor, picture: Picture): Node {
  const { schema } = editor;
  const text = (value: string | undefined): Node[] => (value ? [schema.text(value)] : []);
  const { source, alt = "", width = 0, height = 0 } = picture;
  return schema.nodes.image!.create({ source, alt, width, height }, [schema.nodes.caption!.create(null, text(picture.caption)), schema.nodes.credit!.create(null, text(picture.credit))]);
}

export interface Recording {
  source: string;
  title?: string;
  width?: number;
  height?: number;
  caption?: string;
}

export function recordingNode(editor: Editor, kind: "audio" | "video", recording: Recording): Node {
  const { schema } = editor;
  const { source, title = "", width = 0, height = 0, caption } = recording;
  return schema.nodes[kind]!.create({ source, title, ...(kind === "video" && { width, height }) }, schema.nodes.caption!.create(null, caption ? [schema.text(caption)] : []));
}

/** An address of a player is kept as that of its page. */
export const embedAttributes = (address: string, title: string): Record<string, string> => {
  const url = pageOfPlayer(address);
  return { url, provider: providerOf(url), title };
};

export function embedNode(editor: Editor, address: string, about: Partial<EmbedAbout> = {}): Node {
  const { embed, caption } = editor.schema.nodes;
  return embed!.create({ ...about, ...embedAttributes(address, about.title ?? "") }, caption!.create());
}

export const insertEmbed = (editor: Editor, address: string, title = ""): boolean => insertBlock(editor, embedNode(editor, address, { title }));

let lastNote = 0;
const newNoteId = (): string => `n${Date.now().toString(36)}${(++lastNote).toString(36)}`;

/** A reference here, and an empty note at the end in the place that its number has. */
export function insertFootnote(editor: Editor): boolean {
  const { state, view } = editor;
  const { schema } = state;
  const { $from, to } = state.selection;
  if (!$from.parent.isTextblock || $from.parent.type.name === "codeBlock" || around(state, "note")) return false;
  const id = newNoteId();
  const tr = state.tr.insert(to, schema.nodes.footnote!.create({ note: id }));
  const note = schema.nodes.note!.create({ id }, schema.nodes.paragraph!.create());
  // Its place among the notes: after that of the last reference before it.
  let before: string | null = null;
  tr.doc.nodesBetween(0, to, (node, position) => {
    if (node.type.name === "footnote" && position < to) before = node.attrs.note as string;
  });
  const last = tr.doc.lastChild!;
  let position: number;
  if (last.type.name !== "notes") {
    position = tr.doc.content.size;
    tr.insert(position, schema.nodes.notes!.create(null, note));
    position += 1;
  } else {
    position = tr.doc.content.size - last.nodeSize + 1;
    let place = 0;
    if (before !== null) last.forEach((child, offset) => child.attrs.id === before && (place = offset + child.nodeSize));
    position += place;
    tr.insert(position, note);
  }
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(position + 2))).scrollIntoView());
  view.focus();
  return true;
}

/** To the note of a reference, and back. */
export function goToNote(editor: Editor, id: string): boolean {
  let found: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === "note" && node.attrs.id === id) found = position + node.nodeSize - 2;
    return found === null;
  });
  return found !== null && select(editor, found);
}

export function goToReference(editor: Editor, id: string): boolean {
  let found: number | null = null;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === "footnote" && node.attrs.note === id) found = position + 1;
    return found === null;
  });
  return found !== null && select(editor, found);
}

export function select(editor: Editor, position: number): boolean {
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(position), -1)).scrollIntoView());
  view.focus();
  return true;
}

/** Takes a note and all references to it away. */
export function removeNote(editor: Editor, id: string): boolean {
  const { state, view } = editor;
  const tr = state.tr;
  const gone: [number, number][] = [];
  state.doc.descendants((node, position) => {
    if (node.type.name === "footnote" && node.attrs.note === id) gone.push([position, position + node.nodeSize]);
    if (node.type.name === "notes" && node.childCount === 1 && node.firstChild!.attrs.id === id) gone.push([position, position + node.nodeSize]);
    else if (node.type.name === "note" && node.attrs.id === id && state.doc.lastChild!.childCount > 1) gone.push([position, position + node.nodeSize]);
  });
  gone.reverse().forEach(([from, to]) => tr.delete(from, to));
  view.dispatch(tr);
  view.focus();
  return true;
}

/** The blocks with text that are selected, or the one that is around a line of text. */
function spokenBlocks(state: EditorState): number[] {
  const found: number[] = [];
  state.doc.nodesBetween(state.selection.from, state.selection.to, (node, position, parent) => {
    // A gallery's pictures follow it.
    if (parent?.type.name !== "gallery" && node.type.spec.attrs && "direction" in node.type.spec.attrs && node.isBlock) {
      const holdsBlocks = ["bulletList", "orderedList", "quote"].includes(node.type.name);
      if (!holdsBlocks) found.push(position);
    }
  });
  return found;
}

/** Lists and quotes whose whole is selected follow their paragraphs, so that bullets and rules stand on the right side. */
export function setDirection(editor: Editor, direction: Direction | null): boolean {
  const { state, view } = editor;
  const tr = state.tr;
  for (const position of spokenBlocks(state)) tr.setNodeAttribute(position, "direction", direction);
  const { $from, $to } = state.selection;
  for (let depth = $from.sharedDepth($to.pos); depth > 0; --depth) {
    const node = $from.node(depth);
    if (["bulletList", "orderedList", "quote"].includes(node.type.name)) tr.setNodeAttribute($from.before(depth), "direction", direction);
  }
  if (!tr.docChanged) return false;
  view.dispatch(tr);
  view.focus();
  return true;
}

export function setLanguage(editor: Editor, language: string | null): boolean {
  const { state, view } = editor;
  const tr = state.tr;
  for (const position of spokenBlocks(state)) tr.setNodeAttribute(position, "language", language);
  if (!tr.docChanged) return false;
  view.dispatch(tr);
  view.focus();
  return true;
}

/** The paragraph's own direction, or null where it follows the story. */
export function directionHere(state: EditorState): Direction | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; --depth) {
    const direction = $from.node(depth).attrs.direction as Direction | null | undefined;
    if (direction) return direction;
  }
  return null;
}

export function clearMarks(editor: Editor): boolean {
  return editor.chain().focus().unsetAllMarks().run();
}

/** Sets an attribute of the block that begins there. */
export function setAttributes(editor: Editor, position: number, attributes: Record<string, unknown>): void {
  const { tr } = editor.state;
  for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(position, name, value);
  editor.view.dispatch(tr);
}

export function removeBlock(editor: Editor, position: number): void {
  const node = editor.state.doc.nodeAt(position);
  if (!node) return;
  const { tr, schema } = editor.state;
  const alone = tr.doc.resolve(position).parent.childCount === 1;
  if (alone) tr.replaceWith(position, position + node.nodeSize, schema.nodes.paragraph!.create());
  else tr.delete(position, position + node.nodeSize);
  editor.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(position, tr.doc.content.size)))));
  editor.view.focus();
}

/** Moves the block at hand one place up or down among its neighbours. */
export function moveBlock(editor: Editor, step: -1 | 1): boolean {
  const { state, view } = editor;
  const { $from } = state.selection;
  let depth = state.selection instanceof NodeSelection ? $from.depth + 1 : $from.depth;
  const holds = ["doc", "note", "quote", "listItem", "bulletList", "orderedList", "gallery"];
  while (depth > 1 && (!holds.includes($from.node(depth - 1).type.name) || $from.node(depth)?.type.name === "caption")) --depth;
  if (depth < 1) return false;
  const parent = $from.node(depth - 1);
  const index = $from.index(depth - 1);
  const [first, second] = step < 0 ? [index - 1, index] : [index, index + 1];
  if (first < 0 || second >= parent.childCount) return false;
  const [above, below] = [parent.child(first), parent.child(second)];
  if (above.type.name === "attribution" || ["attribution", "caption", "notes"].includes(below.type.name)) return false;
  let start = $from.start(depth - 1);
  for (let i = 0; i < first; ++i) start += parent.child(i).nodeSize;
  const tr = state.tr.replaceWith(start, start + above.nodeSize + below.nodeSize, [below, above]);
  const shift = step < 0 ? -above.nodeSize : below.nodeSize;
  const moved = (position: ResolvedPos): ResolvedPos => tr.doc.resolve(position.pos + shift);
  tr.setSelection(state.selection instanceof NodeSelection ? NodeSelection.create(tr.doc, state.selection.from + shift) : TextSelection.between(moved(state.selection.$anchor), moved(state.selection.$head)));
  view.dispatch(tr.scrollIntoView());
  return true;
}
