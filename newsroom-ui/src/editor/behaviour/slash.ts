// SPDX-License-Identifier: GPL-3.0-or-later
// A slash at the beginning of a paragraph opens the menu of blocks; what follows it narrows the menu.
import { Extension, type Editor } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

import type { Host } from "./host";

interface Slash {
  /** Where the paragraph begins, or null. */
  at: number | null;
  /** Closed by Escape: stays so until the paragraph has another text. */
  closed: string | null;
}

const key = new PluginKey<Slash>("slash");

export const makeSlash = (host: Host): Extension =>
  Extension.create({
    name: "slash",
    priority: 1300,
    addProseMirrorPlugins: () => [
      new Plugin<Slash>({
        key,
        state: {
          init: () => ({ at: null, closed: null }),
          apply(tr, before, _old, state) {
            const { $from, empty } = state.selection;
            const text = $from.parent.textContent;
            const fits = empty && $from.parent.type.name === "paragraph" && /^\/[^\s/]{0,30}$/.test(text) && $from.parentOffset === $from.parent.content.size;
            if (!fits) return { at: null, closed: null };
            const closed = tr.getMeta(key) === "close" ? text : before.closed;
            return { at: closed === text ? null : $from.start(), closed: closed === text ? text : null };
          },
        },
        props: {
          handleKeyDown: (view, event) => key.getState(view.state)?.at != null && !event.isComposing && host.slashKey(event),
        },
        view: () => ({
          update(view) {
            const at = key.getState(view.state)?.at ?? null;
            if (at === null || !view.editable) {
              host.slash(null);
              return;
            }
            const place = view.coordsAtPos(at);
            host.slash({ query: view.state.doc.resolve(at).parent.textContent.slice(1), left: place.left, right: place.right, top: place.top, bottom: place.bottom });
          },
          destroy: () => host.slash(null),
        }),
      }),
    ],
  });

export const closeSlash = (editor: Editor): void => editor.view.dispatch(editor.state.tr.setMeta(key, "close"));

/** Takes the slash and what follows it away, before what was chosen takes its place. */
export function takeSlash(editor: Editor): void {
  const at = key.getState(editor.state)?.at;
  if (at != null) editor.view.dispatch(editor.state.tr.delete(at, at + editor.state.doc.resolve(at).parent.content.size));
}
