// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures for the tests, painted when they are needed.
import { Buffer } from "node:buffer";
import zlib from "node:zlib";

/** A landscape of soft slopes with a bright sun, as a PNG. */
export function png(width, height, hue) {
  const rows = Buffer.alloc(height * (1 + width * 3));
  const sun = { x: width * 0.8, y: height * 0.25, r: height * 0.12 };
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const hill = height * 0.6 + Math.sin((x / width) * 9 + hue) * height * 0.1;
      const bright = Math.hypot(x - sun.x, y - sun.y) < sun.r;
      const at = y * (1 + width * 3) + 1 + x * 3;
      const colour = bright ? [255, 220, 120] : y > hill ? [40 + hue * 20, 90 + ((y - hill) * 60) / height, 70] : [120 + (y * 90) / height, 160 + (y * 50) / height, 200 - hue * 10];
      rows.set(colour.map(Math.round), at);
    }
  }
  const chunk = (kind, data) => {
    const body = Buffer.concat([Buffer.from(kind), data]);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc(body));
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", zlib.deflateSync(rows, { level: 1 })), chunk("IEND", Buffer.alloc(0))]);
}

/** zlib.crc32 is younger than Debian's Node. */
function crc(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
