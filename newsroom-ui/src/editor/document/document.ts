// SPDX-License-Identifier: GPL-3.0-or-later
// A story's body as the server keeps it: the typed tree of docs/document.md. What stands at its default is left out.

export const markNames = ["strong", "emphasis", "strikethrough", "code", "subscript", "superscript"] as const;
export type MarkName = (typeof markNames)[number];
export type Direction = "ltr" | "rtl" | "auto";
export type Alignment = "none" | "left" | "center" | "right";

export interface Link {
  href: string;
  title?: string | undefined;
  language?: string | undefined;
}
export interface TextRun {
  text: string;
  marks?: MarkName[] | undefined;
  language?: string | undefined;
  direction?: Direction | undefined;
  link?: Link | undefined;
}
export interface FootnoteRun {
  footnote: number;
}
export type Run = TextRun | FootnoteRun;
export type Content = Run[];

interface Spoken {
  language?: string | undefined;
  direction?: Direction | undefined;
}
export interface Paragraph extends Spoken {
  type: "paragraph";
  content?: Content | undefined;
}
export interface Heading extends Spoken {
  type: "heading";
  level?: number | undefined;
  anchor?: string | undefined;
  content?: Content | undefined;
}
export interface List extends Spoken {
  type: "list";
  ordered?: boolean | undefined;
  start?: number | undefined;
  items?: Block[][] | undefined;
}
export interface Quote extends Spoken {
  type: "quote";
  pull?: boolean | undefined;
  blocks?: Block[] | undefined;
  attribution?: Content | undefined;
}
export interface Code extends Spoken {
  type: "code";
  syntax?: string | undefined;
  text?: string | undefined;
}
export interface Table extends Spoken {
  type: "table";
  caption?: Content | undefined;
  alignments?: Alignment[] | undefined;
  header?: Content[] | undefined;
  rows?: Content[][] | undefined;
}
/** How wide the page shows a figure; as its text where nothing is said. */
export type Layout = "text" | "wide" | "full";
export const layouts: readonly Layout[] = ["text", "wide", "full"];

export interface Picture {
  source: string;
  alt?: string | undefined;
  caption?: Content | undefined;
  credit?: Content | undefined;
  width?: number | undefined;
  height?: number | undefined;
  link?: string | undefined;
}
export interface Image extends Spoken, Picture {
  type: "image";
  layout?: Layout | undefined;
}
/** `minPictures` to `maxPictures` of them, shown as a grid. */
export interface Gallery extends Spoken {
  type: "gallery";
  images: Picture[];
  caption?: Content | undefined;
  layout?: Layout | undefined;
}
/** Sound of this site's library. */
export interface Audio extends Spoken {
  type: "audio";
  source: string;
  title?: string | undefined;
  caption?: Content | undefined;
}
/** Film of this site's library. */
export interface Video extends Spoken {
  type: "video";
  source: string;
  title?: string | undefined;
  caption?: Content | undefined;
  /** A picture to show before it plays. */
  poster?: string | undefined;
  width?: number | undefined;
  height?: number | undefined;
  layout?: Layout | undefined;
}
export interface Embed extends Spoken {
  type: "embed";
  provider?: string | undefined;
  url: string;
  title?: string | undefined;
  caption?: Content | undefined;
  /** What the other site says of the page, and its name. */
  description?: string | undefined;
  site?: string | undefined;
  /** A picture of this site's library. */
  picture?: string | undefined;
}
export interface Rule {
  type: "rule";
}
export type Block = Paragraph | Heading | List | Quote | Code | Table | Image | Gallery | Audio | Video | Embed | Rule;

export interface Document {
  blocks: Block[];
  footnotes?: Block[][] | undefined;
}

/** The pictures that a block itself shows. */
export const picturesIn = (block: Block): Picture[] => (block.type === "image" ? [block] : block.type === "gallery" ? block.images : []);

export const isFootnote = (run: Run): run is FootnoteRun => "footnote" in run;

/** The text of runs alone, line breaks as spaces. */
export const plainText = (content: Content | undefined): string =>
  (content ?? []).map((run) => (isFootnote(run) ? "" : run.text.replaceAll("\n", " "))).join("");
