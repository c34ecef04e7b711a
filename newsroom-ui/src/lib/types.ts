// SPDX-License-Identifier: GPL-3.0-or-later
// The API's things by the names that the newsroom uses for them.
import type { components, paths } from "../generated/api";

type Schemas = components["schemas"];
type Answer<Path extends keyof paths, Method extends keyof paths[Path]> = paths[Path][Method] extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

export type Status = Schemas["StorySummary"]["status"];
export const roles = ["contributor", "reporter", "editor", "admin"] as const satisfies readonly Schemas["Role"][];
export type Role = Schemas["Role"];
export type Site = Schemas["Site"];
export type Section = Schemas["Section"];
export type Topic = Schemas["Topic"];
export type Author = Schemas["Author"];

export type StorySummary = Schemas["StorySummary"];
export type Story = Schemas["Story"];
export type Proposal = Schemas["Proposal"];

/** As colleagues see them; admins also see when they were last here. */
export type Person = Schemas["Colleague"];
export type Notification = Schemas["Notification"];
export type NotificationChoice = Schemas["NotificationChoice"];

export type SignedIn = Answer<"/session", "post">;
export type Session = Answer<"/session", "get">;
export type OpenSession = Schemas["Session"];
export type Passkey = Schemas["Passkey"];
export type AuditEntry = Schemas["AuditEntry"];

export type Token = Answer<"/tokens", "get">["tokens"][number];
export type Medium = Schemas["Medium"];
export type TrashEntry = Schemas["TrashEntry"];
export type Restored = Schemas["Restored"];
export type Template = Schemas["Template"];
export type ImportSummary = Schemas["ImportSummary"];
export type Import = Schemas["Import"];
export type ImportKind = Schemas["ImportKind"];
export type ImportNote = Schemas["ImportNote"];
export type TemplateSummary = Schemas["TemplateSummary"];
