// SPDX-License-Identifier: GPL-3.0-or-later
// The embargo of a story: the moment before which it is not published.

/** When the embargo ends, if it holds now; null: it has none, or it is over. */
export function embargoOf(story: { embargo_until?: string | null } | null | undefined, now = Date.now()): Date | null {
  const end = story?.embargo_until ? Date.parse(story.embargo_until) : Number.NaN;
  return end > now ? new Date(end) : null;
}

/** The first whole minute at which it is over: fields for times have no seconds. */
export const firstMinuteAfter = (embargo: Date): Date => new Date(Math.ceil(embargo.getTime() / 60_000) * 60_000);
