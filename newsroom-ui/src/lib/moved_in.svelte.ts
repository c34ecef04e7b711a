// SPDX-License-Identifier: GPL-3.0-or-later
// Whether anything was ever imported: only then the navigation leads to the screen about it.
import { get } from "./api";

const state = $state({ any: false });
let asked = false;

export const movedIn = {
  get any(): boolean {
    return state.any;
  },
};

/** Asks once; again after a failure, when the next screen is opened. For editors and admins. */
export async function lookForImports(): Promise<void> {
  if (asked) return;
  asked = true;
  try {
    state.any = (await get<{ imports: unknown[] }>("/imports", { limit: 1 })).imports.length > 0;
  } catch {
    asked = false;
  }
}
