// SPDX-License-Identifier: GPL-3.0-or-later
// HTML from anywhere -> what of it the document model can hold: the rest is reduced to its text.
// Flow:   clipboard -> inert page -> Reducer -> Document -> the editor's tree
import { isWeb, parseAddress } from "../document/address";
import type { Block, Content, Direction, Document, Layout, List, Run } from "../document/document";
import { pageOfPlayer } from "../document/embeds";
import { normalise } from "../document/normalise";
import { lookInside, type Look } from "./inline_style";
import { isBackReference, isWordHelp, noteElement, noteTarget, wordItem, type WordItem } from "./word";

export interface Reduced {
  document: Document;
  /** Pictures that came without an address that others can reach. */
  lostPictures: number;
}

const skipped = new Set([
  "SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "HEAD", "TITLE", "META", "LINK", "SVG", "svg", "MATH", "math", "FORM", "INPUT", "BUTTON", "SELECT", "TEXTAREA", "OPTION", "CANVAS",
  "MAP", "AREA", "DIALOG", "XML", "NAV",
]);
const blocky = new Set([
  "P", "DIV", "SECTION", "ARTICLE", "MAIN", "HEADER", "FOOTER", "ASIDE", "ADDRESS", "CENTER", "FIGURE", "FIGCAPTION", "DETAILS", "SUMMARY", "DL", "DT", "DD", "BODY", "HTML", "FIELDSET",
  "UL", "OL", "LI", "TABLE", "BLOCKQUOTE", "PRE", "HR", "H1", "H2", "H3", "H4", "H5", "H6",
]);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /[A-Za-z\u00c0-\u024f\u0370-\u052f]/;

class Reducer {
  lostPictures = 0;
  readonly footnotes: Block[][] = [];
  private numbers = new Map<string, number>();
  private noteElements = new Set<Element>();

  constructor(
    root: Element,
    private around: Direction,
  ) {
    // Notes are found first: they are not text where they stand.
    for (const anchor of root.querySelectorAll("a[href]")) {
      const target = noteTarget(anchor);
      const element = target === null ? null : noteElement(root, target);
      if (target !== null && element && !element.contains(anchor) && !this.numbers.has(target)) {
        this.noteElements.add(element);
        this.numbers.set(target, this.footnotes.push([]));
      }
    }
    const targets = [...this.numbers];
    const elements = targets.map(([target]) => noteElement(root, target)!);
    targets.forEach(([, number], i) => (this.footnotes[number - 1] = this.children(elements[i]!)));
  }

  children(element: Element): Block[] {
    const out: Block[] = [];
    const walk = new Walk(this, element, out);
    walk.nodes(element.childNodes, { marks: new Set() });
    walk.flush();
    return joinWordLists(out);
  }

  isNote(element: Element): boolean {
    return this.noteElements.has(element);
  }
  noteNumber(element: Element): number | null {
    const target = noteTarget(element);
    return target === null ? null : (this.numbers.get(target) ?? null);
  }

  /** A block's direction, where it differs from the story's and its letters agree. */
  direction(element: Element | null, text: string): Direction | undefined {
    const said = element?.closest("[dir]")?.getAttribute("dir")?.toLowerCase();
    const [rtl, ltr] = [rightToLeft.test(text), leftToRight.test(text)];
    const direction = said === "rtl" && rtl ? "rtl" : said === "ltr" && ltr && !(rtl && !leftToRight.test(text.slice(0, text.search(rightToLeft)))) ? "ltr" : rtl && !ltr ? "rtl" : ltr && !rtl ? "ltr" : undefined;
    return direction === this.around ? undefined : direction;
  }
}

const textOf = (content: Content): string => content.map((run) => ("text" in run ? run.text : "")).join("");

/** Goes through the children of one element: text gathers in a paragraph until a block comes. */
class Walk {
  private content: Run[] = [];
  constructor(
    private reducer: Reducer,
    private block: Element,
    private out: Block[],
    private asHeading: number | null = null,
    private item: WordItem | null = null,
  ) {}

  flush(): void {
    const content = this.content;
    this.content = [];
    const text = textOf(content);
    if (/^[\s\u00a0]*$/.test(text) && !content.some((run) => "footnote" in run)) return;
    const direction = this.reducer.direction(this.block, text);
    const spoken = direction ? { direction } : {};
    const block: Block = this.asHeading !== null ? { type: "heading", level: this.asHeading, content, ...spoken } : { type: "paragraph", content, ...spoken };
    if (this.item) wordItems.set(block, this.item);
    this.out.push(block);
  }

  nodes(nodes: NodeListOf<ChildNode>, look: Look): void {
    nodes.forEach((node) => {
      if (node.nodeType === 3) this.text(node.textContent ?? "", look);
      else if (node.nodeType === 1) this.element(node as Element, look);
    });
  }

  private text(text: string, look: Look): void {
    const marks = [...look.marks];
    this.content.push({ text: text.replace(/[\s\u200b]+/g, (space) => (/[\u00a0\u2007\u202f]/.test(space) && space.length === 1 ? space : " ")), ...(marks.length > 0 && { marks }), ...(look.link && { link: look.link }) });
  }

  private element(element: Element, look: Look): void {
    const tag = element.tagName;
    if (skipped.has(tag) || isWordHelp(element) || this.reducer.isNote(element) || isBackReference(element) || element.getAttribute("aria-hidden") === "true") return;
    const note = this.reducer.noteNumber(element);
    if (note !== null) {
      this.content.push({ footnote: note });
      return;
    }
    if (tag === "BR") this.lineBreak();
    else if (tag === "IMG") this.picture(element, null, look);
    else if (tag === "IFRAME" || tag === "VIDEO" || tag === "AUDIO" || tag === "OBJECT" || tag === "EMBED") this.embed(element);
    else if (tag === "SPAN" && element.classList.contains("Apple-converted-space")) this.text(" ", look);
    else if (blocky.has(tag)) this.blockElement(element, tag);
    else this.nodes(element.childNodes, lookInside(element, look, this.asHeading !== null));
  }

  /** Two in a row part paragraphs. */
  private lineBreak(): void {
    const words = this.content.findLastIndex((run) => !("text" in run) || /\S/.test(run.text));
    const breaks = this.content.findLastIndex((run) => "text" in run && run.text === "\n");
    if (breaks > words) this.flush();
    else this.content.push({ text: "\n" });
  }

  private blockElement(element: Element, tag: string): void {
    this.flush();
    const inner = (inside: Element): Block[] => this.reducer.children(inside);
    if (tag === "HR") this.out.push({ type: "rule" });
    else if (tag === "PRE") this.code(element);
    else if (tag === "TABLE") this.table(element);
    else if (tag === "UL" || tag === "OL") this.out.push(this.list(element, tag === "OL"));
    else if (tag === "BLOCKQUOTE" || /^(Mso(Intense)?Quote)/.test(element.className)) {
      const attribution = element.querySelector(":scope > footer, :scope > cite, :scope > p > cite:only-child");
      const content = attribution ? this.inline(attribution) : [];
      attribution?.remove();
      const said = content.map((run, i) => (i === 0 && "text" in run ? { ...run, text: run.text.replace(/^\s*[—–-]\s*/, "") } : run));
      this.out.push({ type: "quote", blocks: inner(element), ...(said.length > 0 && { attribution: said }) });
    } else if (tag === "FIGURE") this.figure(element);
    else {
      const heading = /^H([1-6])$/.exec(tag)?.[1] ?? /^MsoHeading([1-6])$/.exec(element.className)?.[1] ?? (/^Mso(Title|Subtitle)$/.test(element.className) ? "2" : undefined);
      const level = heading ? Math.max(2, Number(heading)) : element.getAttribute("role") === "heading" ? Math.min(6, Math.max(2, Number(element.getAttribute("aria-level") ?? 2))) : null;
      const walk = new Walk(this.reducer, element, this.out, level ?? this.asHeading, wordItem(element));
      walk.nodes(element.childNodes, lookInside(element, { marks: new Set() }, level !== null));
      walk.flush();
    }
  }

  /** The text of an element alone, blocks in it as lines. */
  private inline(element: Element): Content {
    const blocks: Block[] = [];
    const walk = new Walk(this.reducer, element, blocks, element.tagName === "TH" ? 2 : null);
    walk.nodes(element.childNodes, lookInside(element, { marks: new Set() }, element.tagName === "TH"));
    walk.flush();
    const contents = blocks.map(contentOf).filter((content) => content.length > 0);
    return contents.flatMap((content, i) => (i === 0 ? content : [{ text: "\n" }, ...content]));
  }

  private list(element: Element, ordered: boolean): List {
    const items: Block[][] = [];
    for (const child of element.children) {
      // A list that stands right in a list belongs to the item before it (Word on the web, old editors).
      if (child.tagName === "UL" || child.tagName === "OL") {
        const nested = this.list(child, child.tagName === "OL");
        if (items.length > 0) items.at(-1)!.push(nested);
        else items.push([nested]);
      } else items.push(this.reducer.children(child));
    }
    const start = Number(element.getAttribute("start") ?? 1);
    return { type: "list", ordered, ...(ordered && Number.isInteger(start) && start !== 1 && { start }), items };
  }

  private code(element: Element): void {
    const text = [...element.childNodes].map(function plain(node): string {
      return node.nodeName === "BR" ? "\n" : node.nodeType === 3 ? (node.textContent ?? "") : [...node.childNodes].map(plain).join("");
    }).join("");
    const named = /(?:language|lang|highlight-source|brush:)[-:\s]*([\w+#.-]+)/.exec(`${element.className} ${element.querySelector("code")?.className ?? ""}`);
    this.out.push({ type: "code", text, ...(named?.[1] && { syntax: named[1] }) });
  }

  private table(element: Element): void {
    const rows = [...element.querySelectorAll("tr")].filter((row) => row.closest("table") === element);
    const caption = element.querySelector(":scope > caption");
    const pictures = element.querySelectorAll("img");
    // One cell is a frame for the look of it, not a table.
    if (rows.length === 1 && rows[0]!.children.length === 1) {
      this.out.push(...this.reducer.children(rows[0]!.children[0]!));
      return;
    }
    const grid: Content[][] = rows.map(() => []);
    rows.forEach((row, y) => {
      let x = 0;
      for (const cell of row.children) {
        while (grid[y]![x] !== undefined) ++x;
        const [across, down] = ["colspan", "rowspan"].map((name) => Math.min(64, Math.max(1, Number(cell.getAttribute(name)) || 1))) as [number, number];
        for (let j = 0; j < down && y + j < grid.length; ++j) for (let i = 0; i < across; ++i) grid[y + j]![x + i] = i + j === 0 ? this.inline(cell) : [];
        x += across;
      }
    });
    const filled = grid.map((row) => Array.from(row, (cell) => cell ?? []));
    const hasHeader = rows[0] !== undefined && (rows[0].parentElement?.tagName === "THEAD" || [...rows[0].children].every((cell) => cell.tagName === "TH"));
    const alignments = [...(rows.at(-1)?.children ?? [])].map((cell) => {
      const said = /text-align:\s*(left|center|right)/i.exec(`${cell.getAttribute("style") ?? ""} text-align:${cell.getAttribute("align") ?? ""}`)?.[1]?.toLowerCase();
      return said === "center" || said === "right" ? said : "none";
    }) as ("none" | "center" | "right")[];
    this.out.push({
      type: "table", ...(caption && { caption: this.inline(caption) }), alignments,
      ...(hasHeader && { header: filled[0] }), rows: hasHeader ? filled.slice(1) : filled,
    });
    pictures.forEach((picture) => this.picture(picture, null, { marks: new Set() }));
  }

  private figure(element: Element): void {
    const caption = element.querySelector("figcaption");
    const picture = element.querySelector("img");
    const classes = element.getAttribute("class") ?? "";
    if (/gallery/i.test(classes) && !/gallery-item/i.test(classes) && element.querySelectorAll("img").length > 1) {
      this.gallery(element);
      return;
    }
    if (picture && !element.querySelector("table, pre, blockquote")) {
      const before = this.out.length;
      this.picture(picture, caption ? this.inline(caption) : null, { marks: new Set() });
      const shown = this.out[before];
      if (shown?.type === "image") this.out[before] = { ...shown, ...widthOf(element) };
      return;
    }
    this.out.push(...this.reducer.children(element));
  }

  private gallery(element: Element): void {
    const before = this.out.length;
    for (const picture of element.querySelectorAll("img")) {
      const own = picture.closest("figure, li");
      const words = own !== element ? own?.querySelector("figcaption") : null;
      this.picture(picture, words ? this.inline(words) : null, { marks: new Set() });
    }
    const shown = this.out.splice(before);
    const words = element.querySelector(":scope > figcaption");
    this.out.push({ type: "gallery", images: shown.filter((block) => block.type === "image"), ...(words && { caption: this.inline(words) }), ...widthOf(element) });
    this.out.push(...shown.filter((block) => block.type !== "image"));
  }

  private picture(element: Element, caption: Content | null, look: Look): void {
    const source = parseAddress(element.getAttribute("src") ?? "");
    const [width, height] = [Number(element.getAttribute("width")) || 0, Number(element.getAttribute("height")) || 0];
    if ((width === 1 && height === 1) || element.getAttribute("role") === "presentation") return; // what counts readers elsewhere
    this.flush();
    if (!source || !isWeb(source)) {
      ++this.reducer.lostPictures;
      if (caption) this.out.push({ type: "paragraph", content: caption });
      return;
    }
    const around = element.closest("a")?.getAttribute("href");
    const link = (look.link?.href ?? (around ? parseAddress(around) : null)) || null;
    const leads = link && link !== source && !/\.(jpe?g|png|webp|gif|avif)$/i.test(link) ? { link } : {};
    this.out.push({ type: "image", source, alt: element.getAttribute("alt") ?? "", ...(caption && { caption }), ...leads });
  }

  private embed(element: Element): void {
    const url = parseAddress(element.getAttribute("src") ?? element.getAttribute("data") ?? element.querySelector("source")?.getAttribute("src") ?? "");
    if (!url || !isWeb(url)) return;
    this.flush();
    this.out.push({ type: "embed", url: pageOfPlayer(url), title: element.getAttribute("title") ?? "" });
  }
}

/** As our pages, WordPress and Ghost write it. */
function widthOf(figure: Element): { layout?: Layout } {
  const names = [...figure.classList];
  if (names.some((name) => ["full", "alignfull", "kg-width-full"].includes(name))) return { layout: "full" };
  return names.some((name) => ["wide", "alignwide", "kg-width-wide"].includes(name)) ? { layout: "wide" } : {};
}

function contentOf(block: Block): Content {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return block.content ?? [];
    case "list":
      return (block.items ?? []).flatMap((item, i) => [...(i > 0 ? [{ text: "\n" }] : []), ...item.flatMap(contentOf)]);
    case "code":
      return [{ text: block.text ?? "", marks: ["code"] }];
    case "quote":
      return (block.blocks ?? []).flatMap(contentOf);
    default:
      return [];
  }
}

const wordItems = new WeakMap<Block, WordItem>();

/** Neighbouring paragraphs that Word numbered become one list, nested by their levels. */
function joinWordLists(blocks: Block[]): Block[] {
  const out: Block[] = [];
  let open: { list: List; level: number }[] = [];
  for (const block of blocks) {
    const item = wordItems.get(block);
    if (!item) {
      open = [];
      out.push(block);
      continue;
    }
    while (open.length > 0 && open.at(-1)!.level > item.level) open.pop();
    const last = open.at(-1);
    if (last && last.level === item.level && (last.list.ordered ?? false) === item.ordered) {
      last.list.items!.push([block]);
      continue;
    }
    if (last && last.level === item.level) open.pop();
    const list: List = { type: "list", ordered: item.ordered, items: [[block]], ...(item.ordered && item.start !== 1 && { start: item.start }) };
    const parent = open.at(-1);
    if (parent) parent.list.items!.at(-1)!.push(list);
    else out.push(list);
    open.push({ list, level: item.level });
  }
  return out;
}

/** `root`: the body of an inert page. */
export function reduce(root: Element, direction: Direction): Reduced {
  const reducer = new Reducer(root, direction);
  const blocks = reducer.children(root);
  return { document: normalise({ blocks, footnotes: reducer.footnotes }), lostPictures: reducer.lostPictures };
}
