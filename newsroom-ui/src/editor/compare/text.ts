// SPDX-License-Identifier: GPL-3.0-or-later
// The words of a document, without markup: what a comparison shows and a count counts.
import { isFootnote, plainText, type Block, type Content, type Document } from "../document/document";

const line = (content: Content | undefined): string => plainText(content).trim();

/** Each line of text that a block holds. */
export function linesOf(block: Block): string[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return [line(block.content)];
    case "list":
      return (block.items ?? []).flatMap((item) => item.flatMap(linesOf));
    case "quote":
      return [...(block.blocks ?? []).flatMap(linesOf), line(block.attribution)].filter(Boolean);
    case "code":
      return (block.text ?? "").split("\n");
    case "table":
      return [line(block.caption), ...[block.header ?? [], ...(block.rows ?? [])].map((row) => row.map(line).join(" · "))].filter(Boolean);
    case "image":
      return [block.alt ?? "", line(block.caption), line(block.credit)].filter(Boolean);
    case "gallery":
      return [...block.images.flatMap((image) => [image.alt ?? "", line(image.caption), line(image.credit)]), line(block.caption)].filter(Boolean);
    case "audio":
    case "video":
      return [block.title ?? "", line(block.caption)].filter(Boolean);
    case "embed":
      return [block.title ?? "", block.url, line(block.caption)].filter(Boolean);
    case "rule":
      return [];
  }
}

export const textOf = (blocks: Block[]): string => blocks.flatMap(linesOf).join("\n");
export const textOfDocument = (document: Document): string => [textOf(document.blocks), ...(document.footnotes ?? []).map(textOf)].join("\n");

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words of any script, as a person counts them. */
export function countWords(text: string): number {
  let count = 0;
  for (const segment of words.segment(text)) if (segment.isWordLike) ++count;
  return count;
}

/** A person reads about this many words in a minute. */
const wordsPerMinute = 230;
export const readingMinutes = (count: number): number => (count === 0 ? 0 : Math.max(1, Math.round(count / wordsPerMinute)));

/** Words, white space and marks of punctuation, one by one; joined they are the text again. */
export const tokensOf = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}\u200c\u200d'’]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];

/** The references of a block to footnotes. */
export function footnotesIn(block: Block): number[] {
  const found: number[] = [];
  const see = (content: Content | undefined): void => content?.forEach((run) => isFootnote(run) && found.push(run.footnote));
  switch (block.type) {
    case "paragraph":
    case "heading":
      see(block.content);
      break;
    case "list":
      block.items?.forEach((item) => item.forEach((inner) => found.push(...footnotesIn(inner))));
      break;
    case "quote":
      block.blocks?.forEach((inner) => found.push(...footnotesIn(inner)));
      see(block.attribution);
      break;
    case "table":
      see(block.caption);
      [block.header ?? [], ...(block.rows ?? [])].forEach((row) => row.forEach(see));
      break;
    case "image":
      see(block.caption);
      see(block.credit);
      break;
    case "gallery":
      block.images.forEach((image) => (see(image.caption), see(image.credit)));
      see(block.caption);
      break;
    case "audio":
    case "video":
    case "embed":
      see(block.caption);
      break;
  }
  return found;
}
