// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked at before a story is published. Each is a warning: whoever publishes decides.
import type { Block, Content, Document } from "../../editor/document/document";
import { foreignHost } from "../../editor/document/address";
import { isFootnote, picturesIn } from "../../editor/document/document";
import type { Fields } from "../../editor/saving/fields";
import { otherLanguage } from "./language_guess";

export type Check =
  | { kind: "headline" } // there is none: this one alone stands in the way
  | { kind: "longHeadline"; count: number }
  | { kind: "noStandfirst" }
  | { kind: "noSection" }
  | { kind: "noByline" }
  | { kind: "empty" }
  | { kind: "missingAlt"; count: number }
  | { kind: "unusedNotes"; count: number }
  | { kind: "openNotes"; count: number }
  | { kind: "foreignPictures"; count: number }
  | { kind: "otherLanguage"; language: string; story: string } // what the text reads like, and what the story says
  | { kind: "deadLink"; href: string };

/** Characters from which on search results and lists cut a headline. */
export const longHeadline = 90;

function walk(blocks: Block[], see: { block?: (block: Block) => void; content?: (content: Content) => void }): void {
  for (const block of blocks) {
    see.block?.(block);
    const contents: (Content | undefined)[] = [];
    if (block.type === "paragraph" || block.type === "heading") contents.push(block.content);
    if (block.type === "quote") contents.push(block.attribution);
    picturesIn(block).forEach((picture) => contents.push(picture.caption, picture.credit));
    if (block.type === "gallery") contents.push(block.caption);
    if (block.type === "embed" || block.type === "audio" || block.type === "video") contents.push(block.caption);
    if (block.type === "table") contents.push(block.caption, ...(block.header ?? []), ...(block.rows ?? []).flat());
    contents.forEach((content) => content && see.content?.(content));
    if (block.type === "list") block.items?.forEach((item) => walk(item, see));
    if (block.type === "quote") walk(block.blocks ?? [], see);
  }
}

const everywhere = (document: Document): Block[] => [...document.blocks, ...(document.footnotes ?? []).flat()];

/** The addresses of this site that the text leads to, without fragments. */
export function internalLinks(document: Document, origins: string[]): string[] {
  const found = new Set<string>();
  walk(everywhere(document), {
    content: (content) =>
      content.forEach((run) => {
        const href = isFootnote(run) ? undefined : run.link?.href;
        if (!href) return;
        const own = origins.find((origin) => href.startsWith(`${origin}/`));
        if (href.startsWith("/")) found.add(href.replace(/#.*$/, ""));
        else if (own) found.add(href.slice(own.length).replace(/#.*$/, ""));
      }),
  });
  return [...found];
}

/** `likely`: languages that are written here. `origins`: those of this site. */
export function checkFields(fields: Fields, openNotes = 0, likely: readonly string[] = [], origins?: readonly string[]): Check[] {
  const checks: Check[] = [];
  const headline = fields.headline.trim();
  if (headline === "") checks.push({ kind: "headline" });
  if ([...headline].length > longHeadline) checks.push({ kind: "longHeadline", count: [...headline].length });
  if (fields.body.blocks.length === 0) checks.push({ kind: "empty" });
  if (fields.standfirst.trim() === "" && fields.kind === "article") checks.push({ kind: "noStandfirst" });
  if (fields.section === null && fields.kind === "article") checks.push({ kind: "noSection" });
  if (fields.authors.length === 0 && fields.kind === "article") checks.push({ kind: "noByline" });
  let missing = fields.lead_image && fields.lead_image.alt.trim() === "" ? 1 : 0;
  let foreign = fields.lead_image && foreignHost(fields.lead_image.source, origins) !== null ? 1 : 0;
  const referred = new Set<number>();
  walk(everywhere(fields.body), {
    block: (block) => {
      for (const picture of picturesIn(block)) {
        if (!picture.alt?.trim()) ++missing;
        if (foreignHost(picture.source, origins) !== null) ++foreign;
      }
    },
    content: (content) => content.forEach((run) => isFootnote(run) && referred.add(run.footnote)),
  });
  if (foreign > 0) checks.push({ kind: "foreignPictures", count: foreign });
  const language = otherLanguage(fields, likely);
  if (language !== null) checks.push({ kind: "otherLanguage", language, story: fields.language });
  if (missing > 0) checks.push({ kind: "missingAlt", count: missing });
  const unused = (fields.body.footnotes ?? []).filter((note, i) => note.length > 0 && !referred.has(i + 1)).length;
  if (unused > 0) checks.push({ kind: "unusedNotes", count: unused });
  if (openNotes > 0) checks.push({ kind: "openNotes", count: openNotes });
  return checks;
}

/** More than these are not asked for: a page of links is its own check. */
const mostLinks = 60;
const atOnce = 4;

/** Links to this site behind which there is nothing. Those that cannot be asked now are not called dead. */
export async function deadLinks(links: string[], ask: (path: string) => Promise<number>): Promise<Check[]> {
  const waiting = links.slice(0, mostLinks);
  const dead: string[] = [];
  const work = async (): Promise<void> => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      try {
        const status = await ask(path);
        if (status === 404 || status === 410) dead.push(path);
      } catch {
        // No answer says nothing of the link.
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return links.filter((link) => dead.includes(link)).map((href) => ({ kind: "deadLink", href }));
}

/** The links of a text to pages of this site that do not exist. `siteUrl`: its address; the page's own where that is not known. */
export async function findDeadLinks(body: Document, siteUrl: string | undefined): Promise<Check[]> {
  const origins = [location.origin, new URL(siteUrl ?? location.origin).origin];
  // The page of a story that is not published yet is answered 404 like one that never was.
  return deadLinks(internalLinks(body, origins), async (path) => (await fetch(path, { method: "HEAD", credentials: "omit", signal: AbortSignal.timeout(8000) })).status);
}
