// SPDX-License-Identifier: GPL-3.0-or-later
// What somebody wrote into a story that they may not change any more, as text that others can use.
import { plainText, type Block, type Content, type Document } from "../../editor/document/document";
import { fingerprint, normalise } from "../../editor/document/normalise";
import { changedFields, type Fields } from "../../editor/saving/fields";

/** The server takes notes of up to 5,000 characters. */
const most = 4900;
/** Of a picture's properties, those that people write. */
const pictureTexts = ["alt", "caption", "credit"] as const;

function isContent(value: unknown[]): value is Content {
  return value.every((one) => typeof one === "object" && one !== null && ("text" in one || "footnote" in one) && !("type" in one));
}

/** All text in a block, in its order. */
function textOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return "";
  if (Array.isArray(value)) {
    if (value.length > 0 && isContent(value)) return plainText(value);
    return value.map(textOf).filter(Boolean).join("\n");
  }
  const block = value as Record<string, unknown>;
  const own = ["text", "alt"].map((name) => block[name]).filter((one) => typeof one === "string");
  return [...own, ...Object.values(block).map(textOf)].filter(Boolean).join("\n");
}

const allBlocks = (body: Document): Block[] => {
  const { blocks, footnotes = [] } = normalise(body);
  return [...blocks, ...footnotes.flat()];
};

/** The fields and paragraphs of `mine` that `served` does not have; empty if only what is no text differs. */
export function strandedText(served: Fields, mine: Fields): string {
  const parts: string[] = [];
  for (const name of changedFields(served, mine)) {
    if (name === "headline" || name === "standfirst") parts.push(mine[name].trim());
    else if (name === "lead_image") parts.push(...pictureTexts.filter((text) => mine.lead_image?.[text] !== served.lead_image?.[text]).map((text) => mine.lead_image?.[text] ?? ""));
    else if (name === "body") {
      const there = new Set(allBlocks(served.body).map((block) => fingerprint(block)));
      parts.push(...allBlocks(mine.body).filter((block) => !there.has(fingerprint(block))).map(textOf));
    }
  }
  return parts.filter(Boolean).join("\n\n");
}

/** Where a note that has to be cut ends: after a paragraph, a line or a word if one ends in its second half, and never inside a character. */
function endOfPart(text: string): number {
  for (const separator of ["\n\n", "\n", " "]) {
    const at = text.lastIndexOf(separator, most);
    if (at > most / 2) return at;
  }
  const last = text.charCodeAt(most - 1);
  return last >= 0xd800 && last < 0xdc00 ? most - 1 : most;
}

/** A text as the notes that hold all of it. */
export function notesOf(text: string): string[] {
  const notes: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const end = endOfPart(rest);
    notes.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === "" ? notes : [...notes, rest];
}
