// SPDX-License-Identifier: GPL-3.0-or-later
// Light, dark, or as the system has it.

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const stored = "stoppress.theme";
const state = $state({ theme: "system" as Theme });

export const theme = {
  get current(): Theme {
    return state.theme;
  },
};

function apply(): void {
  if (state.theme === "system") {
    delete document.documentElement.dataset["theme"];
  } else {
    document.documentElement.dataset["theme"] = state.theme;
  }
}

export function setTheme(next: Theme): void {
  state.theme = next;
  apply();
  try {
    localStorage.setItem(stored, next);
  } catch {
    // A browser that keeps nothing still shows it until it is closed.
  }
}

export function startTheme(): void {
  try {
    const kept = localStorage.getItem(stored);
    state.theme = themes.find((one) => one === kept) ?? "system";
  } catch {
    state.theme = "system";
  }
  apply();
}
