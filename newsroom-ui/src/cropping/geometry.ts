// SPDX-License-Identifier: GPL-3.0-or-later
// The rectangle that is cut out of a picture: moved, resized, turned with it. All in pixels of the original, as it is seen.

export interface Size {
  width: number;
  height: number;
}
export interface Rectangle extends Size {
  x: number;
  y: number;
}
export type Turn = 0 | 90 | 180 | 270;

/** What the rectangle is held to: anything, the picture's own shape, or one with these sides. */
export type Shape = "free" | "original" | "16:9" | "4:3" | "1:1" | "3:4";
/** What is taken hold of: -1 is the left or upper side, 1 the right or lower one, 0 neither. */
export interface Handle {
  x: -1 | 0 | 1;
  y: -1 | 0 | 1;
}

/** As on the server: pixels that each side has at least. */
export const leastSide = 10;

const between = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), Math.max(least, most));

export const whole = ({ width, height }: Size): Rectangle => ({ x: 0, y: 0, width, height });
export const turned = ({ width, height }: Size, turn: Turn): Size => (turn % 180 === 0 ? { width, height } : { width: height, height: width });

/** In whole pixels, inside of the picture, and not too small. A picture smaller than the least is taken as it is. */
export function fitted(rectangle: Rectangle, size: Size): Rectangle {
  const width = between(Math.round(rectangle.width), Math.min(leastSide, size.width), size.width);
  const height = between(Math.round(rectangle.height), Math.min(leastSide, size.height), size.height);
  return { x: between(Math.round(rectangle.x), 0, size.width - width), y: between(Math.round(rectangle.y), 0, size.height - height), width, height };
}

export const moved = (rectangle: Rectangle, x: number, y: number, size: Size): Rectangle => fitted({ ...rectangle, x: rectangle.x + x, y: rectangle.y + y }, size);

/** The largest of that shape (width by height) around the same middle. */
export function shaped(rectangle: Rectangle, ratio: number, size: Size): Rectangle {
  const width = Math.min(size.width, size.height * ratio);
  const height = width / ratio;
  return fitted({ x: rectangle.x + (rectangle.width - width) / 2, y: rectangle.y + (rectangle.height - height) / 2, width, height }, size);
}

/**
 * What is held goes to `to`; the other side stays, and the middle where a shape is kept and only one side is held.
 * `ratio`: width by height, null where any shape will do.
 */
export function resized(rectangle: Rectangle, handle: Handle, to: { x: number; y: number }, ratio: number | null, size: Size): Rectangle {
  const { x, y, width, height } = rectangle;
  const left = handle.x < 0;
  const top = handle.y < 0;
  // The side that stays, and how much room there is from it.
  const anchor = { x: left ? x + width : x, y: top ? y + height : y };
  const room = { width: left ? anchor.x : size.width - anchor.x, height: top ? anchor.y : size.height - anchor.y };
  let wide = handle.x === 0 ? width : between((to.x - anchor.x) * (left ? -1 : 1), leastSide, room.width);
  let high = handle.y === 0 ? height : between((to.y - anchor.y) * (top ? -1 : 1), leastSide, room.height);
  if (ratio === null) {
    return fitted({ x: left ? anchor.x - wide : x, y: top ? anchor.y - high : y, width: wide, height: high }, size);
  }
  const middle = { x: x + width / 2, y: y + height / 2 };
  if (handle.x === 0) room.width = 2 * Math.min(middle.x, size.width - middle.x);
  if (handle.y === 0) room.height = 2 * Math.min(middle.y, size.height - middle.y);
  wide = handle.x === 0 ? high * ratio : handle.y === 0 ? wide : Math.max(wide, high * ratio);
  wide = between(wide, leastSide * Math.max(1, ratio), Math.min(room.width, room.height * ratio));
  high = wide / ratio;
  return fitted({
    x: handle.x === 0 ? middle.x - wide / 2 : left ? anchor.x - wide : anchor.x,
    y: handle.y === 0 ? middle.y - high / 2 : top ? anchor.y - high : anchor.y,
    width: wide,
    height: high,
  }, size);
}

/** The picture and the rectangle on it, a quarter turn further clockwise. `size` is that of before. */
export const turnedRight = ({ x, y, width, height }: Rectangle, size: Size): Rectangle => ({ x: size.height - y - height, y: x, width: height, height: width });

/** As it is seen after a turn, from the rectangle on the picture that was not turned; `size` is that of the latter. */
export function seen(rectangle: Rectangle, turn: Turn, size: Size): Rectangle {
  let [here, by] = [rectangle, size];
  for (let done = 0; done < turn; done += 90) {
    here = turnedRight(here, by);
    by = turned(by, 90);
  }
  return here;
}

/** The other way round. */
export const unseen = (rectangle: Rectangle, turn: Turn, size: Size): Rectangle => seen(rectangle, ((360 - turn) % 360) as Turn, turned(size, turn));
