// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures, recordings, embeds and rules are selected as one thing. Typing or pasting over such a selection goes on in a paragraph behind the block:
// only Delete, Backspace and Cut remove it.
import { Extension } from "@tiptap/core";
import { NodeSelection, Plugin, TextSelection, type EditorState } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/** The position behind the block that is selected as one thing, or null. */
function behind({ selection }: EditorState): number | null {
  if (!(selection instanceof NodeSelection) || !selection.node.isBlock) return null;
  // Among the pictures of a gallery no paragraph stands.
  return selection.$from.parent.type.name === "gallery" ? selection.$from.after() : selection.to;
}

/** Puts the cursor into an empty paragraph behind the selected block. False if no block is selected. */
export function goBehind(view: EditorView): boolean {
  const { state } = view;
  const position = behind(state);
  if (position === null) return false;
  const { tr, schema } = state;
  const next = state.doc.resolve(position).nodeAfter;
  if (next?.type.name !== "paragraph" || next.content.size > 0) tr.insert(position, schema.nodes.paragraph!.create());
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, position + 1)).scrollIntoView());
  return true;
}

/** The figure whose frame (not its caption) is there, or null. */
function figureAt(view: EditorView, target: EventTarget | null): number | null {
  if (!(target instanceof Element) || !target.closest(".frame") || target.closest("button")) return null;
  const figure = target.closest(".figure");
  if (!figure || !view.dom.contains(figure)) return null;
  const position = view.posAtDOM(figure, 0) - 1;
  return NodeSelection.isSelectable(view.state.doc.nodeAt(position) ?? view.state.doc) ? position : null;
}

function selectFigure(view: EditorView, _position: number, event: MouseEvent): boolean {
  const figure = figureAt(view, event.target);
  if (figure === null) return false;
  view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, figure)));
  view.focus();
  return true;
}

export const WholeBlocks = Extension.create({
  name: "wholeBlocks",
  priority: 1150,
  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleTextInput(view, _from, _to, text) {
          if (!goBehind(view)) return false;
          view.dispatch(view.state.tr.insertText(text).scrollIntoView());
          return true;
        },
        handlePaste(view) {
          goBehind(view);
          return false;
        },
        handleKeyDown(view, event) {
          // A picture's or embed's Enter opens its description: TextEditor sees it first.
          return event.key === "Enter" && goBehind(view);
        },
        handleClick: selectFigure,
        // Two clicks within half a second are this instead, also where a key was pressed between them.
        handleDoubleClick: selectFigure,
        handleTripleClick: selectFigure,
        handleDOMEvents: {
          compositionstart: (view) => {
            goBehind(view);
            return false;
          },
        },
      },
    }),
  ],
});
