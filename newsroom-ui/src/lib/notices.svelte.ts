// SPDX-License-Identifier: GPL-3.0-or-later
// What has just happened, for the eye (toasts) and for the ear (aria-live).
import { ApiError } from "./api";
import { t } from "./i18n.svelte";
import { saysField, saysProblem } from "./problems";

export interface Toast {
  id: number;
  kind: "done" | "problem";
  text: string;
  action?: { label: string; run: () => void };
}

const state = $state({ toasts: [] as Toast[], spoken: "" });
let last = 0;

export const notices = {
  get toasts(): readonly Toast[] {
    return state.toasts;
  },
  get spoken(): string {
    return state.spoken;
  },
};

/** Says it to those who listen, and shows nothing. */
export function announce(text: string): void {
  state.spoken = "";
  // A live region speaks only what has changed.
  setTimeout(() => (state.spoken = text), 50);
}

export function dismiss(id: number): void {
  state.toasts = state.toasts.filter((toast) => toast.id !== id);
}

function show(toast: Omit<Toast, "id">, seconds: number): void {
  const id = ++last;
  state.toasts = [...state.toasts.slice(-3), { ...toast, id }];
  announce(toast.text);
  setTimeout(() => dismiss(id), seconds * 1000);
}

/** With something to do about it, it stays long enough to be reached. */
export const done = (text: string, action?: Toast["action"]): void => show({ kind: "done", text, ...(action ? { action } : {}) }, action ? 20 : 6);
/** With a way back. */
export const undoable = (text: string, undo: () => void): void => done(text, { label: t("shell.undo"), run: undo });
export const problem = (text: string): void => show({ kind: "problem", text }, 15);

/** What an error means, in words that say what to do. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) {
    return t("shell.error.unknown");
  }
  if (error.problem.type === "stalled") {
    return t("shell.error.stalled");
  }
  if (error.unknown) {
    return t("shell.error.outcomeUnknown");
  }
  if (error.offline) {
    return t("shell.error.offline");
  }
  if (error.status === 429) {
    return t("shell.error.tooOften", { count: error.retryAfter ?? 60 });
  }
  const whole = saysProblem(error.problem);
  const fields = error.fields.map(saysField).filter((field) => field !== whole);
  return [whole, ...new Set(fields)].join(" · ");
}

export const failed = (error: unknown): void => problem(explain(error));
