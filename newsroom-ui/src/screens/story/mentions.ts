// SPDX-License-Identifier: GPL-3.0-or-later
// Names of colleagues in notes. A note keeps the address of the account, "@<ann@example.org>", and shows the person's present name; whoever
// writes sees "@Ann Lee".
import type { Person } from "../../lib/types";

export interface Part {
  text: string;
  /** The account that the text names; null: ordinary words. */
  email: string | null;
}

const mark = /@<([^\s"\\<>()[\],;:@]+@[^\s"\\<>()[\],;:@]+)>/g;

/** The text in parts, each name as a part of its own. */
export function partsOf(text: string, name: (email: string) => string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(mark)) {
    if (found.index > end) parts.push({ text: text.slice(end, found.index), email: null });
    const email = (found[1] ?? "").toLowerCase();
    parts.push({ text: `@${name(email)}`, email });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), email: null });
  return parts;
}

/** The same as one text. */
export const readable = (text: string, name: (email: string) => string): string => partsOf(text, name).map((part) => part.text).join("");

/** What is being typed behind an @ before the caret, and where the @ stands. */
export function typedName(text: string, caret: number): { query: string; at: number } | null {
  // Behind a letter it is part of an address.
  const found = /(?:^|[^\p{L}\p{N}._-])@([\p{L}\p{M}\p{N}._'’\u200c-]*(?: [\p{L}\p{M}\p{N}._'’\u200c-]*)?)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? "";
  return { query, at: caret - query.length - 1 };
}

const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** The people whose name has a word that begins so, or whose address does; the first few. */
export function peopleFor(query: string, people: readonly Person[], most = 8): Person[] {
  const words = fold(query);
  return people.filter((person) => fold(person.email).startsWith(words) || fold(person.name).startsWith(words) || fold(person.name).includes(` ${words}`)).slice(0, most);
}

/** How somebody is written while the note is typed: two of the same name with their addresses. */
export function labelOf(person: Person, people: readonly Person[]): string {
  return people.some((other) => other.name === person.name && other.email !== person.email) ? `@${person.name} (${person.email})` : `@${person.name}`;
}

/** The text as it is kept: each label that was chosen becomes its account's address. */
export function kept(text: string, chosen: ReadonlyMap<string, string>): string {
  // The longest first: a name may begin with another.
  const labels = [...chosen.keys()].sort((a, b) => b.length - a.length);
  let result = "";
  let place = 0;
  while (place < text.length) {
    const label = labels.find((one) => text.startsWith(one, place) && !/^[\p{L}\p{M}\p{N}]/u.test(text.slice(place + one.length)));
    result += label === undefined ? text[place] : `@<${chosen.get(label)}>`;
    place += label === undefined ? 1 : label.length;
  }
  return result;
}
