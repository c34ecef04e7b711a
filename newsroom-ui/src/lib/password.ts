// SPDX-License-Identifier: GPL-3.0-or-later
// A first word on a password while it is typed. The server has the last: it also knows the common ones.

export type Strength = "short" | "own" | "weak" | "fair" | "strong";

/** How many bits an attacker must guess at most, judged by the letters used; what repeats or runs on counts little. */
export function guesses(password: string): number {
  const kinds: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/[0-9]/, 10],
    [/[ -/:-@[-`{-~]/, 33],
    [/[^ -~]/, 100],
  ];
  const letters = kinds.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  const points = Array.from(password, (character) => character.codePointAt(0) ?? 0);
  const counted = points.filter((point, place) => place === 0 || Math.abs(point - (points[place - 1] ?? 0)) > 1).length;
  return letters === 0 ? 0 : counted * Math.log2(letters);
}

/** `own`: words of the person's name and address, which are guessed first. */
export function strength(password: string, own: readonly string[]): Strength {
  if (Array.from(password).length < 8) {
    return "short";
  }
  const lower = password.toLowerCase();
  const words = own.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
  if (words.some((word) => lower.includes(word) && lower.length - word.length < 6)) {
    return "own";
  }
  const bits = guesses(password);
  return bits < 45 ? "weak" : bits < 70 ? "fair" : "strong";
}
