// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { matches } from "../screens/filing/matches";
import { proposeSlug } from "../screens/filing/slug";
import { each } from "./bulk";
import { deviceOf } from "./device";

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36", "Chrome, Linux"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0", "Edge, Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1", "Safari, iPhone"],
  ["curl/8.5", "curl/8.5"],
  ["", ""],
])("%j is called %j", (agent, name) => {
  expect(deviceOf(agent)).toBe(name);
});

test("a change of many goes on after one that failed, and tells which", async () => {
  const outcome = await each([1, 2, 3], async (item) => {
    if (item === 2) {
      throw new Error("no");
    }
  });
  expect(outcome.done).toEqual([1, 3]);
  expect(outcome.failed.map((failure) => failure.item)).toEqual([2]);
});

test("names are found by the beginnings of their words, without case and accents", () => {
  expect(matches("caf", ["Le Café"])).toBe(true);
  expect(matches("le caf", ["Le Café"])).toBe(true);
  expect(matches("afé", ["Le Café"])).toBe(false);
  expect(matches("", ["anything"])).toBe(true);
});

test("an address is proposed from a name, in its own script", () => {
  expect(proposeSlug("Cafés & Bars, City")).toBe("cafes-bars-city");
  expect(proposeSlug("شهر")).toBe("شهر");
});
