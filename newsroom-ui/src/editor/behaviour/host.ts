// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor's parts ask of the screen around them. They know neither Svelte nor the API.
import type { Direction, Document } from "../document/document";

export interface Words {
  writeHere: string;
  caption: string;
  credit: string;
  attribution: string;
  footnote(number: number): string;
  notes: string;
  noteUnused: string;
  noteRemove: string;
  syntax: string;
  picture: string;
  editPicture: string;
  cropPicture: string;
  noAlt: string;
  /** How wide a figure is, in words. */
  layout(layout: "wide" | "full"): string;
  gallery(count: number): string;
  editGallery: string;
  /** On a picture of another site, which the newsroom does not load. */
  foreignPicture(host: string): string;
  /** What an embed is: "YouTube · Video", or the host of a page. */
  embedAs(address: string): string;
  editEmbed: string;
  audio: string;
  video: string;
  editAudio: string;
  editVideo: string;
  uploading(name: string, share: number): string;
}

export interface Uploaded {
  url: string;
  width: number;
  height: number;
  alt: string;
  caption: string;
  credit: string;
}

export interface SlashState {
  /** What was typed after the slash. */
  query: string;
  /** Where the slash stands on the screen. */
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Host {
  words: Words;
  number(value: number): string;
  direction(): Direction;
  /** The story's language, a BCP 47 tag. */
  language(): string;
  upload(file: File, progress: (share: number) => void): Promise<Uploaded>;
  /** Says in words why a picture was not taken. */
  uploadFailed(file: File, error: unknown): void;
  /** A picture has another place in its gallery. */
  pictureMoved(place: number, count: number): void;
  editBlock(position: number): void;
  /** Puts a piece of the picture that stands there in its place. */
  cropPicture(position: number): void;
  editLink(): void;
  find(): void;
  /** The document that Markdown makes, by the server; null if there is no answer. */
  convertMarkdown(text: string): Promise<Document | null>;
  lostPictures(count: number): void;
  /** An address became an embed by itself. */
  embedMade(address: string): void;
  slash(state: SlashState | null): void;
  /** A key while the slash menu is open; true where the menu took it. */
  slashKey(event: KeyboardEvent): boolean;
}
