// SPDX-License-Identifier: GPL-3.0-or-later
// Days in the calendar of a language: how they are written and typed, and the weeks of a month. A day is "2026-11-29" everywhere else,
// a time of day "09:30".
import { CalendarDate, GregorianCalendar, parseDate, PersianCalendar, toCalendar, type Calendar } from "@internationalized/date";

import { addDays, firstDayOfWeek, startOfWeek } from "./days";

const gregorian = new GregorianCalendar();
const persian = new PersianCalendar();

/** Years that can be typed or gone to: what lies beyond is a slip of the finger. */
const [firstYear, lastYear] = [1900, 2199];
/** Below this a year of four digits is one of the Persian calendar. */
const persianBelow = 1700;

const formats = new Map<string, Intl.DateTimeFormat>();
/** Made once: a year of days is written by one. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let known = formats.get(key);
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options })));
  return known;
}
const calendarOf = (locale: string): Calendar => (format(locale, {}).resolvedOptions().calendar === "persian" ? persian : gregorian);
const within = (day: string, locale: string): CalendarDate => toCalendar(parseDate(day), calendarOf(locale)) as CalendarDate;
const plain = (date: CalendarDate): string => toCalendar(date, gregorian).toString();
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`);

export function isDay(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return /^\d{4}-\d\d-\d\d$/.test(text) && year >= firstYear && year <= lastYear && addDays(text, 0) === text;
}

/** The day so many months later, or earlier, in the calendar of the language: the last of a month that is shorter. */
export function addMonths(day: string, months: number, locale: string): string {
  const moved = plain(within(day, locale).add({ months }));
  return isDay(moved) ? moved : day;
}

/** The days of the month in which `day` lies, by whole weeks: some belong to the months before and after. */
export function weeksOf(day: string, locale: string): string[][] {
  const date = within(day, locale);
  const first = plain(date.set({ day: 1 }));
  const last = addDays(first, date.calendar.getDaysInMonth(date) - 1);
  const weeks: string[][] = [];
  for (let start = startOfWeek(first, firstDayOfWeek(locale)); start <= last; start = addDays(start, 7)) weeks.push(Array.from({ length: 7 }, (_, i) => addDays(start, i)));
  return weeks;
}

export const sameMonth = (a: string, b: string, locale: string): boolean => plain(within(a, locale).set({ day: 1 })) === plain(within(b, locale).set({ day: 1 }));

/** The day as a field shows it: "29/11/2026", "۱۴۰۵/۰۹/۰۸". */
export const writeDay = (day: string, locale: string): string => format(locale, { year: "numeric", month: "2-digit", day: "2-digit" }).format(noon(day));
/** "November 2026", "آذر ۱۴۰۵": browsers write the Persian one the wrong way round. */
export function writeMonth(day: string, locale: string): string {
  const month = format(locale, { month: "long" }).format(noon(day));
  const own = within(day, locale);
  return own.calendar === persian ? `${month} ${new Intl.NumberFormat(locale, { useGrouping: false }).format(own.year)}` : format(locale, { month: "long", year: "numeric" }).format(noon(day));
}
/** The number of the day in its month. */
export const dayNumber = (day: string, locale: string): string => new Intl.NumberFormat(locale).format(within(day, locale).day);
/** The time of day as a field shows it: "09:30", "7:30 PM". */
export const writeTime = (time: string, locale: string): string => format(locale, { hour: "2-digit", minute: "2-digit" }).format(new Date(`2026-01-01T${time}:00Z`));

/** Digits of Persian and Arabic as those of Latin, and no marks of direction. */
const latin = (text: string): string => text.replace(/[\u06f0-\u06f9\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "").trim();

/** The order in which the language writes year, month and day. */
function orderOf(locale: string): ("year" | "month" | "day")[] {
  const parts = format(locale, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(0).map((part) => part.type);
  return parts.filter((type): type is "year" | "month" | "day" => type === "year" || type === "month" || type === "day");
}

/** Which month of its calendar a word names, 1 to 12; 0: none. */
function monthNamed(word: string, locale: string): number {
  const wanted = word.toLocaleLowerCase(locale);
  if (wanted.length < 2) return 0;
  const start = within("2026-06-15", locale).set({ month: 1, day: 10 });
  const names = Array.from({ length: 12 }, (_, i) => noon(plain(start.add({ months: i })))).map((time) => format(locale, { month: "long" }).format(time).toLocaleLowerCase(locale));
  const found = names.findIndex((name) => name === wanted);
  return (found >= 0 ? found : wanted.length > 2 ? names.findIndex((name) => name.startsWith(wanted)) : -1) + 1;
}

/** The day that somebody typed: in the order of the language, year first, or with the month's name; null where it is none. */
export function readDay(typed: string, locale: string): string | null {
  const text = latin(typed);
  const numbers = /^(\d{1,4})\s*[-/.,\s]\s*(\d{1,2})\s*[-/.,\s]\s*(\d{1,4})$/.exec(text);
  const named = /^(\d{1,4})[\s.,-]+(\p{L}[\p{L}\p{M}\u200c]*)[\s.,-]+(\d{1,4})$/u.exec(text) ?? /^(\p{L}[\p{L}\p{M}\u200c]*)[\s.,-]+(\d{1,2})[\s.,-]+(\d{1,4})$/u.exec(text);
  let [year, month, day] = ["", 0, 0] as [string, number, number];
  if (numbers) {
    const given = numbers.slice(1) as [string, string, string];
    const order = given[0].length > 2 ? (["year", "month", "day"] as const) : orderOf(locale);
    const part = (type: "year" | "month" | "day"): string => given[order.indexOf(type)] ?? "";
    [year, month, day] = [part("year"), Number(part("month")), Number(part("day"))];
  } else if (named) {
    const word = named.slice(1).find((one) => !/^\d/.test(one)) ?? "";
    const [first, second] = named.slice(1).filter((one) => one !== word) as [string, string];
    month = monthNamed(word, locale);
    [year, day] = first.length > 2 ? [first, Number(second)] : [second, Number(first)];
  }
  if (year.length !== 4 && year.length !== 2) return null;
  const own = calendarOf(locale);
  const full = year.length === 4 ? Number(year) : Number(year) + (own === persian ? 1400 : 2000);
  const calendar = full < persianBelow ? persian : gregorian;
  if (month < 1 || month > 12 || day < 1) return null;
  const date = new CalendarDate(calendar, full, month, day);
  if (date.year !== full || date.month !== month || date.day !== day) return null;
  const found = plain(date);
  return isDay(found) ? found : null;
}

const before = /^(a\.?\s?m\.?|ق\.?\s?ظ\.?|صبح|قبل\s?از\s?ظهر)$/iu;
const after = /^(p\.?\s?m\.?|ب\.?\s?ظ\.?|عصر|بعد\s?از\s?ظهر)$/iu;

/** The time of day that somebody typed, "7", "7:30", "1930", "7:30 pm", as "19:30"; null where it is none. */
export function readTime(typed: string): string | null {
  const found = /^(\d{1,2})(?:\s*[:.\u066b]?\s*(\d\d))?\s*(\D*)$/u.exec(latin(typed).replaceAll("\u202f", " ").replaceAll("\u00a0", " "));
  if (!found) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? 0);
  const half = (found[3] ?? "").replaceAll("\u200c", " ").trim();
  if (half !== "") {
    if ((!before.test(half) && !after.test(half)) || hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (after.test(half) ? 12 : 0);
  }
  return hour > 23 || minute > 59 ? null : `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
