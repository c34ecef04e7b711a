// SPDX-License-Identifier: GPL-3.0-or-later
// A slug out of a name that has no entry yet: Latin letters as they are, Persian and Arabic ones by the Latin ones that stand for them.
import { proposeSlug } from "../filing/slug";

const latin: Record<string, string> = {
  ا: "a", آ: "a", أ: "a", إ: "e", ب: "b", پ: "p", ت: "t", ث: "s", ج: "j", چ: "ch", ح: "h", خ: "kh", د: "d", ذ: "z", ر: "r", ز: "z", ژ: "zh", س: "s", ش: "sh", ص: "s", ض: "z", ط: "t",
  ظ: "z", ع: "a", غ: "gh", ف: "f", ق: "gh", ک: "k", ك: "k", گ: "g", ل: "l", م: "m", ن: "n", و: "v", ه: "h", ة: "h", ی: "i", ي: "i", ى: "a", ئ: "i", ء: "", "\u200c": "-",
};
const digit = (character: string): string => {
  const code = character.charCodeAt(0);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  return character;
};

export const slugOf = (name: string): string => proposeSlug([...name.normalize("NFC")].map((character) => latin[character] ?? digit(character)).join(""));
