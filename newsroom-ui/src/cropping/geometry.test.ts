// SPDX-License-Identifier: GPL-3.0-or-later
// Checks that the rectangle stays in the picture, keeps its shape where it has one, and turns with the picture.
import fc from "fast-check";
import { expect, test } from "vitest";

import { fitted, leastSide, moved, resized, seen, shaped, turned, turnedRight, unseen, whole, type Handle, type Rectangle, type Size, type Turn } from "./geometry";

const sides = fc.integer({ min: leastSide, max: 9000 });
const sizes = fc.record({ width: sides, height: sides });
const places = fc.record({ size: sizes, x: fc.integer({ min: -9000, max: 18000 }), y: fc.integer({ min: -9000, max: 18000 }), width: sides, height: sides }).map(({ size, ...rectangle }) => ({ size, rectangle: fitted(rectangle, size) }));
const handles = fc.constantFrom<Handle>({ x: -1, y: -1 }, { x: 0, y: -1 }, { x: 1, y: -1 }, { x: -1, y: 0 }, { x: 1, y: 0 }, { x: -1, y: 1 }, { x: 0, y: 1 }, { x: 1, y: 1 });

function expectInside({ x, y, width, height }: Rectangle, size: Size): void {
  expect([x, y, width, height].every(Number.isInteger)).toBe(true);
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(x + width).toBeLessThanOrEqual(size.width);
  expect(y + height).toBeLessThanOrEqual(size.height);
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(leastSide);
}

test("wherever it is moved or pulled to, it stays inside and is not too small", () => {
  fc.assert(
    fc.property(places, handles, fc.integer({ min: -20000, max: 20000 }), fc.integer({ min: -20000, max: 20000 }), fc.constantFrom(null, 1, 16 / 9, 3 / 4), ({ size, rectangle }, handle, x, y, ratio) => {
      expectInside(moved(rectangle, x, y, size), size);
      expectInside(resized(rectangle, handle, { x, y }, ratio, size), size);
      if (ratio !== null) expectInside(shaped(rectangle, ratio, size), size);
    }),
  );
});

test("the side that is not held stays where it is", () => {
  const size = { width: 1000, height: 800 };
  const from = { x: 100, y: 100, width: 400, height: 300 };
  expect(resized(from, { x: 1, y: 1 }, { x: 700, y: 500 }, null, size)).toEqual({ x: 100, y: 100, width: 600, height: 400 });
  expect(resized(from, { x: -1, y: -1 }, { x: 50, y: 20 }, null, size)).toEqual({ x: 50, y: 20, width: 450, height: 380 });
  expect(resized(from, { x: -1, y: 0 }, { x: 900, y: 0 }, null, size)).toEqual({ x: 490, y: 100, width: 10, height: 300 });
});

test("a shape is kept by what is pulled, as far as the picture goes", () => {
  const size = { width: 1000, height: 800 };
  const from = { x: 100, y: 100, width: 400, height: 300 };
  expect(shaped(from, 1, size)).toEqual({ x: 0, y: 0, width: 800, height: 800 });
  expect(shaped(from, 16 / 9, size)).toEqual({ x: 0, y: 0, width: 1000, height: 563 });
  expect(resized(from, { x: 1, y: 1 }, { x: 1000, y: 110 }, 4 / 3, size)).toEqual({ x: 100, y: 100, width: 900, height: 675 });
  expect(resized(from, { x: 0, y: 1 }, { x: 0, y: 700 }, 1, size)).toEqual({ x: 0, y: 100, width: 600, height: 600 });
});

test("it turns with the picture, and back", () => {
  const size = { width: 1000, height: 800 };
  const from = { x: 10, y: 20, width: 300, height: 200 };
  expect(turnedRight(from, size)).toEqual({ x: 580, y: 10, width: 200, height: 300 });
  expect(seen(from, 180, size)).toEqual({ x: 690, y: 580, width: 300, height: 200 });
  expect(seen(from, 270, size)).toEqual({ x: 20, y: 690, width: 200, height: 300 });
  fc.assert(
    fc.property(places, fc.constantFrom<Turn>(0, 90, 180, 270), ({ size, rectangle }, turn) => {
      expectInside(seen(rectangle, turn, size), turned(size, turn));
      expect(unseen(seen(rectangle, turn, size), turn, size)).toEqual(rectangle);
      expect(seen(whole(size), turn, size)).toEqual(whole(turned(size, turn)));
    }),
  );
});
