// SPDX-License-Identifier: GPL-3.0-or-later
// Whether each word that was typed begins a word of one of the names; case and accents do not matter.

const plain = (text: string): string => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export function matches(typed: string, names: readonly string[]): boolean {
  const words = names.flatMap((name) => plain(name).split(/[^\p{L}\p{N}]+/u));
  return plain(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}
