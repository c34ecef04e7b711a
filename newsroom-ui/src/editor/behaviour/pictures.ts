// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures that are dropped, pasted or picked: a note in the text while they go to the server, then the picture in its place.
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey, TextSelection, type EditorState } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

import { pictureNode } from "./commands";
import { placeForFiles, placeWithRoom } from "./galleries";
import type { Host } from "./host";

interface Change {
  add?: { id: number; position: number; element: HTMLElement };
  remove?: number;
}
const key = new PluginKey<DecorationSet>("pictures");

const placeOf = (state: EditorState, id: number): number | null => key.getState(state)?.find(undefined, undefined, (spec) => spec.id === id)[0]?.from ?? null;

/** The end of the top-level block around a position: pictures stand between blocks. */
function betweenBlocks(state: EditorState, position: number): number {
  const $position = state.doc.resolve(position);
  if ($position.depth === 0) return position;
  const before = $position.before(1);
  if ($position.node(1).type.name === "notes") return before;
  return $position.parentOffset === 0 && $position.depth === 1 && $position.parent.content.size > 0 ? before : $position.after(1);
}

let last = 0;

export const picturesOf = (files: FileList | null | undefined): File[] => [...(files ?? [])].filter((file) => file.type.startsWith("image/"));

/** `inGallery`: `at` is a place in a gallery. Else they stand between the blocks around it. */
export async function insertPictures(editor: Editor, host: Host, files: File[], at?: number, inGallery = false): Promise<void> {
  let position = inGallery && at !== undefined ? at : betweenBlocks(editor.state, at ?? editor.state.selection.to);
  for (const file of files) {
    const id = ++last;
    const element = document.createElement("p");
    element.className = "uploading";
    element.setAttribute("role", "status");
    element.textContent = host.words.uploading(file.name, 0);
    editor.view.dispatch(editor.state.tr.setMeta(key, { add: { id, position, element } } satisfies Change));
    try {
      const medium = await host.upload(file, (share) => (element.textContent = host.words.uploading(file.name, share)));
      if (editor.isDestroyed) return;
      const place = placeWithRoom(editor.state.doc, placeOf(editor.state, id) ?? editor.state.doc.content.size);
      const { tr } = editor.state;
      const node = pictureNode(editor, { source: medium.url, alt: medium.alt, width: medium.width, height: medium.height, caption: medium.caption, credit: medium.credit });
      const $place = tr.doc.resolve(place);
      const emptyBefore = $place.nodeBefore?.type.name === "paragraph" && $place.nodeBefore.content.size === 0;
      const start = emptyBefore ? place - $place.nodeBefore!.nodeSize : place;
      // The cursor was in the empty paragraph that the picture replaces: it goes on in the caption.
      const held = emptyBefore && editor.state.selection.empty && editor.state.selection.from === start + 1;
      if (emptyBefore) tr.replaceWith(start, place, node);
      else tr.insert(place, node);
      if (held) tr.setSelection(TextSelection.create(tr.doc, start + 2));
      editor.view.dispatch(tr.setMeta(key, { remove: id } satisfies Change));
      position = tr.mapping.map(place);
    } catch (error) {
      if (editor.isDestroyed) return;
      position = placeOf(editor.state, id) ?? position;
      editor.view.dispatch(editor.state.tr.setMeta(key, { remove: id } satisfies Change));
      host.uploadFailed(file, error);
    }
  }
}

export const makePictures = (host: Host): Extension =>
  Extension.create({
    name: "pictures",
    addProseMirrorPlugins() {
      const editor = this.editor;
      return [
        new Plugin<DecorationSet>({
          key,
          state: {
            init: () => DecorationSet.empty,
            apply(tr, before) {
              let set = before.map(tr.mapping, tr.doc);
              const change = tr.getMeta(key) as Change | undefined;
              if (change?.add) set = set.add(tr.doc, [Decoration.widget(change.add.position, change.add.element, { id: change.add.id })]);
              if (change?.remove !== undefined) set = set.remove(set.find(undefined, undefined, (spec) => spec.id === change.remove));
              return set;
            },
          },
          props: {
            decorations: (state) => key.getState(state),
            handleDrop(view, event, _slice, moved) {
              const files = picturesOf(event.dataTransfer?.files);
              if (moved || files.length === 0) return false;
              event.preventDefault();
              const inGallery = placeForFiles(view, event);
              void insertPictures(editor, host, files, inGallery ?? view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos, inGallery !== null);
              return true;
            },
          },
        }),
      ];
    },
  });
