// SPDX-License-Identifier: GPL-3.0-or-later
// A screen around the editor for tests, which says little and does nothing.
import type { Editor } from "@tiptap/core";

import type { Host } from "./host";

export const testHost: Host = {
  words: {
    audio: "Sound", video: "Film", editAudio: "Edit sound", editVideo: "Edit film", writeHere: "Write", caption: "Caption", credit: "Credit", attribution: "Who said it", footnote: (number) => `Footnote ${number}`, notes: "To the text", noteUnused: "Not used",
    noteRemove: "Remove", syntax: "Language", picture: "Picture", editPicture: "Edit", cropPicture: "Crop", noAlt: "No alternative text", layout: (layout) => layout, gallery: (count) => `Gallery of ${count}`, editGallery: "Edit", foreignPicture: (host) => `On ${host}`, embedAs: () => "Embed", editEmbed: "Edit", uploading: (name) => name,
  },
  number: String,
  direction: () => "ltr",
  language: () => "en",
  upload: () => Promise.reject(new Error("no server")),
  uploadFailed: () => {},
  pictureMoved: () => {},
  editBlock: () => {},
  cropPicture: () => {},
  editLink: () => {},
  find: () => {},
  convertMarkdown: () => Promise.resolve(null),
  lostPictures: () => {},
  embedMade: () => {},
  slash: () => {},
  slashKey: () => false,
};

/** Where the first node of that type begins. */
export function find(editor: Editor, type: string): number {
  let found = -1;
  editor.state.doc.descendants((node, position) => {
    if (found < 0 && node.type.name === type) found = position;
    return found < 0;
  });
  return found;
}
