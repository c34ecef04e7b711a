// SPDX-License-Identifier: GPL-3.0-or-later
// The order of the front page while it is arranged: what moves, what stays, and what follows by itself.
import { expect, test } from "vitest";

import { arranged, bare, differing, move, pin, place, samePins, stillOn, unpin, type Arrangement, type FrontStory } from "./arrange";

const story = (id: number): FrontStory => ({
  id, url: `/${id}`, headline: `Story ${id}`, teaser: "", section: null, language: "en", picture: null, published_at: new Date(Date.UTC(2026, 2, 1, 0, id)).toISOString(),
});
const known = [1, 2, 3, 4, 5, 6].map(story);
const start: Arrangement = { pins: [], known, length: 4 };
const shown = (arrangement: Arrangement): string =>
  arranged(arrangement).map((item) => `${item.story.id}${item.pin ? "*" : ""}`).join(" ");

test("what nobody places follows by itself, newest first", () => {
  expect(shown(start)).toBe("6 5 4 3");
  expect(shown({ ...start, pins: [bare(1, 1), bare(5, 3)] })).toBe("1* 6 5* 4");
});

test("with fewer stories than places the last ones move up", () => {
  expect(shown({ pins: [bare(1, 2), bare(2, 49), bare(3, 50)], known: known.slice(0, 4), length: 2 })).toBe("4 1* 2* 3*");
});

test("a moved story keeps its new place, and what is seen is what one gets", () => {
  const lead = move(start, 2, 0);
  expect(shown(lead)).toBe("4* 6 5 3");
  expect(shown(move(lead, 3, 0))).toBe("3* 4* 6 5");
  expect(shown(move(lead, 0, 2))).toBe("6 5 4* 3");
  const later: Arrangement = { ...lead, known: [...known, story(9)] };
  expect(shown(later)).toBe("4* 9 6 5");
});

test("a story without its place goes back to where it belongs", () => {
  const both = pin(move(start, 3, 0), 5);
  expect(shown(both)).toBe("3* 6 5* 4");
  expect(shown(unpin(both, 3))).toBe("6 4 5* 3");
});

test("a story that is found is placed once, whether or not it is on the page", () => {
  expect(shown(place(start, story(1), 0))).toBe("1* 6 5 4");
  expect(shown(place(start, story(4), 0))).toBe("4* 6 5 3");
  expect(shown(place(start, story(70), 1))).toBe("6 70* 5 4");
});

test("what differs between two people is listed by story", () => {
  const theirs = [bare(2, 1), { ...bare(3, 2), kicker: "Live" }];
  expect(samePins([bare(2, 1), bare(3, 2)], [bare(3, 2), bare(2, 1)])).toBe(true);
  expect(differing([bare(2, 1), bare(3, 2), bare(4, 3)], theirs).map((row) => [row.story, row.mine?.place, row.theirs?.kicker])).toEqual([
    [3, 2, "Live"],
    [4, 3, undefined],
  ]);
});

test("what has ended is known by the time", () => {
  const now = Date.UTC(2026, 2, 1);
  expect([null, "2026-02-28T23:59:59Z", "2026-03-01T00:00:01Z"].map((until) => stillOn({ until }, now))).toEqual([true, false, true]);
});
