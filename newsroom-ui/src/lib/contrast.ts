// SPDX-License-Identifier: GPL-3.0-or-later
// How well a colour can be read on the default theme's pages, by WCAG 2.

/** What text needs by level AA. */
export const enough = 4.5;

/** The surfaces of the default theme that text in the accent colour has: --paper and --card of its style.css. */
const surfaces = { light: ["#fbf9f4", "#f3efe6"], dark: ["#151411", "#211f1a"] } as const;

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(color.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Of two colours like "#97191d": 1 to 21. */
export function contrast(one: string, other: string): number {
  const [less = 0, more = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

/** The least contrast of a colour with a page of the default theme. Rounded down: what is said to be enough is. */
export const readability = (color: string, pages: keyof typeof surfaces): number => Math.floor(Math.min(...surfaces[pages].map((surface) => contrast(color, surface))) * 10) / 10;
