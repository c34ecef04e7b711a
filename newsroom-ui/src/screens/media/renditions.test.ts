// SPDX-License-Identifier: GPL-3.0-or-later
import { expect, test } from "vitest";

import type { Medium } from "../../lib/types";
import { bestRendition } from "./renditions";

const rendition = (width: number, type: string, size: number): Medium["renditions"][number] => ({ url: `${width}.${type}`, type: `image/${type}`, width, height: width, size });
const medium = { url: "original", renditions: [rendition(640, "jpeg", 90), rendition(320, "jpeg", 40), rendition(320, "avif", 15), rendition(640, "avif", 30)] } as unknown as Medium;

test("the smallest file that is wide enough is shown, and the widest where none is", () => {
  expect(bestRendition(medium, 300)).toBe("320.avif");
  expect(bestRendition(medium, 321)).toBe("640.avif");
  expect(bestRendition(medium, 4000)).toBe("640.avif");
  expect(bestRendition({ ...medium, renditions: [] }, 300)).toBe("original");
});
