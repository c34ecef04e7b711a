// SPDX-License-Identifier: GPL-3.0-or-later
// The languages of stories, to choose from. The server says which there are; their names are the browser's.

/** A language's name in another language, or the tag. */
export function languageName(tag: string, inLanguage: string): string {
  try {
    return new Intl.DisplayNames([inLanguage], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** `first` in their order, then all others by name. Tags that are empty or come twice are left out. */
export function languageChoices(first: readonly string[], all: readonly string[], inLanguage: string): { value: string; label: string }[] {
  const named = (tag: string): { value: string; label: string } => ({ value: tag, label: languageName(tag, inLanguage) });
  const begin = [...new Set(first)].filter(Boolean);
  const collator = new Intl.Collator(inLanguage);
  const rest = [...new Set(all)].filter((tag) => tag !== "" && !begin.includes(tag)).map(named);
  return [...begin.map(named), ...rest.sort((one, other) => collator.compare(one.label, other.label))];
}
