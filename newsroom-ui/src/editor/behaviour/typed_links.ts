// SPDX-License-Identifier: GPL-3.0-or-later
// An address that is typed becomes a link once the word is over: by a space, or by Enter (keys.ts).
import { Extension, InputRule } from "@tiptap/core";
import type { Transaction } from "@tiptap/pm/state";

import { parseAddress } from "../document/address";

const address = /(?:^|[\s(«"“])((?:https?:\/\/|www\.)[^\s<>"«»“”]+)$/i;
/** Characters before the cursor in which an address is looked for. */
const longest = 500;
/** Punctuation behind an address belongs to the sentence. */
const trailing = /[.,;:!?)\]}'’»”،؛؟]+$/u;

/** The address at the end of a text: where it begins and ends in it, and where it leads. */
export function addressAtEnd(text: string): { from: number; to: number; href: string } | null {
  const typed = address.exec(text)?.[1];
  if (!typed) return null;
  const word = typed.replace(trailing, "");
  const href = parseAddress(/^www\./i.test(word) ? `https://${word}` : word);
  if (!href || !/^https?:\/\/[^/]+\.[^/]+/.test(href)) return null;
  const from = text.length - typed.length;
  return { from, to: from + word.length, href };
}

/** Adds a link to the address that ends at the position. False if there is none, or the text is a link or code already. */
export function linkAddressBefore(tr: Transaction, position: number): boolean {
  const { doc } = tr;
  const { link, code } = doc.type.schema.marks;
  const $end = doc.resolve(position);
  if (!$end.parent.isTextblock || $end.parent.type.spec.code) return false;
  const before = $end.parent.textBetween(Math.max(0, $end.parentOffset - longest), $end.parentOffset, undefined, "\ufffc");
  const found = addressAtEnd(before);
  if (!found) return false;
  const start = position - before.length;
  const [from, to] = [start + found.from, start + found.to];
  if (doc.rangeHasMark(from, to, link!) || doc.rangeHasMark(from, to, code!)) return false;
  tr.addMark(from, to, link!.create({ href: found.href })).removeStoredMark(link!);
  return true;
}

export const TypedLinks = Extension.create({
  name: "typedLinks",
  addInputRules: () => [
    new InputRule({
      find: /(?<=\S)[ \u00a0]$/,
      handler: ({ state, range }) => {
        if (!linkAddressBefore(state.tr, range.from)) return null;
        return;
      },
    }),
  ],
});
