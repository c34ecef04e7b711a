// SPDX-License-Identifier: GPL-3.0-or-later
// What the editor's parts ask of the screen around them. They know neither Svelte nor the API.
import type { Direction } from "../document/document";

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
  noAlt: string;
  embed: string;
  editEmbed: string;
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
  upload(file: File, progress: (share: number) => void): Promise<Uploaded>;
  /** Says in words why a picture was not taken. */
  uploadFailed(file: File, error: unknown): void;
  editBlock(position: number): void;
  editLink(): void;
  find(): void;
  lostPictures(count: number): void;
  slash(state: SlashState | null): void;
  /** A key while the slash menu is open; true where the menu took it. */
  slashKey(event: KeyboardEvent): boolean;
}
