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

async function editor(): Promise<Component<{ id: number | null }>> {
  const [module] = await Promise.all([import("../editor/StoryEditor.svelte"), loadMessages("editor"), loadMessages("writing")]);
  return module.default;
}

async function template(): Promise<Component<{ id: number | null }>> {
  const [module] = await Promise.all([import("./templates/Template.svelte"), loadMessages("editor"), loadMessages("writing")]);
  return module.default;
}

async function numbers(): Promise<Component<Record<string, never>>> {
  const [module] = await Promise.all([import("./numbers/Numbers.svelte"), loadMessages("numbers")]);
  return module.default;
}

async function front(): Promise<Component<Record<string, never>>> {
  const [module] = await Promise.all([import("./front/Front.svelte"), loadMessages("front")]);
  return module.default;
}

async function moving(): Promise<Component<Record<string, never>>> {
  const [module] = await Promise.all([import("./moving/MovedIn.svelte"), loadMessages("moving")]);
  return module.default;
}

async function notifications(): Promise<Component<Record<string, never>>> {
  const [module] = await Promise.all([import("./notifications/Notifications.svelte"), loadMessages("notifications")]);
  return module.default;
}

async function account(): Promise<Component<Record<string, never>>> {
  const [module] = await Promise.all([import("./account/Account.svelte"), loadMessages("notifications")]);
  return module.default;
}

const plain = (load: () => Promise<{ default: Component<Record<string, never>> }>) => async (): Promise<Component<Record<string, never>>> => (await load()).default;

export const screens: Screen[] = [
  { path: "/stories", role: "contributor", part: "stories", load: plain(() => import("./stories/Stories.svelte")) },
  { path: "/stories/new", role: "contributor", part: "stories", load: editor },
  { path: "/stories/{id}", role: "contributor", part: "stories", load: editor },
  { path: "/notifications", role: "contributor", part: "notifications", load: notifications },
  { path: "/calendar", role: "contributor", part: "calendar", load: plain(() => import("./Calendar.svelte")) },
  { path: "/front", role: "editor", part: "front", load: front },
  { path: "/numbers", role: "contributor", part: "numbers", load: numbers },
  { path: "/media", role: "contributor", part: "media", load: plain(() => import("./media/Media.svelte")) },
  { path: "/sections", role: "editor", part: "sections", load: plain(() => Promise.all([import("./filing/Filing.svelte"), loadMessages("writing")]).then(([module]) => module)) },
  { path: "/templates", role: "editor", part: "templates", load: plain(() => Promise.all([import("./templates/Templates.svelte"), loadMessages("writing")]).then(([module]) => module)) },
  { path: "/templates/new", role: "editor", part: "templates", load: template },
  { path: "/templates/{id}", role: "editor", part: "templates", load: template },
  { path: "/imports", role: "editor", part: "imports", load: moving },
  { path: "/trash", role: "contributor", part: "trash", load: plain(() => import("./Trash.svelte")) },
  { path: "/people", role: "admin", part: "people", load: plain(() => import("./People.svelte")) },
  { path: "/tokens", role: "admin", part: "tokens", load: plain(() => import("./Tokens.svelte")) },
  { path: "/audit", role: "admin", part: "audit", load: plain(() => import("./Audit.svelte")) },
  { path: "/settings", role: "contributor", part: "settings", load: plain(() => import("./settings/Settings.svelte")) },
  { path: "/account", role: "contributor", part: "account", load: account },
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
