// SPDX-License-Identifier: GPL-3.0-or-later
// A canvas to draw the demo's pictures on: colours as [red, green, blue] from 0 to 1, shapes with soft edges, noise, and a PNG at the end.
// Places and sizes are in parts of the picture's height: x from 0 to `aspect`, y from 0 to 1. The same calls give the same bytes.
import zlib from "node:zlib";

export const mix = (a, b, t) => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
export const clamp = (x) => (x < 0 ? 0 : x > 1 ? 1 : x);
export const smooth = (from, to, x) => {
  const t = clamp((x - from) / (to - from));
  return t * t * (3 - 2 * t);
};
/** "#rrggbb" */
export const hex = (text) => [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16) / 255);

/** A number from 0 to 1 that follows from two whole numbers and a seed. */
export function chance(x, y, seed = 0) {
  let h = Math.imul(x | 0, 374761393) + Math.imul(y | 0, 668265263) + Math.imul(seed | 0, 2147483647);
  h = Math.imul(h ^ (h >>> 13), 1274126177);
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
}

/** Smooth noise from 0 to 1, one bump to a unit. */
export function noise(x, y, seed = 0) {
  const x0 = Math.floor(x), y0 = Math.floor(y);
  const u = x - x0, v = y - y0;
  const s = u * u * (3 - 2 * u), t = v * v * (3 - 2 * v);
  const top = chance(x0, y0, seed) * (1 - s) + chance(x0 + 1, y0, seed) * s;
  const bottom = chance(x0, y0 + 1, seed) * (1 - s) + chance(x0 + 1, y0 + 1, seed) * s;
  return top * (1 - t) + bottom * t;
}

/** Noise with finer noise on it: clouds, stone, water. */
export function clouds(x, y, seed = 0, octaves = 4) {
  let sum = 0, weight = 0.5;
  for (let octave = 0; octave < octaves; ++octave, x *= 2.03, y *= 2.03, weight /= 2) sum += noise(x, y, seed + octave) * weight;
  return sum / (1 - weight * 2);
}

export class Canvas {
  constructor(width = 960, height = 640) {
    this.width = width;
    this.height = height;
    this.aspect = width / height;
    this.pixels = new Float32Array(width * height * 3);
  }

  /** Every pixel, or those in the box, becomes what `colour(x, y, before)` gives; nothing leaves it. */
  each(colour, { left = 0, top = 0, right = this.aspect, bottom = 1 } = {}) {
    const from = Math.max(0, Math.floor(left * this.height)), to = Math.min(this.width, Math.ceil(right * this.height));
    const first = Math.max(0, Math.floor(top * this.height)), last = Math.min(this.height, Math.ceil(bottom * this.height));
    for (let row = first; row < last; ++row) {
      for (let column = from; column < to; ++column) {
        const at = (row * this.width + column) * 3;
        const now = colour((column + 0.5) / this.height, (row + 0.5) / this.height, [this.pixels[at], this.pixels[at + 1], this.pixels[at + 2]]);
        if (now) this.pixels.set(now, at);
      }
    }
    return this;
  }

  /** From the top down: [[place, colour] …]. */
  gradient(stops, box) {
    return this.each((x, y) => {
      const below = stops.findIndex(([place]) => place >= y);
      if (below === 0 || stops.length === 1) return stops[0][1];
      if (below < 0) return stops[stops.length - 1][1];
      const [from, a] = stops[below - 1], [to, b] = stops[below];
      return mix(a, b, (y - from) / (to - from));
    }, box);
  }

  /** Paints where `distance(x, y)` (to the shape's edge, negative inside) says so; `soft`: how far the edge runs out. */
  shape(distance, colour, box, soft = 0.0014, strength = 1) {
    return this.each((x, y, before) => {
      const covered = clamp(0.5 - distance(x, y) / soft) * strength;
      return covered > 0 ? mix(before, typeof colour === "function" ? colour(x, y) : colour, covered) : null;
    }, box);
  }

  disc(cx, cy, radius, colour, soft, strength) {
    const reach = radius + (soft ?? 0.0014);
    return this.shape((x, y) => Math.hypot(x - cx, y - cy) - radius, colour, { left: cx - reach, right: cx + reach, top: cy - reach, bottom: cy + reach }, soft, strength);
  }

  /** An ellipse of half-axes `a` and `b`, turned by `angle`. */
  oval(cx, cy, a, b, angle, colour, soft, strength) {
    const reach = Math.max(a, b) + (soft ?? 0.0014), cosine = Math.cos(angle), sine = Math.sin(angle);
    const distance = (x, y) => {
      const u = ((x - cx) * cosine + (y - cy) * sine) / a, v = ((y - cy) * cosine - (x - cx) * sine) / b;
      return (Math.hypot(u, v) - 1) * Math.min(a, b);
    };
    return this.shape(distance, colour, { left: cx - reach, right: cx + reach, top: cy - reach, bottom: cy + reach }, soft, strength);
  }

  box(left, top, right, bottom, colour, round = 0, strength = 1) {
    const cx = (left + right) / 2, cy = (top + bottom) / 2, a = (right - left) / 2 - round, b = (bottom - top) / 2 - round;
    const distance = (x, y) => Math.hypot(Math.max(Math.abs(x - cx) - a, 0), Math.max(Math.abs(y - cy) - b, 0)) - round + (round ? 0 : Math.max(Math.abs(x - cx) - a, Math.abs(y - cy) - b, -1) * (Math.abs(x - cx) < a && Math.abs(y - cy) < b ? 1 : 0));
    return this.shape(distance, colour, { left, top, right, bottom }, undefined, strength);
  }

  line(x1, y1, x2, y2, width, colour, strength) {
    const dx = x2 - x1, dy = y2 - y1, length = dx * dx + dy * dy || 1e-9;
    const distance = (x, y) => {
      const t = clamp(((x - x1) * dx + (y - y1) * dy) / length);
      return Math.hypot(x - x1 - t * dx, y - y1 - t * dy) - width / 2;
    };
    return this.shape(distance, colour, { left: Math.min(x1, x2) - width, right: Math.max(x1, x2) + width, top: Math.min(y1, y2) - width, bottom: Math.max(y1, y2) + width }, undefined, strength);
  }

  /** Everything between the points, in either turn. */
  polygon(points, colour, strength) {
    const distance = (x, y) => {
      let nearest = Infinity, inside = false;
      for (let i = 0, j = points.length - 1; i < points.length; j = i++) {
        const [xi, yi] = points[i], [xj, yj] = points[j];
        const ex = xj - xi, ey = yj - yi, wx = x - xi, wy = y - yi;
        const t = clamp((wx * ex + wy * ey) / (ex * ex + ey * ey || 1e-9));
        nearest = Math.min(nearest, Math.hypot(wx - ex * t, wy - ey * t));
        if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      }
      return inside ? -nearest : nearest;
    };
    const xs = points.map(([x]) => x), ys = points.map(([, y]) => y);
    return this.shape(distance, colour, { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }, undefined, strength);
  }

  /** Land up to a horizon at `y`, as high as `height` says at most and as rough as `scale`. */
  hills(y, height, scale, colour, seed) {
    const edge = (x) => y - height * clouds(x * scale, 0, seed, 5);
    return this.shape((x, at) => (edge(x) - at) * 0.7, colour, { top: y - height });
  }

  /** Water below `y`: `near` and `far` colours, and light that lies on it. */
  water(y, far, near, shine, seed = 0) {
    return this.each((x, at) => {
      const depth = (at - y) / (1 - y);
      const wave = clouds(x * (22 - 16 * depth), (at - y) * (160 - 105 * depth), seed, 3);
      return mix(mix(far, near, smooth(0, 1, depth)), shine, smooth(0.52, 0.8, wave) * 0.55);
    }, { top: y });
  }

  /** Darker corners, and grain as of film. */
  develop(vignette = 0.28, grain = 0.02) {
    return this.each((x, y, before) => {
      const away = Math.hypot((x - this.aspect / 2) / this.aspect, y - 0.5);
      const light = 1 - vignette * smooth(0.3, 0.8, away), dust = (chance(x * this.height, y * this.height, 99) - 0.5) * grain;
      return before.map((part) => clamp(part * light + dust));
    });
  }

  png() {
    const raw = Buffer.alloc(this.height * (this.width * 3 + 1));
    for (let row = 0, at = 0, from = 0; row < this.height; ++row) {
      raw[at++] = 0;
      for (let i = 0; i < this.width * 3; ++i) raw[at++] = Math.round(clamp(this.pixels[from++]) * 255);
    }
    const chunk = (type, data) => {
      const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
      const whole = Buffer.alloc(body.length + 8);
      whole.writeUInt32BE(data.length, 0);
      body.copy(whole, 4);
      whole.writeUInt32BE(crc(body), body.length + 4);
      return whole;
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(this.width, 0);
    head.writeUInt32BE(this.height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(raw, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
  }
}

const table = Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; ++bit) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});

function crc(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
