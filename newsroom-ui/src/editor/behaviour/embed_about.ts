// SPDX-License-Identifier: GPL-3.0-or-later
// What another site says of an embedded page: title, description, picture. The server asks it once, and the text keeps it.
import type { Editor } from "@tiptap/core";

/** As the embed's attributes have it. */
export interface EmbedAbout {
  title: string;
  description: string;
  site: string;
  /** The address of a picture of the library; empty if there is none. */
  picture: string;
}

/** Puts it on the embeds of that address about which nothing is known or written yet. It is no step to undo. False if there is none. */
export function tellEmbeds(editor: Editor, url: string, about: EmbedAbout): boolean {
  const { tr } = editor.state;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name !== "embed") return !node.isTextblock;
    const { title, description, picture } = node.attrs as Record<string, string>;
    if (node.attrs.url === url && !title && !description && !picture) {
      for (const [name, value] of Object.entries(about)) tr.setNodeAttribute(position, name, value);
    }
    return false;
  });
  if (tr.docChanged) editor.view.dispatch(tr.setMeta("addToHistory", false));
  return tr.docChanged;
}
