// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the editor together: the schema, what it does by keys, Markdown, paste and drop, and how blocks look.
import { Editor, Extension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { history } from "@tiptap/pm/history";
import { tableEditing } from "@tiptap/pm/tables";
import { Plugin } from "@tiptap/pm/state";
import type { Node } from "@tiptap/pm/model";

import { CarriedNotes } from "./behaviour/carried_notes";
import { makeClipboard } from "./behaviour/clipboard";
import { goToNote, goToReference, removeNote } from "./behaviour/commands";
import { Find } from "./behaviour/find";
import { makeGalleries } from "./behaviour/galleries";
import type { Host } from "./behaviour/host";
import { makeKeys } from "./behaviour/keys";
import { Markdown } from "./behaviour/markdown";
import { makePictures } from "./behaviour/pictures";
import { makeSlash } from "./behaviour/slash";
import { TypedLinks } from "./behaviour/typed_links";
import { makeTypography } from "./behaviour/typography";
import { makeUpkeep, mend } from "./behaviour/upkeep";
import { WholeBlocks } from "./behaviour/whole_blocks";
import type { Document } from "./document/document";
import { toDocument } from "./document/to_document";
import { toEditor, type EditorNode } from "./document/to_editor";
import { modelExtensions } from "./schema/schema";
import { CodeView, EmbedView, GalleryView, ImageView, NoteView, RecordingView } from "./views/figure_views";

export interface EditorOptions {
  element: HTMLElement;
  document: Document;
  editable: boolean;
  label: string;
  host: Host;
  changed(): void;
  moved(): void;
}

const makeViews = (host: Host): Extension =>
  Extension.create({
    name: "views",
    addProseMirrorPlugins() {
      const editor = this.editor;
      return [
        history({ depth: 1000, newGroupDelay: 600 }),
        dropCursor({ width: 2, class: "drop-cursor", color: false }),
        gapCursor(),
        tableEditing(),
        new Plugin({
          props: {
            nodeViews: {
              image: (node, view, position) => new ImageView(node, view, position, host),
              gallery: (node, view, position) => new GalleryView(node, view, position, host),
              audio: (node, view, position) => new RecordingView(node, view, position, host),
              video: (node, view, position) => new RecordingView(node, view, position, host),
              embed: (node, view, position) => new EmbedView(node, view, position, host),
              codeBlock: (node, view, position) => new CodeView(node, view, position, host),
              note: (node, _view, _position, decorations) => new NoteView(node, decorations, host, { back: (id) => goToReference(editor, id), remove: (id) => removeNote(editor, id) }),
            },
            handleClickOn(_view, _position, node, _nodePosition, event) {
              if (node.type.name !== "footnote" || !(event.ctrlKey || event.metaKey || event.detail === 2)) return false;
              return goToNote(editor, String(node.attrs.note));
            },
            // Links do not lead away from what is being written.
            handleDOMEvents: {
              click: (_view, event) => {
                if ((event.target as Element).closest?.("a")) event.preventDefault();
                return false;
              },
            },
          },
        }),
      ];
    },
  });

export function makeEditor({ element, document, editable, label, host, changed, moved }: EditorOptions): Editor {
  let made: Editor | undefined;
  const editor = new Editor({
    element,
    editable,
    injectCSS: false,
    content: toEditor(document),
    extensions: [...modelExtensions, makeKeys(host), WholeBlocks, Markdown, TypedLinks, makeTypography(host), CarriedNotes, makeUpkeep(host), Find, makeSlash(host), makePictures(host), makeGalleries(host), makeClipboard(host), makeViews(host)],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label }, scrollMargin: clearance(() => made, 40), scrollThreshold: clearance(() => made, 8) },
    onUpdate: changed,
    onTransaction: moved,
  });
  made = editor;
  const mended = mend(editor.state);
  if (mended) editor.view.dispatch(mended.setMeta("preventUpdate", true).setMeta("addToHistory", false));
  return editor;
}

/** How far down the window the toolbar reaches while the page is scrolled. */
export const stickyHeight = (bar: Element): number => Math.max(0, Number.parseFloat(getComputedStyle(bar).insetBlockStart) || 0) + bar.getBoundingClientRect().height;

/** Pixels that stay free around the caret when the page scrolls to it: what stands fixed above the text covers that much. */
function clearance(editor: () => Editor | undefined, extra: number): { top: number; bottom: number; left: number; right: number } {
  return {
    get top() {
      const bar = editor()?.view.dom.closest(".editor")?.querySelector(":scope > .top");
      return (bar ? stickyHeight(bar) : 0) + extra;
    },
    bottom: extra,
    left: 0,
    right: 0,
  };
}

const read = new WeakMap<Node, Document>();

/** The document as it stands; computed once for each state of the text. */
export function documentOf(editor: Editor): Document {
  const { doc } = editor.state;
  let document = read.get(doc);
  if (!document) {
    document = toDocument(doc.toJSON() as EditorNode);
    read.set(doc, document);
  }
  return document;
}
