// SPDX-License-Identifier: GPL-3.0-or-later
// The one form of a document: two bodies that say the same are equal. The same rules as src/document/normalise.cpp.
import { isPath, isWeb, parseAddress } from "./address";
import type { Alignment, Audio, Block, Content, Document, Embed, Gallery, Image, Layout, List, Picture, Quote, Table, Video } from "./document";
import { providerOf } from "./embeds";
import { maxAnchorLength, maxCells, maxColumns, maxFootnotes, maxNameLength, maxNesting, maxPictures, maxPixels, minPictures } from "./limits";
import { canonicalTag, dropForbidden, knownDirection, normaliseRuns, singleLine } from "./normal_runs";

interface Spoken {
  language?: string | undefined;
  direction?: "ltr" | "rtl" | "auto" | undefined;
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;

function spoken(block: Spoken): Spoken {
  const language = canonicalTag(block.language);
  const direction = knownDirection(block.direction);
  return { ...(language && { language }), ...(direction && { direction }) };
}

const isShown = ({ source }: Picture): boolean => isWeb(source) || isPath(source);
const widthOf = (layout: Layout | undefined): { layout?: Layout } => (layout === "wide" || layout === "full" ? { layout } : {});

const sizeOf = ({ width, height }: { width?: number | undefined; height?: number | undefined }): { width?: number; height?: number } =>
  width && height && width <= maxPixels && height <= maxPixels ? { width, height } : {};

class Normaliser {
  private inFootnote = false;
  private cells = 0;
  private anchors = new Set<string>();
  constructor(private footnotes: number) {}

  footnote(blocks: Block[]): Block[] {
    this.inFootnote = true;
    return this.blocks(blocks, 0);
  }

  blocks(blocks: Block[], nesting: number): Block[] {
    return blocks.flatMap((block) => this.block(block, nesting));
  }

  private runs(content: Content | undefined): Content {
    return normaliseRuns(content, this.footnotes, this.inFootnote);
  }

  private block(block: Block, nesting: number): Block[] {
    switch (block.type) {
      case "paragraph": {
        const content = this.runs(block.content);
        return content.length > 0 ? [{ type: "paragraph", ...spoken(block), content }] : [];
      }
      case "heading": {
        const content = this.runs(block.content);
        if (content.length === 0) return [];
        const anchor = this.anchor(block.anchor);
        return [{ type: "heading", ...spoken(block), level: Math.min(6, Math.max(2, block.level ?? 2)), ...(anchor && { anchor }), content }];
      }
      case "list":
        return this.list(block, nesting);
      case "quote":
        return this.quote(block, nesting);
      case "code": {
        const text = dropForbidden(block.text ?? "").replace(/\r/g, "").replace(/\f/g, " ").replace(/\n+$/, "");
        const syntax = block.syntax && block.syntax.length <= maxNameLength && /^[A-Za-z0-9+\-_.#]+$/.test(block.syntax) ? block.syntax : "";
        return text ? [{ type: "code", ...spoken(block), ...(syntax && { syntax }), text }] : [];
      }
      case "table":
        return this.table(block);
      case "image":
        return this.image(block);
      case "gallery":
        return this.gallery(block);
      case "audio":
      case "video":
        return this.recording(block);
      case "embed":
        return this.embed(block);
      case "rule":
        return [{ type: "rule" }];
    }
  }

  private anchor(anchor: string | undefined): string {
    if (!anchor || bytes(anchor) > maxAnchorLength || /^(fn|site-)/.test(anchor) || !/^[A-Za-z0-9\-_.:!$%()*+,/;=?@[\]^|~'\u0080-\u{10ffff}]+$/u.test(anchor)) return "";
    if (this.anchors.has(anchor)) return "";
    this.anchors.add(anchor);
    return anchor;
  }

  private list(list: List, nesting: number): Block[] {
    if (nesting >= maxNesting) return (list.items ?? []).flatMap((item) => this.inPlace(list, item, nesting));
    const items = (list.items ?? []).map((item) => this.blocks(item, nesting + 1)).filter((item) => item.length > 0);
    if (items.length === 0) return [];
    const start = list.ordered ? (list.start ?? 1) : 1;
    return [{ type: "list", ...spoken(list), ...(list.ordered && { ordered: true }), ...(start !== 1 && { start }), items }];
  }

  private quote(quote: Quote, nesting: number): Block[] {
    const attribution = this.runs(quote.attribution);
    const flattened = nesting >= maxNesting ? this.inPlace(quote, quote.blocks ?? [], nesting) : [];
    const blocks = nesting < maxNesting ? this.blocks(quote.blocks ?? [], nesting + 1) : [];
    if (blocks.length === 0) return [...flattened, ...this.contentInPlace(quote, attribution)];
    return [{ type: "quote", ...spoken(quote), ...(quote.pull && { pull: true }), blocks, ...(attribution.length > 0 && { attribution }) }];
  }

  private table(table: Table): Block[] {
    const caption = this.runs(table.caption);
    const columns = Math.min(maxColumns, Math.max(table.header?.length ?? 0, ...(table.rows ?? []).map((row) => row.length), 0));
    const row = (cells: Content[]): Content[] => {
      this.cells += columns;
      const length = this.cells > maxCells ? 0 : columns;
      return Array.from({ length }, (_, i) => this.runs(cells[i]));
    };
    const filled = (cells: Content[]): boolean => cells.some((cell) => cell.length > 0);
    let header = table.header && table.header.length > 0 ? row(table.header) : [];
    const rows = (table.rows ?? []).map(row).filter(filled);
    if (!filled(header)) header = [];
    if (rows.length === 0 && header.length === 0) return this.contentInPlace(table, caption);
    const alignments: Alignment[] = Array.from({ length: columns }, (_, i) => table.alignments?.[i] ?? "none");
    return [{ type: "table", ...spoken(table), ...(caption.length > 0 && { caption }), alignments, ...(header.length > 0 && { header }), rows }];
  }

  private image(image: Image): Block[] {
    const picture = this.picture(image);
    if (!isShown(picture)) return this.wordsInPlace(image, picture);
    return [{ type: "image", ...spoken(image), ...picture, ...widthOf(image.layout) }];
  }

  /** One without a picture becomes its caption, one of a single picture that picture, and a longer one several. */
  private gallery(gallery: Gallery): Block[] {
    const caption = this.runs(gallery.caption);
    const pictures = gallery.images.map((image) => this.picture(image));
    const shown = pictures.filter(isShown);
    const lost = pictures.filter((picture) => !isShown(picture)).flatMap((picture) => this.wordsInPlace(gallery, picture));
    if (shown.length === 0) return [...this.contentInPlace(gallery, caption), ...lost];
    const width = widthOf(gallery.layout);
    if (shown.length < minPictures) {
      const [alone] = shown as [Picture];
      const takes = !alone.caption && caption.length > 0;
      return [{ type: "image", ...spoken(gallery), ...alone, ...(takes && { caption }), ...width }, ...(takes ? [] : this.contentInPlace(gallery, caption)), ...lost];
    }
    // As even as possible, so that none is left with a single picture.
    const parts = Math.ceil(shown.length / maxPictures);
    const pieces = Array.from({ length: parts }, (_, part): Block => {
      const images = shown.slice(Math.floor((shown.length * part) / parts), Math.floor((shown.length * (part + 1)) / parts));
      return { type: "gallery", ...spoken(gallery), images, ...(part + 1 === parts && caption.length > 0 && { caption }), ...width };
    });
    return [...pieces, ...lost];
  }

  private picture(image: Picture): Picture {
    const caption = this.runs(image.caption);
    const credit = this.runs(image.credit);
    const alt = singleLine(image.alt ?? "");
    const source = parseAddress(image.source) ?? "";
    const parsed = image.link ? parseAddress(image.link) : null;
    const link = parsed && !parsed.startsWith("#fn") ? parsed : "";
    return {
      source, ...(alt && { alt }), ...(caption.length > 0 && { caption }), ...(credit.length > 0 && { credit }),
      ...sizeOf(image), ...(link && { link }),
    };
  }

  /** What a picture without an address said. */
  private wordsInPlace(outer: Spoken, { alt, caption, credit }: Picture): Block[] {
    const said = !caption && alt ? [{ text: alt }] : (caption ?? []);
    return [...this.contentInPlace(outer, said), ...this.contentInPlace(outer, credit ?? [])];
  }

  private recording(recording: Audio | Video): Block[] {
    const caption = this.runs(recording.caption);
    const source = parseAddress(recording.source) ?? "";
    if (!isWeb(source) && !isPath(source)) return this.contentInPlace(recording, caption);
    const title = singleLine(recording.title ?? "");
    const said = { ...spoken(recording), source, ...(title && { title }), ...(caption.length > 0 && { caption }) };
    if (recording.type === "audio") return [{ type: "audio", ...said }];
    const poster = parseAddress(recording.poster ?? "") ?? "";
    const shown = isWeb(poster) || isPath(poster);
    return [{ type: "video", ...said, ...(shown && { poster }), ...sizeOf(recording), ...widthOf(recording.layout) }];
  }

  private embed(embed: Embed): Block[] {
    const caption = this.runs(embed.caption);
    const url = parseAddress(embed.url) ?? "";
    if (!isWeb(url)) return this.contentInPlace(embed, caption);
    const title = singleLine(embed.title ?? "");
    const provider = embed.provider && embed.provider.length <= maxNameLength && /^[a-z0-9-]+$/.test(embed.provider) ? embed.provider : providerOf(url);
    const [description, site] = [singleLine(embed.description ?? ""), singleLine(embed.site ?? "")];
    const picture = parseAddress(embed.picture ?? "");
    return [
      {
        type: "embed", ...spoken(embed), provider, url, ...(title && title !== url && { title }), ...(caption.length > 0 && { caption }),
        ...(description && { description }), ...(site && { site }), ...(picture && isPath(picture) && { picture }),
      },
    ];
  }

  /** `blocks` take the place of the block that held them, and its language. */
  private inPlace(outer: Spoken, blocks: Block[], nesting: number): Block[] {
    return this.blocks(blocks, nesting).map((block) => (block.type === "rule" ? block : { ...block, ...spoken(outer), ...spoken(block) }));
  }

  private contentInPlace(outer: Spoken, content: Content): Block[] {
    return content.length > 0 ? [{ type: "paragraph", ...spoken(outer), content }] : [];
  }
}

export function normalise(document: Document): Document {
  const given = (document.footnotes ?? []).slice(0, maxFootnotes);
  const normaliser = new Normaliser(given.length);
  const blocks = normaliser.blocks(document.blocks, 0);
  const footnotes = given.map((footnote) => normaliser.footnote(footnote));
  return { blocks, ...(footnotes.length > 0 && { footnotes }) };
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
};

/** A text that two documents, or parts of them, share exactly when they say the same. */
export const fingerprint = (value: unknown): string => JSON.stringify(sorted(value));
export const sameDocument = (a: Document, b: Document): boolean => fingerprint(normalise(a)) === fingerprint(normalise(b));
