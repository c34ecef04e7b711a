// SPDX-License-Identifier: GPL-3.0-or-later
// The front page while somebody arranges it: stories that have a place, and the others around them, newest first. The same order as the server's.
import type { components } from "../../generated/api";

export type Front = components["schemas"]["Front"];
export type FrontStory = components["schemas"]["FrontStory"];
export type Picture = { source: string; alt: string };
/** A story at a place. Empty texts and no picture: as the story itself has them. */
export interface Pin {
  place: number;
  story: number;
  until: string | null;
  kicker: string;
  headline: string;
  picture: Picture | null;
}
export interface Line {
  text: string;
  story: number | null;
  until: string | null;
}
export interface Arrangement {
  pins: readonly Pin[];
  /** All stories that may be shown, in any order. */
  known: readonly FrontStory[];
  /** How many the front page has at least. */
  length: number;
}
export interface Item {
  story: FrontStory;
  pin: Pin | null;
}

export const mostPlaces = 50;

export const bare = (story: number, place: number): Pin => ({ place, story, until: null, kicker: "", headline: "", picture: null });

export const pinsOf = (front: Front): Pin[] =>
  front.entries.map(({ place, story, until, kicker, headline, picture }) => ({
    place,
    story,
    until: until ?? null,
    kicker: kicker ?? "",
    headline: headline ?? "",
    picture: picture ? { source: picture.source, alt: picture.alt ?? "" } : null,
  }));

export const lineOf = (front: Front): Line | null =>
  front.breaking ? { text: front.breaking.text, story: front.breaking.story ?? null, until: front.breaking.until ?? null } : null;

/** Without what has ended by now. */
export const stillOn = <T extends { until: string | null }>(one: T, now: number): boolean => one.until === null || Date.parse(one.until) > now;

const newestFirst = (a: FrontStory, b: FrontStory): number => Date.parse(b.published_at) - Date.parse(a.published_at) || b.id - a.id;

/** What the front page shows, in order. */
export function arranged({ pins, known, length }: Arrangement): Item[] {
  const stories = new Map(known.map((story) => [story.id, story]));
  const placed = pins.filter((pin) => stories.has(pin.story)).sort((a, b) => a.place - b.place);
  // With fewer stories than places, the last ones move up.
  const at = new Map(placed.map((pin, index) => [Math.min(pin.place, stories.size - placed.length + index + 1), pin]));
  const others = [...stories.values()].filter((story) => !placed.some((pin) => pin.story === story.id)).sort(newestFirst);
  const last = Math.max(0, ...at.keys());
  const items: Item[] = [];
  for (let place = 1; place <= Math.min(stories.size, Math.max(length, last)); ++place) {
    const pin = at.get(place);
    const story = pin ? stories.get(pin.story) : others.shift();
    if (story) items.push({ story, pin: pin ?? null });
  }
  return items;
}

/** The places of the pinned ones where they are now; `pinned` gets one, too. */
const placesOf = (items: readonly Item[], pinned: number): Pin[] =>
  items.flatMap(({ story, pin }, index) => (pin ? [{ ...pin, place: index + 1 }] : story.id === pinned ? [bare(story.id, index + 1)] : []));

/** Moves one to another place, where it stays: what is seen is what one gets. */
export function move(arrangement: Arrangement, from: number, to: number): Arrangement {
  const items = arranged(arrangement);
  const [one] = items.splice(from, 1);
  if (!one) return arrangement;
  items.splice(to, 0, one);
  return { ...arrangement, pins: placesOf(items, one.story.id) };
}

/** Keeps one where it is. */
export const pin = (arrangement: Arrangement, story: number): Arrangement => ({ ...arrangement, pins: placesOf(arranged(arrangement), story) });

/** Lets one follow by itself again; the others keep their places. */
export const unpin = (arrangement: Arrangement, story: number): Arrangement => ({ ...arrangement, pins: arrangement.pins.filter((one) => one.story !== story) });

/** Places a story that may not be shown yet. */
export function place(arrangement: Arrangement, story: FrontStory, to: number): Arrangement {
  const with_it = arrangement.known.some((one) => one.id === story.id) ? arrangement : { ...arrangement, known: [...arrangement.known, story] };
  const items = arranged(with_it);
  const from = items.findIndex((item) => item.story.id === story.id);
  if (from >= 0) return move(with_it, from, Math.min(to, items.length - 1));
  items.splice(to, 0, { story, pin: null });
  return { ...with_it, pins: placesOf(items, story.id) };
}

export const change = (arrangement: Arrangement, story: number, part: Partial<Pin>): Arrangement => ({
  ...arrangement,
  pins: arrangement.pins.map((one) => (one.story === story ? { ...one, ...part } : one)),
});

const byPlace = (pins: readonly Pin[]): Pin[] => [...pins].sort((a, b) => a.place - b.place);

export const samePins = (a: readonly Pin[], b: readonly Pin[]): boolean => JSON.stringify(byPlace(a)) === JSON.stringify(byPlace(b));
export const sameLine = (a: Line | null, b: Line | null): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Stories whose place or looks differ, in the order of the first list that has them. */
export function differing(mine: readonly Pin[], theirs: readonly Pin[]): { story: number; mine: Pin | null; theirs: Pin | null }[] {
  const ids = [...new Set([...byPlace(mine), ...byPlace(theirs)].map((one) => one.story))];
  return ids
    .map((story) => ({ story, mine: mine.find((one) => one.story === story) ?? null, theirs: theirs.find((one) => one.story === story) ?? null }))
    .filter((row) => JSON.stringify(row.mine) !== JSON.stringify(row.theirs));
}
