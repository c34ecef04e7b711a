// SPDX-License-Identifier: GPL-3.0-or-later
// What stands under a headline in lists: the standfirst, or where there is none the beginning of the text; cut where a word ends.
import { isFootnote, type Block } from "../../editor/document/document";
import type { Fields } from "../../editor/saving/fields";

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstText(blocks: Block[]): string {
  for (const block of blocks) {
    if (block.type === "paragraph") return (block.content ?? []).map((run) => (isFootnote(run) ? "" : run.text)).join("");
    if (block.type === "quote" && block.blocks) {
      const text = firstText(block.blocks);
      if (text) return text;
    }
  }
  return "";
}

export function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ").trim();
  const parts = [...letters.segment(line)].map((part) => part.segment);
  if (parts.length <= most) return line;
  const head = parts.slice(0, most - 1).join("");
  const space = head.lastIndexOf(" ");
  return `${(space > most / 2 ? head.slice(0, space) : head).replace(/[\s,;:.–—-]+$/u, "")}…`;
}

export const teaserOf = (fields: Fields, most: number): string => cut(fields.standfirst.trim() || firstText(fields.body.blocks), most);
