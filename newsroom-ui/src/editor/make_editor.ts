// SPDX-License-Identifier: GPL-3.0-or-later
// Puts the editor together: the schema, what it does by keys, Markdown, paste and drop, and how blocks look.
import { Editor, Extension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";
import { history } from "@tiptap/pm/history";
import { tableEditing } from "@tiptap/pm/tables";
import { Plugin } from "@tiptap/pm/state";
import type { Node } from "@tiptap/pm/model";

import { makeClipboard } from "./behaviour/clipboard";
import { goToNote, goToReference, removeNote } from "./behaviour/commands";
import { Find } from "./behaviour/find";
import type { Host } from "./behaviour/host";
import { makeKeys } from "./behaviour/keys";
import { Markdown } from "./behaviour/markdown";
import { makePictures } from "./behaviour/pictures";
import { makeSlash } from "./behaviour/slash";
import { makeUpkeep, mend } from "./behaviour/upkeep";
import type { Document } from "./document/document";
import { toDocument } from "./document/to_document";
import { toEditor, type EditorNode } from "./document/to_editor";
import { modelExtensions } from "./schema/schema";
import { CodeView, EmbedView, ImageView, NoteView } from "./views/figure_views";

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
  const editor = new Editor({
    element,
    editable,
    injectCSS: false,
    content: toEditor(document),
    extensions: [...modelExtensions, makeKeys(host), Markdown, makeUpkeep(host), Find, makeSlash(host), makePictures(host), makeClipboard(host), makeViews(host)],
    editorProps: { attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label } },
    onUpdate: changed,
    onTransaction: moved,
  });
  const mended = mend(editor.state);
  if (mended) editor.view.dispatch(mended.setMeta("preventUpdate", true).setMeta("addToHistory", false));
  return editor;
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

/** Puts another document in place, touching only what differs, so that the cursor stays where it was. */
export function showDocument(editor: Editor, document: Document): void {
  const { state, view } = editor;
  const next = state.schema.nodeFromJSON(toEditor(document));
  const start = state.doc.content.findDiffStart(next.content);
  if (start === null) return;
  let { a, b } = state.doc.content.findDiffEnd(next.content)!;
  const overlap = start - Math.min(a, b);
  if (overlap > 0) {
    a += overlap;
    b += overlap;
  }
  const whole = (): void => view.dispatch(state.tr.replaceWith(0, state.doc.content.size, next.content).setMeta("preventUpdate", true));
  const tr = state.tr;
  try {
    tr.replace(start, a, next.slice(start, b));
  } catch {
    whole();
    return;
  }
  if (tr.doc.eq(next)) view.dispatch(tr.setMeta("preventUpdate", true));
  else whole();
}
