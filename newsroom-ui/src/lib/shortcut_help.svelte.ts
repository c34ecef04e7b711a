// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the list of keyboard shortcuts is shown. Any screen may open it.
const state = $state({ open: false });

export const shortcutHelp = {
  get open(): boolean {
    return state.open;
  },
  set open(open: boolean) {
    state.open = open;
  },
};
