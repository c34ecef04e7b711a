// SPDX-License-Identifier: GPL-3.0-or-later
// The API's things by the names that the newsroom uses for them.
import type { components } from "../generated/api";

type Schemas = components["schemas"];

export type Status = Schemas["StorySummary"]["status"];
export const roles = ["contributor", "reporter", "editor", "admin"] as const satisfies readonly Schemas["Role"][];
export type Role = Schemas["Role"];
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

/** As colleagues see them; admins also see when they were last here. */
export type Person = Schemas["Colleague"];

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

export type OpenSession = Schemas["Session"];
export type Passkey = Schemas["Passkey"];
export type AuditEntry = Schemas["AuditEntry"];

export interface Token {
  name: string;
  role: Role;
  created_at: string;
}

export interface Medium {
  id: number;
  url: string;
  type: string;
  width: number | null;
  height: number | null;
  size: number;
  filename: string;
  alt: string;
  caption: string;
  credit: string;
  copyright: string;
  focal_point: { x: number; y: number } | null;
  placeholder: string | null;
  renditions: { url: string; type: string; width: number | null; height: number | null; size: number }[];
  created_at: string;
  created_by: string;
  used_by: number;
}
