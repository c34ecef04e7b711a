// SPDX-License-Identifier: GPL-3.0-or-later
// The document's limits, as src/document/limits.hpp has them.
export const maxNesting = 12;
export const maxAddressLength = 4096;
export const maxColumns = 64;
export const maxCells = 50_000;
export const minPictures = 2;
export const maxPictures = 30;
export const maxFootnotes = 2_000;
export const maxNameLength = 64;
export const maxAnchorLength = 512;
export const maxPixels = 100_000;
