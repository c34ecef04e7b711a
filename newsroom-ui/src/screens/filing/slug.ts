// SPDX-License-Identifier: GPL-3.0-or-later
// A first proposal for an address, made from a name; the server has its own rules and the last word.

export const slugPattern = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}]*(-+[\\p{L}\\p{M}\\p{N}]+)*";

const latin = /^[\p{Script=Latin}\p{M}0-9]+$/u;
/** Words without accents in Latin letters, and without vowel points elsewhere. */
const plain = (word: string): string => (latin.test(word) ? word.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^a-z0-9]/g, "") : word.replace(/[\u0610-\u061a\u064b-\u065f\u0670\u0640]/g, ""));

export function proposeSlug(name: string): string {
  const words = name.normalize("NFC").toLowerCase().replace(/['\u2018\u2019]/g, "").split(/[^\p{L}\p{M}\p{N}]+/u);
  let slug = "";
  for (const word of words.map(plain).filter(Boolean)) {
    const longer = slug === "" ? word : `${slug}-${word}`;
    if (new TextEncoder().encode(longer).length > 120) break;
    slug = longer;
  }
  return slug;
}
