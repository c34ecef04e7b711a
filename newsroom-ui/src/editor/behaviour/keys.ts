// SPDX-License-Identifier: GPL-3.0-or-later
// What the keyboard does: shortcuts, and Enter, Tab and Backspace where a text is not a plain paragraph.
import { Extension, type Editor } from "@tiptap/core";
import { exitCode } from "@tiptap/pm/commands";
import { redo, undo } from "@tiptap/pm/history";
import { Selection, TextSelection } from "@tiptap/pm/state";
import { goToNextCell, isInTable } from "@tiptap/pm/tables";

import { addRow } from "./tables";
import { embedTyped } from "./embed_addresses";
import { linkAddressBefore } from "./typed_links";
import { around, directionHere, goToNote, goToReference, inLine, insertFootnote, moveBlock, setDirection, setParagraph, toggleCode, toggleHeading, toggleList, toggleMark, toggleQuote, unwrapQuote } from "./commands";
import { tellPlace } from "./galleries";
import type { Host } from "./host";
import { shortcuts } from "./shortcut_keys";

/** Goes on behind the block of that depth: in the next text, or a new paragraph. */
function leave(editor: Editor, depth: number): boolean {
  const { state, view } = editor;
  const after = state.selection.$from.after(depth);
  const tr = state.tr;
  const next = state.doc.resolve(after).nodeAfter;
  if (next?.type.name !== "paragraph" || next.content.size > 0) tr.insert(after, state.schema.nodes.paragraph!.create());
  view.dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
}

/** Another paragraph in the quote. The usual way would make the line for who said it. */
function splitInQuote(editor: Editor): boolean {
  const { tr, schema } = editor.state;
  tr.deleteSelection();
  const { $from } = tr.selection;
  const { language, direction } = $from.parent.attrs;
  const atEnd = $from.parentOffset === $from.parent.content.size;
  tr.split($from.pos, 1, atEnd ? [{ type: schema.nodes.paragraph!, attrs: { language, direction } }] : undefined);
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/** From the last paragraph of a pull quote to the line for who said it. Shift+Enter breaks a line in the quote. */
function toAttribution(editor: Editor): boolean {
  const { state, view } = editor;
  const { $from, empty } = state.selection;
  const quote = $from.node(-1);
  if (!empty || quote.lastChild?.type.name !== "attribution" || $from.index(-1) !== quote.childCount - 2) return false;
  const end = $from.end(-1) - 1;
  view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, end)).scrollIntoView());
  return true;
}

function enter(editor: Editor, host: Host): boolean {
  const linked = editor.state.tr;
  if (editor.state.selection.empty && linkAddressBefore(linked, editor.state.selection.from)) editor.view.dispatch(linked);
  if (embedTyped(editor, host)) return true;
  const { state } = editor;
  const { $from, empty } = state.selection;
  const name = $from.parent.type.name;
  if (name === "tableCell" || name === "tableHeader") return editor.commands.insertContent({ type: "hardBreak" });
  if (name === "caption" && $from.node(-1).type.name === "image") {
    // To the credit, which stands right behind.
    const tr = state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after() + 1)));
    editor.view.dispatch(tr.scrollIntoView());
    return true;
  }
  if (name === "credit" && $from.node(-2).type.name === "gallery") {
    // To the next picture, or the caption of all.
    editor.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after(-1) + 1))).scrollIntoView());
    return true;
  }
  if (name === "caption" || name === "credit" || name === "attribution") return leave(editor, $from.depth - 1);
  const parent = $from.depth > 1 ? $from.node(-1) : null;
  if (parent?.type.name === "quote" && parent.attrs.pull === true && $from.parentOffset === $from.parent.content.size && toAttribution(editor)) return true;
  if (parent?.type.name === "quote" && $from.parent.content.size > 0 && (name === "paragraph" || name === "heading")) return splitInQuote(editor);
  if (!parent || !empty || name !== "paragraph" || $from.parent.content.size > 0) return false;
  const index = $from.index(-1);
  if (parent.type.name === "quote" && index > 0 && (index === parent.childCount - 1 || parent.child(index + 1).type.name === "attribution")) {
    const { tr } = state;
    const after = $from.after(-1);
    tr.insert(after, state.schema.nodes.paragraph!.create()).setSelection(TextSelection.near(tr.doc.resolve(after + 1)));
    editor.view.dispatch(tr.delete($from.before(), $from.after()).scrollIntoView());
    return true;
  }
  return false;
}

function backspace(editor: Editor): boolean {
  const { $from, empty } = editor.state.selection;
  if (!empty || $from.parentOffset > 0 || inLine(editor.state)) return false;
  const quote = around(editor.state, "quote");
  if (quote && $from.depth === quote.depth + 1 && $from.index(quote.depth) === 0) {
    unwrapQuote(editor, quote.position, quote.node);
    return true;
  }
  if ($from.parent.type.name === "heading" || ($from.parent.type.name === "codeBlock" && $from.parent.content.size === 0)) return setParagraph(editor);
  return false;
}

function tab(editor: Editor, back: boolean): boolean {
  const { state, view } = editor;
  if (isInTable(state)) {
    if (goToNextCell(back ? -1 : 1)(state, view.dispatch)) return true;
    return back || addRow(editor, "after", true);
  }
  if (state.selection.$from.parent.type.name === "codeBlock" && !back) return editor.commands.insertContent("\t");
  // Outside of lists Tab leaves the editor, as everywhere in the page.
  if (!around(state, "listItem")) return false;
  if (back) editor.commands.liftListItem("listItem");
  else editor.commands.sinkListItem("listItem");
  return true;
}

/** Down from the last line of the document: a paragraph to go on in, where a block stands last that takes none. */
function down(editor: Editor): boolean {
  const { state, view } = editor;
  if (state.selection.$from.parent.type.name === "codeBlock" && view.endOfTextblock("down")) {
    const after = state.selection.$from.after();
    if (Selection.findFrom(state.doc.resolve(after), 1) === null || state.doc.resolve(after).nodeAfter?.type.name === "notes") return exitCode(state, view.dispatch);
  }
  return false;
}

/** From a reference to its note and back. */
function followNote(editor: Editor): boolean {
  const { state } = editor;
  const note = around(state, "note");
  if (note) return goToReference(editor, String(note.node.attrs.id));
  const { $from } = state.selection;
  const reference = [$from.nodeBefore, $from.nodeAfter].find((node) => node?.type.name === "footnote");
  return reference ? goToNote(editor, String(reference.attrs.note)) : false;
}

export const makeKeys = (host: Host): Extension =>
  Extension.create({
    name: "keys",
    priority: 1200,
    addKeyboardShortcuts() {
      const editor = this.editor;
      const nextDirection = (): boolean => {
        const story = host.direction();
        return setDirection(editor, directionHere(editor.state) ? null : story === "rtl" ? "ltr" : "rtl");
      };
      const move = (step: -1 | 1): boolean => {
        if (!moveBlock(editor, step)) return false;
        tellPlace(editor.state, host);
        return true;
      };
      const marks = (["strong", "emphasis", "strikethrough", "code", "subscript", "superscript"] as const).map((mark) => [shortcuts[mark], () => toggleMark(editor, mark)] as const);
      const headings = [2, 3, 4, 5, 6].map((level) => [`Mod-Alt-${level}`, () => toggleHeading(editor, level)] as const);
      return {
        ...Object.fromEntries([...marks, ...headings]),
        [shortcuts.paragraph]: () => setParagraph(editor),
        [shortcuts.ordered]: () => toggleList(editor, true),
        [shortcuts.bullets]: () => toggleList(editor, false),
        [shortcuts.quote]: () => toggleQuote(editor, false),
        [shortcuts.codeBlock]: () => toggleCode(editor),
        [shortcuts.footnote]: () => insertFootnote(editor),
        [shortcuts.note]: () => followNote(editor),
        [shortcuts.direction]: nextDirection,
        [shortcuts.link]: () => (host.editLink(), true),
        [shortcuts.find]: () => (host.find(), true),
        [shortcuts.up]: () => move(-1),
        [shortcuts.down]: () => move(1),
        "Mod-z": () => undo(editor.state, editor.view.dispatch),
        "Mod-Shift-z": () => redo(editor.state, editor.view.dispatch),
        "Mod-y": () => redo(editor.state, editor.view.dispatch),
        "Shift-Enter": () => (editor.state.selection.$from.parent.type.name === "codeBlock" ? false : editor.commands.insertContent({ type: "hardBreak" })),
        "Mod-Enter": () => exitCode(editor.state, editor.view.dispatch) || followNote(editor),
        ArrowDown: () => down(editor),
        Enter: () => enter(editor, host) || (editor.state.selection.$from.node(-1)?.type.name === "listItem" && (editor.commands.splitListItem("listItem") || editor.commands.liftListItem("listItem"))),
        Backspace: () => backspace(editor),
        Tab: () => tab(editor, false),
        "Shift-Tab": () => tab(editor, true),
      };
    },
  });
