// SPDX-License-Identifier: GPL-3.0-or-later
// The newsroom's words, dates and numbers in the language that its user chose.
// Catalogues stand in src/messages/LANGUAGE/AREA.json, one per area; another language is another folder and one line in `languages`.
// A message has places such as {name}; one that counts is { "one": …, "other": … } and is chosen by {count}.
import type cropWords from "../messages/en/crop.json";
import type editorWords from "../messages/en/editor.json";
import type frontWords from "../messages/en/front.json";
import type movingWords from "../messages/en/moving.json";
import type notificationsWords from "../messages/en/notifications.json";
import type numbersWords from "../messages/en/numbers.json";
import type shellWords from "../messages/en/shell.json";
import type writingWords from "../messages/en/writing.json";
import { isolated } from "./isolate";
import { offsetName, shifted, utc, type Zone } from "./zone";
import { zoneName } from "./zone_name";

export type Area = "shell" | "crop" | "editor" | "front" | "moving" | "notifications" | "numbers" | "writing";
export type Key = `shell.${keyof typeof shellWords & string}` | `crop.${keyof typeof cropWords & string}` | `editor.${keyof typeof editorWords & string}` | `front.${keyof typeof frontWords & string}` | `moving.${keyof typeof movingWords & string}` | `notifications.${keyof typeof notificationsWords & string}` | `numbers.${keyof typeof numbersWords & string}` | `writing.${keyof typeof writingWords & string}`;
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

/** Puts values into a message; numbers are written as the language writes them, texts of the other direction are isolated. */
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
    if (value === undefined) return place;
    return typeof value === "number" ? new Intl.NumberFormat(language).format(value) : isolated(value, isLanguage(language) ? languages[language].direction : "ltr");
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
  const format = (how: Intl.DateTimeFormatOptions): string => new Intl.DateTimeFormat(i18n.locale, { timeZone: "UTC", ...how }).format(written);
  // With the day of the week browsers write Persian dates backwards, in the order of a language without rules: "1405 Azar 6, Friday".
  const { weekday = "long", ...rest } = options;
  if (state.language === "fa" && (options.dateStyle === "full" || (options.weekday && options.day))) {
    return twoDigitHours(`${format({ weekday })} ${format(options.dateStyle === "full" ? { ...rest, dateStyle: "long" } : rest)}`);
  }
  return twoDigitHours(format(options));
}

/** Persian times as they are written: "۰۰:۳۰", after a Persian comma. CLDR has one digit where that is enough, and another comma in short forms. */
export const twoDigitHours = (text: string): string => text.replace(/(?<![۰-۹:])([۰-۹]):(?=[۰-۹]{2})/g, "۰$1:").replace(/(?<=[۰-۹]), /g, "، ");

/** The calendar in which people of that language write dates: "persian", "gregory". */
const calendarOf = (language: string): string => new Intl.DateTimeFormat(language).resolvedOptions().calendar;

/** A time in words, with its weekday; in the calendar of `language` as well, where that is another one. */
export function dateInWords(time: Date, language: string): string {
  const own = t("shell.dateAndTime", { date: date(time, { dateStyle: "full" }), time: date(time, { hour: "2-digit", minute: "2-digit" }) });
  let other: string;
  try {
    other = calendarOf(language);
  } catch {
    return own; // a language tag that the browser does not know
  }
  if (other === calendarOf(i18n.locale)) {
    return own;
  }
  const inOther = new Intl.DateTimeFormat(i18n.locale, { year: "numeric", month: "long", day: "numeric", timeZone: "UTC", calendar: other }).format(shifted(time, state.zone));
  return `${own} (${inOther})`;
}

/** The site's time zone as people call it, with how far it is from UTC then: "Tehran (UTC+3:30)". */
export function zoneInWords(time = new Date()): string {
  const away = offsetName(time, state.zone);
  const city = zoneName(state.zone.name, state.language);
  return city === null ? away : `${city} (${away})`;
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
