// SPDX-License-Identifier: GPL-3.0-or-later
// The blocks that the slash menu offers, with words by which they are found besides their names.
import Code from "@lucide/svelte/icons/square-code";
import AudioLines from "@lucide/svelte/icons/audio-lines";
import Film from "@lucide/svelte/icons/film";
import Frame from "@lucide/svelte/icons/app-window";
import Heading2 from "@lucide/svelte/icons/heading-2";
import Heading3 from "@lucide/svelte/icons/heading-3";
import Heading4 from "@lucide/svelte/icons/heading-4";
import ImageIcon from "@lucide/svelte/icons/image";
import Images from "@lucide/svelte/icons/images";
import List from "@lucide/svelte/icons/list";
import ListOrdered from "@lucide/svelte/icons/list-ordered";
import Minus from "@lucide/svelte/icons/minus";
import Quote from "@lucide/svelte/icons/quote";
import MessageSquareQuote from "@lucide/svelte/icons/message-square-quote";
import Superscript from "@lucide/svelte/icons/asterisk";
import Table from "@lucide/svelte/icons/table";
import type { Editor } from "@tiptap/core";
import type { Component } from "svelte";

import { insertFootnote, insertRule, insertTable, toggleCode, toggleHeading, toggleList, toggleQuote } from "../behaviour/commands";

export interface MenuBlock {
  /** Its message is `editor.block.NAME`. */
  name: "heading2" | "heading3" | "heading4" | "bullets" | "ordered" | "quote" | "pull" | "picture" | "gallery" | "audio" | "video" | "embed" | "table" | "footnote" | "code" | "rule";
  icon: Component;
  words: string;
  /** What the screen has to ask first: a file, an address. */
  asks?: "picture" | "gallery" | "audio" | "video" | "embed";
  run?: (editor: Editor) => void;
}

export const menuBlocks: MenuBlock[] = [
  { name: "heading2", icon: Heading2, words: "h2 title ##", run: (editor) => toggleHeading(editor, 2) },
  { name: "heading3", icon: Heading3, words: "h3 subtitle ###", run: (editor) => toggleHeading(editor, 3) },
  { name: "heading4", icon: Heading4, words: "h4 ####", run: (editor) => toggleHeading(editor, 4) },
  { name: "picture", icon: ImageIcon, words: "image photo upload", asks: "picture" },
  { name: "gallery", icon: Images, words: "pictures images photos grid slideshow", asks: "gallery" },
  { name: "bullets", icon: List, words: "ul unordered points", run: (editor) => toggleList(editor, false) },
  { name: "ordered", icon: ListOrdered, words: "ol numbers 1.", run: (editor) => toggleList(editor, true) },
  { name: "quote", icon: Quote, words: "blockquote citation >", run: (editor) => toggleQuote(editor, false) },
  { name: "pull", icon: MessageSquareQuote, words: "pullquote callout", run: (editor) => toggleQuote(editor, true) },
  { name: "audio", icon: AudioLines, words: "sound podcast recording mp3 music", asks: "audio" },
  { name: "video", icon: Film, words: "film movie clip recording mp4", asks: "video" },
  { name: "embed", icon: Frame, words: "video youtube link card address", asks: "embed" },
  { name: "table", icon: Table, words: "grid rows columns", run: (editor) => insertTable(editor) },
  { name: "footnote", icon: Superscript, words: "note reference source", run: (editor) => insertFootnote(editor) },
  { name: "code", icon: Code, words: "pre program source ```", run: (editor) => toggleCode(editor) },
  { name: "rule", icon: Minus, words: "hr divider line break ---", run: (editor) => insertRule(editor) },
];
