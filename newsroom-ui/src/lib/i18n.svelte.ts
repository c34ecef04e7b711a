// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's words, dates and numbers in the language that its user chose.
// Catalogues stand in src/messages/LANGUAGE/AREA.json, one per area; another language is another folder and one line in `languages`.
// A message has places such as {name}; one that counts is { "one": …, "other": … } and is chosen by {count}.
import type editorWords from "../messages/en/editor.json";
import type numbersWords from "../messages/en/numbers.json";
import type shellWords from "../messages/en/shell.json";
import { shifted, utc, type Zone } from "./zone";

export type Area = "shell" | "editor" | "numbers";
export type Key = `shell.${keyof typeof shellWords & string}` | `editor.${keyof typeof editorWords & string}` | `numbers.${keyof typeof numbersWords & string}`;
export type Message = string | Record<string, string>;
type Catalogue = Record<string, Message>;

export const languages = {
  en: { name: "English", direction: "ltr" },
  fa: { name: "فارسی", direction: "rtl" },
} as const;
export type Language = keyof typeof languages;

const stored = "stoppress.language";
const files = import.meta.glob<Catalogue>("../messages/*/*.json", { import: "default" });
const areas = new Set<Area>(["shell"]);

const state = $state({
  language: "en" as Language,
  zone: utc,
  catalogues: {} as Record<string, Catalogue>,
});

export const i18n = {
  get language(): Language {
    return state.language;
  },
  /** The language as the browser's user has it: British dates for British English. */
  get locale(): string {
    return navigator.languages.find((tag) => tag.split("-")[0] === state.language) ?? state.language;
  },
  get direction(): "ltr" | "rtl" {
    return languages[state.language].direction;
  },
  /** The site's time zone, in which the newsroom shows and takes times. */
  get zone(): Zone {
    return state.zone;
  },
};

const isLanguage = (text: string | null | undefined): text is Language => text !== null && text !== undefined && text in languages;

async function fetchArea(language: Language, area: Area): Promise<void> {
  const name = `${language}/${area}`;
  const file = files[`../messages/${name}.json`];
  if (!state.catalogues[name] && file) {
    state.catalogues[name] = await file();
  }
}

/** Fetches an area's words; call it beside the import of what uses them. */
export async function loadMessages(area: Area): Promise<void> {
  areas.add(area);
  await fetchArea(state.language, area);
}

export async function setLanguage(language: Language): Promise<void> {
  await Promise.all([...areas].map((area) => fetchArea(language, area)));
  state.language = language;
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
  try {
    localStorage.setItem(stored, language);
  } catch {
    // A browser that keeps nothing still shows the language until it is closed.
  }
}

export async function startLanguage(): Promise<void> {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem(stored);
  } catch {
    // As above.
  }
  const wanted = [chosen, ...navigator.languages.map((tag) => tag.split("-")[0])].find(isLanguage);
  await setLanguage(wanted ?? "en");
}

export function setZone(zone: Zone): void {
  state.zone = zone;
}

export type Values = Record<string, string | number>;

/** Puts values into a message; numbers are written as the language writes them. */
export function fill(message: Message, values: Values, language: string): string {
  let text: string;
  if (typeof message === "string") {
    text = message;
  } else {
    const form = new Intl.PluralRules(language).select(Number(values["count"] ?? 0));
    text = message[form] ?? message["other"] ?? "";
  }
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name];
    return value === undefined ? place : typeof value === "number" ? new Intl.NumberFormat(language).format(value) : value;
  });
}

/** A message, by area and name: t("shell.signIn"). A key that is missing shows itself. */
export function t(key: Key, values: Values = {}): string {
  const dot = key.indexOf(".");
  const message = state.catalogues[`${state.language}/${key.slice(0, dot)}`]?.[key.slice(dot + 1)];
  return message === undefined ? key : fill(message, values, state.language);
}

/** A message whose key is put together at run time, such as that of a status. */
export const tt = (key: string, values: Values = {}): string => t(key as Key, values);

export const number = (value: number, options: Intl.NumberFormatOptions = {}): string => new Intl.NumberFormat(i18n.locale, options).format(value);

export function date(time: string | Date, options: Intl.DateTimeFormatOptions = { dateStyle: "medium", timeStyle: "short" }): string {
  const moment = typeof time === "string" ? new Date(time) : time;
  const written = options.timeZone === undefined ? shifted(moment, state.zone) : moment;
  return new Intl.DateTimeFormat(i18n.locale, { timeZone: "UTC", ...options }).format(written);
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "5 minutes ago", "in 2 hours"; a date where that is more than a week away. */
export function ago(time: string, now = Date.now()): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  if (Math.abs(seconds) >= 7 * 86_400) {
    return date(time, { dateStyle: "medium" });
  }
  const format = new Intl.RelativeTimeFormat(i18n.locale, { numeric: "auto" });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) {
      return format.format(Math.trunc(seconds / length), unit);
    }
  }
  return format.format(0, "second");
}

export function bytes(size: number): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  let place = 0;
  while (size >= 1000 && place < 2) {
    size /= 1000;
    ++place;
  }
  return number(size, { style: "unit", unit: units[place] as string, unitDisplay: "short", maximumFractionDigits: place === 0 ? 0 : 1 });
}
