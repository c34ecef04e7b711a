// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's pictures, one for each topic of its stories: drawn by these few lines each, showing nobody.
import { Canvas, chance, clamp, clouds, hex, mix, noise, smooth } from "./canvas.mjs";

const white = [1, 1, 1];
const sky = (canvas, ...colours) => canvas.gradient(colours.map((colour, i) => [i / (colours.length - 1) * 0.8, hex(colour)]));
const fog = (canvas, top, bottom, colour, strength, seed) => canvas.each((x, y, before) => mix(before, colour, strength * smooth(top, (top + bottom) / 2, y) * (1 - smooth((top + bottom) / 2, bottom, y)) * (0.4 + clouds(x * 3, y * 5, seed))), { top, bottom });

/** A front of a house with windows; `lit(column, row)` gives a window's colour. */
function facade(canvas, left, top, right, bottom, wall, columns, rows, lit) {
  canvas.each((x, y) => mix(wall, [0, 0, 0], 0.12 * clouds(x * 30, y * 30, 5)), { left, top, right, bottom });
  const w = (right - left) / columns, h = (bottom - top) / rows;
  for (let row = 0; row < rows; ++row) {
    for (let column = 0; column < columns; ++column) {
      const x = left + column * w + w * 0.24, y = top + row * h + h * 0.2, colour = lit(column, row);
      canvas.box(x - 0.006, y - 0.006, x + w * 0.52 + 0.006, y + h * 0.62 + 0.006, mix(wall, white, 0.14));
      canvas.box(x, y, x + w * 0.52, y + h * 0.62, (px, py) => mix(colour, white, 0.22 * noise(px * 14, py * 14, column + row * 31)));
      canvas.line(x + w * 0.26, y, x + w * 0.26, y + h * 0.62, 0.004, mix(wall, [0, 0, 0], 0.3));
      canvas.line(x, y + h * 0.24, x + w * 0.52, y + h * 0.24, 0.004, mix(wall, [0, 0, 0], 0.3));
    }
  }
}

export const scenes = {
  bridge(c) {
    sky(c, "#5f7fa8", "#c9b6b2", "#f0c38d").hills(0.6, 0.22, 1.6, hex("#7d7f93"), 3).water(0.6, hex("#b79f93"), hex("#3c4c62"), hex("#f5d3a0"), 7);
    c.hills(0.62, 0.1, 3, hex("#4d5767"), 9);
    const stone = (x, y) => mix(hex("#5b4a43"), hex("#a08873"), clouds(x * 26, y * 40, 2));
    const arch = (x, y) => {
      const span = 0.375, middle = (Math.floor(x / span) + 0.5) * span;
      const opening = Math.max(0.155 - Math.hypot(x - middle, Math.max(0, 0.62 - y)), y > 0.62 ? 0.155 - Math.abs(x - middle) : -1);
      return Math.max(0.43 + 0.05 * (x - 0.75) ** 2 - y, y - 0.74, opening);
    };
    c.shape(arch, stone, { top: 0.4, bottom: 0.76 });
    for (let i = 0; i < 16; ++i) c.line(i * 0.1, 0.385 + 0.05 * (i * 0.1 - 0.75) ** 2, i * 0.1, 0.44, 0.008, hex("#4a3c38"));
    c.water(0.735, hex("#6d6670"), hex("#2c3a4d"), hex("#e8c89c"), 17);
  },
  library(c) {
    sky(c, "#0d1630", "#24335a", "#43507a");
    for (let i = 0; i < 90; ++i) c.disc(chance(i, 1) * 1.5, chance(i, 2) * 0.3, 0.0012, white, 0.002, chance(i, 3));
    facade(c, 0.12, 0.24, 1.38, 0.8, hex("#59423a"), 9, 3, (column, row) => (chance(column, row, 4) < 0.72 ? hex("#ffd27a") : hex("#2b2f45")));
    c.polygon([[0.06, 0.25], [0.75, 0.07], [1.44, 0.25]], hex("#4a3731")).box(0.06, 0.24, 1.44, 0.27, hex("#7b6252"));
    c.box(0.68, 0.62, 0.82, 0.81, hex("#ffe3a3"));
    c.gradient([[0.8, hex("#2c2a35")], [1, hex("#14141c")]], { top: 0.8 });
    c.polygon([[0.68, 0.81], [0.82, 0.81], [1, 1], [0.5, 1]], hex("#ffd98e"), 0.4);
  },
  bus(c) {
    sky(c, "#9cc3dd", "#d9e6ea", "#f3e6cf").hills(0.55, 0.2, 3.5, hex("#a9b8b4"), 12);
    for (let i = 0; i < 7; ++i) c.box(i * 0.23, 0.3 + 0.12 * chance(i, 8), i * 0.23 + 0.2, 0.72, mix(hex("#b9a08c"), hex("#8d9aa0"), chance(i, 9)));
    c.gradient([[0.7, hex("#6c6f72")], [1, hex("#3f4246")]], { top: 0.7 });
    for (let i = 0; i < 6; ++i) c.polygon([[i * 0.3, 0.9], [i * 0.3 + 0.15, 0.9], [i * 0.3 + 0.13, 0.918], [i * 0.3 - 0.03, 0.918]], hex("#e9e2c8"));
    c.oval(0.78, 0.815, 0.47, 0.02, 0, [0.1, 0.1, 0.12], 0.03, 0.6);
    c.box(0.34, 0.4, 1.2, 0.79, hex("#c8402f"), 0.03).box(0.34, 0.66, 1.2, 0.69, hex("#f4e7d0"));
    for (let i = 0; i < 6; ++i) c.box(0.375 + i * 0.137, 0.45, 0.497 + i * 0.137, 0.61, (x, y) => mix(hex("#3a5568"), hex("#cfe0e6"), smooth(0.35, 0.65, noise(x * 4 + y * 6, 0, i))), 0.008);
    for (const x of [0.53, 1.02]) c.disc(x, 0.785, 0.062, hex("#1e2023")).disc(x, 0.785, 0.03, hex("#9b9ea1"));
    c.box(1.165, 0.7, 1.2, 0.73, hex("#fff1b8"), 0.006);
  },
  bakery(c) {
    c.gradient([[0, hex("#2a1a12")], [1, hex("#5a351d")]]);
    c.each((x, y, before) => mix(before, hex("#ffb45e"), 0.75 * Math.exp(-((x - 0.75) ** 2 + (y - 0.2) ** 2) * 3.2)));
    for (let shelf = 0; shelf < 3; ++shelf) {
      const y = 0.42 + shelf * 0.24;
      for (let i = 0; i < 7; ++i) {
        const x = 0.13 + i * 0.205 + 0.02 * chance(i, shelf), brown = mix(hex("#a5622a"), hex("#d99a4e"), chance(i, shelf, 6));
        c.oval(x, y - 0.045, 0.092, 0.06, 0, (px, py) => mix(mix(brown, hex("#5c2f12"), smooth(y - 0.03, y + 0.01, py)), hex("#f4cf91"), 0.5 * smooth(0.55, 0.8, clouds(px * 20, py * 30, i))));
        for (const slash of [-0.035, 0, 0.035]) c.line(x + slash - 0.012, y - 0.082, x + slash + 0.012, y - 0.05, 0.009, hex("#f6dfb0"), 0.8);
      }
      c.box(0, y, 1.5, y + 0.03, (x, py) => mix(hex("#6d4425"), hex("#8d5f38"), noise(x * 3, py * 140, 3)));
    }
  },
  schoolyard(c) {
    c.each((x, y) => mix(hex("#6f9a4d"), hex("#a8c26c"), clouds(x * 9, y * 9, 4)));
    c.shape((x, y) => Math.abs(y - 0.55 - 0.18 * Math.sin(x * 3.4)) - 0.055, (x, y) => mix(hex("#c9ab7c"), hex("#e2cda4"), clouds(x * 30, y * 30, 6)), undefined, 0.006);
    c.oval(1.13, 0.28, 0.2, 0.13, 0.3, hex("#d9c79a"), 0.006).oval(1.13, 0.28, 0.17, 0.1, 0.3, (x, y) => mix(hex("#ead9ad"), hex("#cdb582"), clouds(x * 40, y * 40, 1)), 0.006);
    for (let i = 0; i < 16; ++i) {
      const x = chance(i, 1, 5) * 1.5, y = chance(i, 2, 5), radius = 0.045 + 0.05 * chance(i, 3, 5);
      if (Math.abs(y - 0.55 - 0.18 * Math.sin(x * 3.4)) < 0.15 || Math.hypot(x - 1.13, y - 0.28) < 0.28) continue;
      c.disc(x + 0.025, y + 0.03, radius, hex("#2f4a2a"), 0.03, 0.55);
      c.disc(x, y, radius, (px, py) => mix(hex("#2f6137"), hex("#7fb050"), clamp(clouds(px * 34, py * 34, i) * 1.2 - (px - x + py - y) * 3)), 0.012);
    }
  },
  budget(c) {
    c.gradient([[0, hex("#e9e1d1")], [1, hex("#cbbfa8")]]);
    for (let i = 0; i < 9; ++i) c.line(0.1, 0.12 + i * 0.085, 1.4, 0.12 + i * 0.085, 0.0016, hex("#b5a88f"));
    ["#1e4e6b", "#2f7488", "#c4762e", "#8d3b2b", "#56733f", "#b59b3c"].forEach((colour, i) => {
      const height = [0.56, 0.44, 0.34, 0.25, 0.19, 0.12][i], left = 0.17 + i * 0.2;
      for (let coin = 0; coin * 0.025 < height; ++coin) {
        const y = 0.82 - coin * 0.025, shift = 0.006 * (chance(coin, i) - 0.5);
        c.oval(left + 0.07 + shift, y + 0.012, 0.075, 0.022, 0, mix(hex(colour), [0, 0, 0], 0.45)).oval(left + 0.07 + shift, y, 0.075, 0.022, 0, mix(hex(colour), white, coin * 0.025 + 0.025 >= height ? 0.35 : 0.12));
      }
    });
  },
  fog(c) {
    sky(c, "#8fa3b5", "#c3ccd1", "#e8e4da").hills(0.62, 0.3, 1.3, hex("#98a4ad"), 21);
    fog(c, 0.3, 0.75, white, 0.9, 2);
    c.hills(0.78, 0.3, 1.1, hex("#5f6d72"), 33);
    for (let i = 0; i < 6; ++i) {
      const x = 0.14 + i * 0.235, y = 0.63 + 0.04 * Math.sin(i * 1.7);
      c.line(x, y - 0.17, x, y + 0.06, 0.007, hex("#3f3a35")).line(x + 0.17, y - 0.17, x + 0.17, y + 0.06, 0.007, hex("#3f3a35"));
      c.each((px, py, before) => mix(before, hex("#e9efef"), 0.35 + 0.4 * ((Math.floor(px * 300) + Math.floor(py * 300)) % 2 ? 1 : 0) * noise(px * 20, py * 20, i)), { left: x, right: x + 0.17, top: y - 0.165, bottom: y - 0.02 });
      c.line(x, y - 0.015, x + 0.17, y - 0.01, 0.008, hex("#6c7a80"));
    }
    c.hills(0.95, 0.16, 2.2, (x, y) => mix(hex("#3b4a3f"), hex("#66725a"), clouds(x * 24, y * 24, 8)), 5).gradient([[0.95, hex("#3c4a40")], [1, hex("#333f37")]], { top: 0.95 });
    fog(c, 0.4, 1.1, white, 0.75, 11);
  },
  seabed(c) {
    c.each((x, y) => {
      const depth = clouds(x * 2.6 + 3, y * 2.6, 14, 5), line = Math.abs(((depth * 22) % 1) - 0.5);
      const colour = mix(mix(hex("#072440"), hex("#1c6c93"), smooth(0.25, 0.55, depth)), hex("#9fdcd2"), smooth(0.52, 0.75, depth));
      return mix(colour, white, 0.55 * (1 - smooth(0, 0.07, line)) + 0.08 * noise(x * 60, y * 60, 3));
    });
    for (let track = 0; track < 4; ++track) {
      for (let i = 0; i < 60; ++i) c.disc(i * 0.026, 0.2 + track * 0.19 + 0.06 * Math.sin(i * 0.11 + track * 2), 0.0035, hex("#ffc857"), 0.003, 0.9);
    }
  },
  sparrows(c) {
    sky(c, "#e8a15c", "#f2c98f", "#f6e3c0");
    for (let i = 0; i < 6; ++i) c.box(i * 0.27 - 0.03, 0.68 + 0.14 * chance(i, 1, 77), i * 0.27 + 0.22, 1, hex("#5d4a52"));
    for (const y of [0.3, 0.44, 0.58]) for (let i = 0; i < 30; ++i) c.line(i * 0.05, y + 0.05 * (i / 15 - 1) ** 2, i * 0.05 + 0.05, y + 0.05 * ((i + 1) / 15 - 1) ** 2, 0.004, hex("#3a2f33"));
    for (let i = 0; i < 13; ++i) {
      const row = i % 3, x = 0.08 + 1.34 * chance(i, 5, 3), y = [0.3, 0.44, 0.58][row] + 0.05 * ((x / 0.05 / 15) - 1) ** 2, turn = chance(i, 6, 3) < 0.5 ? -1 : 1, dark = hex("#2b2226");
      c.oval(x, y - 0.026, 0.032, 0.021, turn * 0.5, dark).disc(x + turn * 0.024, y - 0.047, 0.0145, dark).polygon([[x + turn * 0.035, y - 0.05], [x + turn * 0.053, y - 0.045], [x + turn * 0.035, y - 0.041]], dark);
      c.polygon([[x - turn * 0.02, y - 0.024], [x - turn * 0.068, y + 0.012], [x - turn * 0.05, y + 0.02], [x - turn * 0.012, y - 0.01]], dark);
    }
  },
  ice(c) {
    const points = Array.from({ length: 46 }, (_, i) => [chance(i, 1, 8) * 1.5, chance(i, 2, 8)]);
    c.each((x, y) => {
      let first = 9, second = 9, nearest = 0;
      points.forEach(([px, py], i) => {
        const away = Math.hypot(x - px, y - py);
        if (away < first) (second = first), (first = away), (nearest = i);
        else if (away < second) second = away;
      });
      const face = mix(hex("#2f6f95"), hex("#d8f0f5"), 0.2 + 0.6 * chance(nearest, 9) + 0.25 * (clouds(x * 9, y * 9, nearest) - 0.5));
      return mix(white, face, smooth(0, 0.014, second - first) * 0.85 + 0.15);
    });
    for (let i = 0; i < 60; ++i) c.disc(chance(i, 3, 8) * 1.5, chance(i, 4, 8), 0.003 + 0.008 * chance(i, 5, 8), white, 0.006, 0.5);
  },
  satellite(c) {
    c.gradient([[0, hex("#03050d")], [1, hex("#0a1530")]]);
    for (let i = 0; i < 260; ++i) c.disc(chance(i, 1) * 1.5, chance(i, 2), 0.0008 + 0.001 * chance(i, 3), white, 0.002, chance(i, 4));
    c.disc(0.55, 2.05, 1.32, hex("#6fc3ff"), 0.12, 0.6);
    c.disc(0.55, 2.05, 1.29, (x, y) => mix(mix(hex("#0c3d6e"), hex("#2f6d4e"), smooth(0.5, 0.6, clouds(x * 4, y * 4, 7))), white, smooth(0.5, 0.72, clouds(x * 6 + 9, y * 13, 9))), 0.004);
    c.polygon([[0.62, 0.3], [0.86, 0.37], [0.83, 0.56], [0.59, 0.49]], (x, y) => mix(hex("#c9a04a"), hex("#fff0bd"), noise(x * 24, y * 24, 2))).polygon([[0.86, 0.37], [0.94, 0.31], [0.91, 0.5], [0.83, 0.56]], hex("#7c5f2c")).polygon([[0.62, 0.3], [0.86, 0.37], [0.94, 0.31], [0.7, 0.245]], hex("#e8cb84"));
    for (const [x, y, turn] of [[0.605, 0.4, -1], [0.925, 0.4, 1]]) {
      c.polygon([[x, y - 0.04], [x + turn * 0.36, y - 0.04 + turn * 0.09], [x + turn * 0.36, y + 0.07 + turn * 0.09], [x, y + 0.07]], (px, py) => mix(hex("#182a58"), hex("#4668b4"), noise(px * 8, py * 8, 1)));
      for (let i = 1; i < 6; ++i) c.line(x + turn * 0.06 * i, y - 0.04 + 0.015 * i * turn, x + turn * 0.06 * i, y + 0.07 + 0.015 * i * turn, 0.003, hex("#9fb3e0"));
    }
    c.line(0.8, 0.27, 0.84, 0.12, 0.005, hex("#d5d5d5")).disc(0.84, 0.12, 0.009, hex("#e44"));
  },
  soup(c) {
    c.each((x, y) => mix(hex("#7a5438"), hex("#a87b55"), clouds(x * 3, y * 34, 8)));
    c.disc(0.78, 0.56, 0.4, [0.1, 0.06, 0.04], 0.1, 0.55).disc(0.75, 0.5, 0.4, hex("#e7e0d3"), 0.004).disc(0.75, 0.5, 0.36, hex("#cfc6b6"), 0.01).disc(0.75, 0.5, 0.33, (x, y) => mix(hex("#c4601c"), hex("#eb9b3f"), clouds(x * 12, y * 12, 3)), 0.008);
    for (let i = 0; i < 46; ++i) {
      const angle = chance(i, 1, 4) * 6.28, far = 0.29 * Math.sqrt(chance(i, 2, 4)), x = 0.75 + far * Math.cos(angle), y = 0.5 + far * Math.sin(angle), kind = i % 4;
      if (kind === 0) c.disc(x, y, 0.026, hex("#e36a22")).disc(x, y, 0.014, hex("#f08c3c"), 0.01);
      else if (kind === 1) c.oval(x, y, 0.03, 0.009, angle * 3, hex("#4f7d35"));
      else if (kind === 2) c.box(x - 0.018, y - 0.018, x + 0.018, y + 0.018, hex("#f1dfae"), 0.006);
      else c.disc(x, y, 0.012, hex("#ffd98a"), 0.006, 0.7);
    }
    c.line(1.2, 0.2, 1.42, 0.86, 0.026, hex("#b9b9b5")).oval(1.19, 0.16, 0.05, 0.075, -0.3, hex("#c9c9c5"));
  },
  rain(c) {
    sky(c, "#26323f", "#3d4a54", "#59606a");
    for (let i = 0; i < 34; ++i) c.disc(chance(i, 1, 6) * 1.5, 0.35 + 0.6 * chance(i, 2, 6), 0.03 + 0.05 * chance(i, 3, 6), [hex("#ffb347"), hex("#e85d4a"), hex("#7fc8f8"), hex("#f6e7b0")][i % 4], 0.03, 0.34);
    for (let i = 0; i < 330; ++i) {
      const x = chance(i, 1, 9) * 1.5, y = chance(i, 2, 9), radius = 0.003 + 0.013 * chance(i, 3, 9) ** 3;
      c.oval(x, y, radius, radius * 1.25, 0, (px, py) => mix(hex("#1c242c"), hex("#e3edf2"), smooth(y - radius, y + radius, py)), 0.003, 0.85);
      c.disc(x - radius * 0.3, y - radius * 0.4, radius * 0.22, white, 0.002, 0.9);
    }
    for (let i = 0; i < 14; ++i) {
      const x = chance(i, 4, 9) * 1.5, from = chance(i, 5, 9) * 0.5;
      for (let step = 0; step < 24; ++step) c.disc(x + 0.006 * Math.sin(step * 0.7 + i), from + step * 0.016, 0.0022 + step * 0.00013, hex("#c9d6de"), 0.004, 0.5);
    }
  },
  cinema(c) {
    c.gradient([[0, hex("#120608")], [1, hex("#2b0b0f")]]);
    c.polygon([[0.32, 0.08], [1.18, 0.08], [1.14, 0.4], [0.36, 0.4]], (x, y) => mix(hex("#e9e6dc"), hex("#9fb0c4"), clouds(x * 3, y * 3, 5)));
    c.each((x, y, before) => mix(before, hex("#dfe6f0"), 0.28 * Math.exp(-((x - 0.75) ** 2 * 2.4 + (y - 0.3) ** 2 * 9))));
    for (let row = 0; row < 5; ++row) {
      const y = 0.52 + row * 0.115, size = 0.068 + row * 0.023, count = Math.ceil(1.7 / (size * 1.32));
      for (let i = 0; i < count; ++i) {
        const x = 0.75 + (i - (count - 1) / 2) * size * 1.32, gone = chance(i, row, 15) < 0.12, red = mix(hex("#4d0d14"), hex("#b3242c"), 0.35 + 0.12 * row);
        c.box(x - size * 0.56, y, x + size * 0.56, y + size * 1.6, (px, py) => mix(gone ? hex("#1c0e10") : mix(red, hex("#ff8f80"), 0.3 * (1 - smooth(y, y + size * 0.4, py))), [0, 0, 0], 0.55 * smooth(y + size * 0.4, y + size * 1.5, py)), size * 0.22);
      }
    }
  },
  windows(c) {
    sky(c, "#141a38", "#2a2a52", "#4d3d66");
    const glow = ["#ffcf5c", "#ff7d6b", "#7fd6c2", "#9db6ff", "#f6a5d8"].map(hex);
    for (let house = 0; house < 5; ++house) {
      const left = house * 0.305 - 0.01, top = 0.14 + 0.13 * chance(house, 1, 21);
      c.polygon([[left, top + 0.003], [left + 0.15, top - 0.1], [left + 0.3, top + 0.003]], hex("#2b1f2c"));
      facade(c, left, top, left + 0.3, 0.86, mix(hex("#5a4048"), hex("#3c4660"), chance(house, 2, 21)), 3, 5, (column, row) => (chance(column + house * 3, row, 23) < 0.5 ? glow[(column + row * 2 + house) % 5] : hex("#1c2034")));
    }
    c.each((x, y) => mix(hex("#23202c"), mix(glow[Math.floor(x * 3.3) % 5], hex("#23202c"), 0.6), 0.5 * noise(x * 9, y * 40, 4)), { top: 0.86 });
  },
  ferry(c) {
    sky(c, "#4a6fa5", "#9bb6cc", "#f5d9b0", "#f7b77f").disc(1.12, 0.52, 0.06, hex("#fff3cf"), 0.03).hills(0.56, 0.13, 2, hex("#6c7c93"), 41);
    c.water(0.56, hex("#a8a79f"), hex("#22405a"), hex("#ffdca8"), 2);
    c.polygon([[0.3, 0.6], [1.02, 0.6], [0.96, 0.7], [0.37, 0.7]], hex("#f2f3ef")).polygon([[0.335, 0.66], [0.985, 0.66], [0.96, 0.7], [0.37, 0.7]], hex("#1f6f6b"));
    c.box(0.4, 0.5, 0.9, 0.6, hex("#fafaf5")).box(0.56, 0.42, 0.82, 0.5, hex("#e6eae6"));
    for (let i = 0; i < 9; ++i) c.box(0.425 + i * 0.052, 0.53, 0.463 + i * 0.052, 0.57, hex("#2c4c5e"), 0.006);
    for (let i = 0; i < 5; ++i) c.box(0.58 + i * 0.048, 0.44, 0.614 + i * 0.048, 0.475, hex("#35586b"), 0.004);
    c.line(0.7, 0.42, 0.7, 0.3, 0.006, hex("#55606a")).polygon([[0.58, 0.415], [0.8, 0.395], [0.8, 0.402], [0.58, 0.422]], hex("#17305a"));
    c.each((x, y, before) => mix(before, white, 0.6 * smooth(0.5, 0.75, clouds(x * 30, y * 60, 4)) * (1 - smooth(0.7, 0.75, y))), { left: 0.3, right: 1.2, top: 0.685, bottom: 0.75 });
  },
  herring(c) {
    c.gradient([[0, hex("#2f8aa3")], [0.5, hex("#145a7c")], [1, hex("#062a47")]]);
    c.each((x, y, before) => mix(before, hex("#bdeef0"), 0.35 * smooth(0.5, 0.8, noise(x * 5 + y * 2.4, 0.5, 3)) * (1 - y)));
    for (let i = 0; i < 420; ++i) {
      const layer = i / 420, u = chance(i, 1, 31), v = chance(i, 2, 31) - 0.5, x = u * 1.6 - 0.05, y = 0.5 + 0.2 * Math.sin(u * 4) + v * (0.2 + 0.5 * u * (1 - u) * 2), size = 0.014 + 0.026 * layer, angle = 0.35 * Math.cos(u * 4) + 0.15 * (chance(i, 4) - 0.5);
      const silver = mix(hex("#3d7f96"), hex("#e4f3f4"), 0.15 + 0.75 * layer * (0.4 + 0.6 * chance(i, 3)));
      const dx = Math.cos(angle), dy = Math.sin(angle);
      c.oval(x, y, size, size * 0.27, angle, (px, py) => mix(silver, hex("#0d4666"), 0.6 * smooth(0, -size * 0.25, (py - y) * dx - (px - x) * dy)), 0.003);
      c.polygon([[x - dx * size * 0.85, y - dy * size * 0.85], [x - dx * size * 1.4 - dy * size * 0.3, y - dy * size * 1.4 + dx * size * 0.3], [x - dx * size * 1.4 + dy * size * 0.3, y - dy * size * 1.4 - dx * size * 0.3]], silver, 0.9);
    }
  },
  crane(c) {
    sky(c, "#f08a5d", "#f9c784", "#fbe8c6").disc(0.45, 0.55, 0.1, hex("#fff2cc"), 0.02).hills(0.8, 0.16, 4, hex("#b98d80"), 51);
    const steel = hex("#2a2530");
    for (const x of [0.62, 0.96]) c.line(x, 0.85, x + 0.06, 0.32, 0.02, steel);
    for (let i = 0; i < 5; ++i) c.line(0.63 + i * 0.012, 0.8 - i * 0.1, 0.97 + i * 0.012, 0.7 - i * 0.1, 0.008, steel).line(0.97 + i * 0.012, 0.8 - i * 0.1, 0.63 + i * 0.012, 0.7 - i * 0.1, 0.008, steel);
    c.box(0.62, 0.28, 1.1, 0.36, steel).box(1.0, 0.2, 1.16, 0.36, hex("#3b3440"));
    c.line(0.9, 0.3, 0.2, 0.07, 0.016, steel).line(0.98, 0.24, 0.2, 0.065, 0.006, steel).line(0.75, 0.3, 0.35, 0.118, 0.006, steel).line(0.22, 0.07, 0.22, 0.5, 0.004, steel).polygon([[0.2, 0.5], [0.24, 0.5], [0.25, 0.54], [0.19, 0.54]], steel);
    for (let i = 0; i < 7; ++i) c.line(0.3 + i * 0.085, 0.1 + i * 0.027, 0.34 + i * 0.085, 0.085 + i * 0.017, 0.004, steel);
    c.gradient([[0.84, hex("#3a3038")], [0.9, hex("#2a2530")]], { top: 0.84 }).water(0.9, hex("#8d6a61"), hex("#3d3440"), hex("#ffd9a0"), 4);
  },
  lighthouse(c) {
    sky(c, "#0f1c3a", "#2e3f6e", "#8a6f86", "#e59a78").water(0.68, hex("#7c6a80"), hex("#141f38"), hex("#f3bf94"), 3);
    for (let i = 0; i < 110; ++i) c.disc(chance(i, 1) * 1.5, chance(i, 2) * 0.4, 0.0012, white, 0.002, chance(i, 3));
    c.polygon([[0.98, 0.235], [-0.1, 0.02], [-0.1, 0.34]], hex("#fff3c4"), 0.34).polygon([[1.02, 0.235], [1.6, 0.14], [1.6, 0.36]], hex("#fff3c4"), 0.3);
    c.hills(0.84, 0.22, 2.4, (x, y) => mix(hex("#17161d"), hex("#3a3038"), clouds(x * 30, y * 40, 3)), 61);
    c.polygon([[0.94, 0.76], [0.965, 0.28], [1.035, 0.28], [1.06, 0.76]], (x, y) => mix(Math.floor((y - 0.28) * 8.4) % 2 ? hex("#b53a32") : hex("#efe9df"), [0, 0, 0], 0.55 * smooth(0.98, 1.05, x)));
    c.box(0.95, 0.265, 1.05, 0.285, hex("#2a2530")).box(0.972, 0.2, 1.028, 0.268, hex("#fff0b0")).polygon([[0.965, 0.2], [1.035, 0.2], [1, 0.155]], hex("#7d2a26")).disc(1, 0.235, 0.12, hex("#fff3c4"), 0.2, 0.5);
  },
  containers(c) {
    sky(c, "#b9cbd6", "#dde3e2", "#eee6d8");
    const paints = ["#b5482f", "#2e6b8a", "#d19a2e", "#4f7a52", "#7a4a6b", "#8c8f91", "#31556b"].map(hex);
    for (let row = 0; row < 5; ++row) {
      for (let i = -1; i < 5; ++i) {
        if (row === 0 && i % 2) continue;
        const left = i * 0.34 + (row % 2) * 0.09, top = 0.2 + row * 0.15, paint = paints[Math.floor(chance(i, row, 71) * 7)];
        c.each((x, y) => mix(mix(paint, [0, 0, 0], 0.2 + 0.2 * Math.sin((x - left) * 330)), hex("#8a5a3a"), 0.5 * smooth(0.55, 0.75, clouds(x * 14, y * 14, row * 9 + i))), { left, right: left + 0.335, top, bottom: top + 0.145 });
        c.line(left, top, left + 0.335, top, 0.006, mix(paint, white, 0.25)).line(left + 0.332, top, left + 0.332, top + 0.145, 0.006, mix(paint, [0, 0, 0], 0.5));
      }
    }
    c.gradient([[0.95, hex("#63625f")], [1, hex("#4a4a48")]], { top: 0.95 });
  },
  rowing(c) {
    sky(c, "#c9d2d6", "#dfe3e2", "#ece9e2").hills(0.45, 0.16, 2, hex("#b9c2c5"), 81);
    c.water(0.45, hex("#d5d9d8"), hex("#8b9aa1"), white, 6);
    c.oval(0.78, 0.655, 0.52, 0.014, 0.02, hex("#7a868c"), 0.02, 0.6).polygon([[0.2, 0.615], [1.36, 0.64], [1.22, 0.658], [0.36, 0.645]], hex("#8a3f2c"));
    for (let i = 0; i < 8; ++i) c.line(0.42 + i * 0.096, 0.63 + i * 0.002, 0.35 + i * 0.096, 0.72 + i * 0.002, 0.004, hex("#55504a")).oval(0.347 + i * 0.096, 0.725 + i * 0.002, 0.013, 0.006, 2.1, hex("#f2efe8"));
    fog(c, 0.25, 1.05, hex("#eef0ef"), 0.85, 5);
  },
  swimming(c) {
    sky(c, "#6fa2c9", "#b7d3e0", "#f4efe0").hills(0.4, 0.1, 1.5, hex("#8aa0b3"), 91).water(0.4, hex("#8fb8c9"), hex("#0f4c66"), hex("#e9f7f7"), 8);
    c.polygon([[0, 0.86], [0.9, 0.62], [1.02, 0.66], [0.2, 1], [0, 1]], (x, y) => mix(hex("#7d6248"), hex("#b0906b"), noise((x * 0.26 + y) * 70, 1, 2)));
    for (const [x, y] of [[0.93, 0.5], [0.99, 0.52]]) c.line(x, y, x, y + 0.3, 0.01, hex("#d9dcdd")).disc(x, y, 0.012, hex("#eceeee"));
    for (let i = 0; i < 4; ++i) c.line(0.93, 0.57 + i * 0.06, 0.99, 0.59 + i * 0.06, 0.008, hex("#c3c8ca"));
    for (let i = 0; i < 40; ++i) c.oval(0.3 + 1.2 * chance(i, 1, 17), 0.55 + 0.4 * chance(i, 2, 17), 0.02 + 0.03 * chance(i, 3, 17), 0.006, 0, hex("#f4fbfb"), 0.004, 0.55);
    c.box(0.32, 0.72, 0.46, 0.77, hex("#c9563f"), 0.02).box(0.33, 0.69, 0.45, 0.74, hex("#e8dcc5"), 0.02);
  },
  chess(c) {
    c.each((x, y) => {
      const depth = 0.28 / (y + 0.12), u = (x - 0.75) * depth * 7, v = depth * 13, light = (Math.floor(u) + Math.floor(v)) % 2 === 0;
      const wood = clouds(u * 0.6, v * 5, 3);
      return mix(light ? mix(hex("#d9bd8c"), hex("#f0dcb4"), wood) : mix(hex("#4e3524"), hex("#7a5538"), wood), hex("#bcd0da"), smooth(0.45, 0, y) * 0.9);
    });
    const piece = (x, y, size, colour) => {
      const shade = (px, py) => mix(colour, px > x ? [0, 0, 0] : white, 0.35 * smooth(0, size, Math.abs(px - x)) + 0.1 * noise(px * 40, py * 40, 1));
      c.oval(x + size * 0.5, y, size * 1.1, size * 0.3, 0, [0.08, 0.06, 0.05], 0.04, 0.55).oval(x, y, size * 0.75, size * 0.28, 0, shade).polygon([[x - size * 0.55, y - size * 0.05], [x + size * 0.55, y - size * 0.05], [x + size * 0.24, y - size * 1.2], [x - size * 0.24, y - size * 1.2]], shade);
      c.oval(x, y - size * 1.2, size * 0.42, size * 0.13, 0, shade).disc(x, y - size * 1.55, size * 0.4, shade);
      c.oval(x, y - size * 1.98, size * 0.3, size * 0.17, 0.2, hex("#8d9296")).oval(x - size * 0.05, y - size * 2.02, size * 0.16, size * 0.06, 0.2, hex("#b9bec1"));
    };
    for (const [x, y, size, dark] of [[0.42, 0.42, 0.05, 1], [0.98, 0.44, 0.055, 0], [0.7, 0.56, 0.075, 1], [1.22, 0.66, 0.095, 0], [0.3, 0.78, 0.11, 0], [0.84, 0.92, 0.14, 1]]) piece(x, y, size, dark ? hex("#2d211b") : hex("#efe3cc"));
  },
  football(c) {
    c.each((x, y) => mix(Math.floor(x * 8) % 2 ? hex("#4c8a3c") : hex("#5a9c47"), hex("#7c8a4a"), 0.5 * smooth(0.5, 0.8, clouds(x * 7, y * 7, 4))));
    const chalk = (distance) => c.shape((x, y) => Math.abs(distance(x, y)) - 0.004, hex("#f3f3ea"), undefined, 0.003, 0.85);
    chalk((x) => x - 0.75);
    chalk((x, y) => Math.hypot(x - 0.75, y - 0.5) - 0.17);
    chalk((x, y) => Math.max(Math.abs(x - 0.75) - 0.67, Math.abs(y - 0.5) - 0.43));
    for (const side of [0.08, 1.42]) chalk((x, y) => Math.max(Math.abs(x - side) - 0.21, Math.abs(y - 0.5) - 0.24));
    c.disc(0.75, 0.5, 0.01, white).disc(0.99, 0.67, 0.022, [0.1, 0.2, 0.08], 0.02, 0.6).disc(0.985, 0.662, 0.018, hex("#fafaf5")).disc(0.987, 0.66, 0.006, hex("#222"));
  },
  choir(c) {
    c.gradient([[0, hex("#3b1f4a")], [1, hex("#a0485a")]]);
    for (let line = 0; line < 5; ++line) for (let i = 0; i < 75; ++i) c.line(i * 0.02, 0.4 + line * 0.06 + 0.09 * Math.sin(i * 0.075), i * 0.02 + 0.02, 0.4 + line * 0.06 + 0.09 * Math.sin((i + 1) * 0.075), 0.004, hex("#f7dfc6"), 0.7);
    for (let i = 0; i < 13; ++i) {
      const x = 0.1 + i * 0.108, y = 0.37 + Math.floor(chance(i, 1, 13) * 9) * 0.03 + 0.09 * Math.sin(x / 0.02 * 0.075), colour = mix(hex("#ffd98e"), hex("#ff8a70"), chance(i, 2, 13));
      c.oval(x, y, 0.03, 0.021, -0.4, colour).line(x + 0.027, y - 0.006, x + 0.027, y - 0.15, 0.006, colour);
      if (i % 3 === 0) c.polygon([[x + 0.025, y - 0.15], [x + 0.075, y - 0.1], [x + 0.072, y - 0.075], [x + 0.025, y - 0.125]], colour);
    }
  },
};

/** The picture of that name as PNG. */
export function draw(name) {
  const canvas = new Canvas();
  scenes[name](canvas);
  return canvas.develop().png();
}
