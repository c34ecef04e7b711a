// SPDX-License-Identifier: GPL-3.0-or-later
// The editor's schema is the document model, one to one: what it can hold is what a story's body can hold.
import { getSchema } from "@tiptap/core";

import { blockNodes } from "./blocks";
import { marks, textNodes } from "./text";

export const modelExtensions = [...textNodes, ...blockNodes, ...marks];

/** For work without an editor: conversions and tests. */
export const makeSchema = () => getSchema(modelExtensions);
