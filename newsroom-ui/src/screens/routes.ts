// SPDX-License-Identifier: GPL-3.0-or-later
// Which component shows which address below /newsroom, and who may go there. Each is fetched when it is first needed.
import type { Component } from "svelte";

import { loadMessages } from "../lib/i18n.svelte";
import { match } from "../lib/router.svelte";
import type { Role } from "../lib/types";

export interface Screen {
  path: string;
  role: Role;
  /** Which entry of the navigation is lit. */
  part: string;
  load: () => Promise<Component<Record<string, never>> | Component<{ id: number | null }>>;
}

const editors = import.meta.glob<{ default: Component<{ id: number | null }> }>("../editor/StoryEditor.svelte");

async function editor(): Promise<Component<{ id: number | null }>> {
  const load = editors["../editor/StoryEditor.svelte"];
  if (!load) {
    throw new Error("no editor");
  }
  const [module] = await Promise.all([load(), loadMessages("editor")]);
  return module.default;
}

export const screens: Screen[] = [
  { path: "/stories/new", role: "contributor", part: "stories", load: editor },
  { path: "/stories/{id}", role: "contributor", part: "stories", load: editor },
];

export function find(path: string): { screen: Screen; id: number | null } | null {
  for (const screen of screens) {
    const values = match(screen.path, path);
    if (values) {
      const id = values["id"];
      if (id === undefined || /^[1-9]\d{0,15}$/.test(id)) {
        return { screen, id: id === undefined ? null : Number(id) };
      }
    }
  }
  return null;
}
