// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import { contrast, enough, readability } from "./contrast";

test("contrast is that of the guidelines", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 3);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 3);
  expect(contrast("#97191d", "#97191d")).toBeCloseTo(1, 3);
});

test("the default theme's own colours can be read, and what is nearly enough is not called enough", () => {
  expect(readability("#97191d", "light")).toBeGreaterThan(enough);
  expect(readability("#ff8f85", "dark")).toBeGreaterThan(enough);
  expect(readability("#ffd400", "light")).toBeLessThan(enough);
  expect(readability("#97191d", "dark")).toBeLessThan(enough);
  expect(readability("#767676", "light")).toBe(3.9);
});
