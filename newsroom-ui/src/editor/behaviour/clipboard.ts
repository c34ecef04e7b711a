// SPDX-License-Identifier: GPL-3.0-or-later
// What is pasted: pictures go to the server, addresses become links or embeds, pages of others are reduced to the model.
import { Extension, type Editor } from "@tiptap/core";
import { Fragment, Slice, type Node } from "@tiptap/pm/model";
import { closeHistory } from "@tiptap/pm/history";
import { Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

import { parseAddress } from "../document/address";
import type { Document } from "../document/document";
import { toEditor } from "../document/to_editor";
import { inertPage } from "../paste/inert_page";
import { reduce } from "../paste/reduce";
import { inLine } from "./commands";
import { addressAlone, embedParagraph } from "./embed_addresses";
import type { Host } from "./host";
import { insertPictures, picturesOf } from "./pictures";

/** What a document holds, for a place in another: notes get ids of their own. */
export function sliceOf(editor: Editor, document: Document, key: string): { slice: Slice; notes: Node[] } {
  const doc = editor.schema.nodeFromJSON(toEditor(document));
  const rename = (node: Node): Node => {
    if (node.type.name === "footnote") return node.type.create({ note: `${key}-${node.attrs.note}` });
    if (node.isLeaf) return node;
    const children: Node[] = [];
    node.forEach((child) => children.push(rename(child)));
    return node.type.create(node.type.name === "note" ? { id: `${key}-${node.attrs.id}` } : node.attrs, children, node.marks);
  };
  const blocks: Node[] = [];
  const notes: Node[] = [];
  rename(doc).forEach((child) => (child.type.name === "notes" ? child.forEach((note) => notes.push(note)) : blocks.push(child)));
  const open = (node: Node | undefined): number => (node?.type.name === "paragraph" && !node.attrs.direction && !node.attrs.language ? 1 : 0);
  return { slice: new Slice(Fragment.from(blocks), open(blocks[0]), open(blocks.at(-1))), notes };
}

let pastes = 0;

export function pasteDocument(editor: Editor, view: EditorView, document: Document): void {
  const { slice, notes } = sliceOf(editor, document, `p${Date.now().toString(36)}${++pastes}`);
  const { tr, schema } = view.state;
  if (inLine(view.state)) {
    // A line takes text alone.
    const inline: Node[] = [];
    slice.content.descendants((node) => {
      if (!node.isTextblock) return true;
      if (inline.length > 0) inline.push(schema.text(" "));
      node.forEach((child) => inline.push(child));
      return false;
    });
    tr.replaceSelection(new Slice(Fragment.from(inline), 0, 0));
  } else tr.replaceSelection(slice);
  if (notes.length > 0) {
    const last = tr.doc.lastChild!;
    if (last.type.name === "notes") tr.insert(tr.doc.content.size - 1, notes);
    else tr.insert(tr.doc.content.size, schema.nodes.notes!.create(null, notes));
  }
  view.dispatch(tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste"));
}

/** An address alone: a link of what is selected, an embed in an empty paragraph where it is one of a provider, a link otherwise. */
function pasteAddress(editor: Editor, view: EditorView, host: Host, text: string): boolean {
  const href = /^\S+$/.test(text) && /^(https?:\/\/|mailto:)/i.test(text) ? parseAddress(text) : null;
  const { state } = view;
  const { $from, empty } = state.selection;
  if (!href || $from.parent.type.name === "codeBlock" || !$from.parent.isTextblock) return false;
  const mark = state.schema.marks.link!.create({ href });
  if (!empty) {
    view.dispatch(state.tr.addMark(state.selection.from, state.selection.to, mark).setMeta("paste", true));
    return true;
  }
  view.dispatch(state.tr.replaceSelectionWith(state.schema.text(text, [...(state.storedMarks ?? $from.marks()), mark]), false).setMeta("paste", true).scrollIntoView());
  const alone = addressAlone(editor);
  if (alone !== null) embedParagraph(editor, host, alone);
  return true;
}

/** Marks of Markdown that nobody writes otherwise: a heading, a list of several items, a fence, a note, a link, strong text. */
const markdown = /^#{1,6} \S|^(?:[-*+] \S.*\n+){2}|^(?:\d+\. \S.*\n+){2}|^```|^\[\^[^\]\s]+\]:|\[\^[^\]\s]+\]|\[[^\]\n]+\]\((?:https?:\/\/|\/)[^)\s]+\)|\*\*\S[^*\n]*\*\*/m;
export const looksLikeMarkdown = (text: string): boolean => markdown.test(`${text}\n`);

/** Pastes the document that Markdown makes; the text as it is if the server does not answer. Undo gives it back as it is, too. */
async function pasteMarkdown(editor: Editor, view: EditorView, host: Host, text: string): Promise<void> {
  const from = view.state.selection.from;
  view.pasteText(text);
  const literal = view.state.doc;
  const after = view.state.selection.to;
  const document = await host.convertMarkdown(text);
  // Whoever went on typing keeps what stands there.
  if (editor.isDestroyed || document === null || document.blocks.length === 0 || !view.state.doc.eq(literal)) return;
  view.dispatch(closeHistory(view.state.tr.setSelection(TextSelection.between(view.state.doc.resolve(from), view.state.doc.resolve(after)))));
  pasteDocument(editor, view, document);
}

export const makeClipboard = (host: Host): Extension =>
  Extension.create({
    name: "clipboard",
    priority: 1100,
    addProseMirrorPlugins() {
      const editor = this.editor;
      return [
        new Plugin({
          props: {
            handlePaste(view, event) {
              const data = event.clipboardData;
              if (!data) return false;
              const html = data.getData("text/html");
              const text = data.getData("text/plain").trim();
              const files = picturesOf(data.files);
              // A copied picture comes as a file and as a page that shows it; a copied text may come with a picture of itself.
              if (files.length > 0 && (html === "" || (text === "" && /<img/i.test(html)))) {
                void insertPictures(editor, host, files);
                return true;
              }
              if (view.state.selection.$from.parent.type.name === "codeBlock") return false;
              if (text && pasteAddress(editor, view, host, text)) return true;
              const plain = (view as unknown as { input: { shiftKey: boolean } }).input.shiftKey;
              if (html === "" && !plain && !inLine(view.state) && looksLikeMarkdown(text)) {
                void pasteMarkdown(editor, view, host, text);
                return true;
              }
              if (html === "" || /data-pm-slice/.test(html)) return false;
              const { document, lostPictures } = reduce(inertPage(html), host.direction());
              if (lostPictures > 0) host.lostPictures(lostPictures);
              if (document.blocks.length === 0) return text === "" ? true : false;
              pasteDocument(editor, view, document);
              return true;
            },
          },
        }),
      ];
    },
  });
