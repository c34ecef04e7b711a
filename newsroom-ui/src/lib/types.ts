// SPDX-License-Identifier: GPL-3.0-or-later
// The API's things by the names that the newsroom uses for them.
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type Status = Schemas["StorySummary"]["status"];
export const roles = ["contributor", "reporter", "editor", "admin"] as const;
export type Role = (typeof roles)[number];
export type Site = Schemas["Site"];
export type Section = Schemas["Section"] & { position?: number };
export type Topic = Schemas["Topic"];
export type Author = Schemas["Author"];

/** What staff see of a story besides what readers see. */
export interface AtWork {
  has_draft?: boolean;
  created_by?: string;
  assignee?: string | null;
  notes_open?: number;
}
export type StorySummary = Schemas["StorySummary"] & AtWork;
export type Story = Schemas["Story"] & AtWork;

export interface Person {
  number: number;
  name: string;
  email: string;
  role: Role;
  disabled: boolean;
  last_seen_at?: string | null;
}

export interface SignedIn {
  person: Person;
  second_factor: "none" | "needed";
}

export interface Session {
  person: Person;
  has_password: boolean;
  has_second_factor: boolean;
  expires_at: string;
}

export interface OpenSession {
  id: number | string;
  current: boolean;
  created_at: string;
  last_used_at: string;
  address_hint: string;
  user_agent: string;
}

export interface Token {
  name: string;
  slug?: string;
  role: Role;
  created_at?: string;
}

export interface AuditEntry {
  number: number;
  at: string;
  who: string;
  action: string;
  subject: string;
  detail: string;
  address_hint: string;
}

export interface Medium {
  id: number;
  url: string;
  type: string;
  width: number;
  height: number;
  size: number;
  filename: string;
  alt: string;
  caption: string;
  credit: string;
  focal_point: { x: number; y: number } | null;
  placeholder: string | null;
  renditions: { url: string; width: number; height: number; type: string }[];
  created_at: string;
  created_by: string;
  used_by: number;
}
