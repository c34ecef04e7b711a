// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of a text that are on other sites, and how they become pictures of the library: the server fetches them.
import type { Editor } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";

import { foreignHost } from "../document/address";

/** A picture on another site; one that stands in the text several times is one. */
export interface ForeignPicture {
  source: string;
  host: string;
  alt: string;
  caption: string;
  credit: string;
}

const read = new WeakMap<Node, ForeignPicture[]>();

/** In the order of the text; computed once for each state of it. */
export function foreignPictures(doc: Node): ForeignPicture[] {
  let found = read.get(doc);
  if (!found) {
    const bySource = new Map<string, ForeignPicture>();
    doc.descendants((node) => {
      if (node.type.name !== "image") return !node.isTextblock;
      const source = String(node.attrs.source);
      const host = foreignHost(source);
      if (host !== null && !bySource.has(source)) {
        const [caption, credit] = [node.child(0).textContent, node.child(1).textContent];
        bySource.set(source, { source, host, alt: String(node.attrs.alt || ""), caption, credit });
      }
      return false;
    });
    found = [...bySource.values()];
    read.set(doc, found);
  }
  return found;
}

export interface OwnPicture {
  url: string;
  alt: string;
  width: number;
  height: number;
}

/** Puts the library's picture in the place of the other site's, wherever it stands. What was written about it stays. */
export function replaceForeign(editor: Editor, source: string, own: OwnPicture): void {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === "image" && node.attrs.source === source) {
      tr.setNodeMarkup(position, undefined, { ...node.attrs, source: own.url, width: own.width, height: own.height, alt: node.attrs.alt || own.alt });
    }
    return !node.isTextblock;
  });
  if (tr.docChanged) editor.view.dispatch(tr);
}
