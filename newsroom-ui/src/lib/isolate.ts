// SPDX-License-Identifier: GPL-3.0-or-later
// Values that are put into a sentence may be of the other direction: a Latin name in a Persian sentence. Without isolation the browser
// orders the words and punctuation around them by their direction.

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Mandaic}\p{Script=Samaritan}]/u;
const letter = /\p{L}/u;
const [first, last] = ["\u2068", "\u2069"];

/** The value between isolates (U+2068, U+2069) if it may be shown in another order than the sentence around it. */
export function isolated(value: string, around: "ltr" | "rtl"): string {
  const foreign =
    around === "ltr"
      ? rightToLeft.test(value)
      : // An address such as 127.0.0.* has no letters: its parts would change places.
        [...value].some((character) => letter.test(character) && !rightToLeft.test(character)) || !rightToLeft.test(value);
  return foreign && value !== "" ? first + value + last : value;
}
