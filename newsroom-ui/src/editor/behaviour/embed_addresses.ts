// SPDX-License-Identifier: GPL-3.0-or-later
// An address of a provider that stands alone in a paragraph becomes an embed: when it is pasted, or by Enter. Undo gives the text back.
import type { Editor } from "@tiptap/core";
import { closeHistory } from "@tiptap/pm/history";

import { parseAddress } from "../document/address";
import { becomesEmbed } from "../document/embeds";
import { embedNode, insertBlock } from "./commands";
import type { Host } from "./host";

/** Addresses that became an embed in an editor once. Text with one that was given back by Undo stays text at the next Enter. */
const made = new WeakMap<Editor, Set<string>>();

/** The address that is all that the paragraph at the cursor holds; null if there is none, or it is not a provider's. */
export function addressAlone(editor: Editor): string | null {
  const { $from, empty } = editor.state.selection;
  const { parent } = $from;
  if (!empty || parent.type.name !== "paragraph" || $from.parentOffset < parent.content.size || !/^https?:\/\/\S+$/i.test(parent.textContent)) return null;
  const href = parseAddress(parent.textContent);
  return href !== null && parent.textContent.length === parent.content.size && becomesEmbed(href) ? href : null;
}

/** Puts an embed in place of the paragraph at the cursor, as a step of its own to undo. */
export function embedParagraph(editor: Editor, host: Host, href: string): void {
  const { $from } = editor.state.selection;
  editor.view.dispatch(closeHistory(editor.state.tr));
  insertBlock(editor, embedNode(editor, href), "after", { from: $from.before(), to: $from.after() });
  editor.view.dispatch(closeHistory(editor.state.tr));
  made.set(editor, (made.get(editor) ?? new Set()).add(href));
  host.embedMade(href);
}

/** For Enter behind an address in a paragraph of the story itself. False if the paragraph is to be split as usual. */
export function embedTyped(editor: Editor, host: Host): boolean {
  const href = editor.state.selection.$from.depth === 1 ? addressAlone(editor) : null;
  if (href === null || made.get(editor)?.delete(href)) return false;
  embedParagraph(editor, host, href);
  return true;
}
