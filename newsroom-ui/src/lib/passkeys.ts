// SPDX-License-Identifier: GPL-3.0-or-later
// Passkeys by the browser's own functions (WebAuthn Level 3): it turns the server's JSON into what it wants, and its answer into JSON.
// Flow:   SignIn, SignInAgain, Passkeys -> here -> the server's challenge -> navigator.credentials -> the server
import { ApiError, post, request } from "./api";
import { t } from "./i18n.svelte";
import { explain } from "./notices.svelte";
import type { Passkey, SignedIn } from "./types";

/** A little less than the server lets a challenge be good for. */
const renewal = 4 * 60_000;

/** Whether this browser can: an address of numbers, or one without a secure connection, has no passkeys. */
export const passkeysWork = (): boolean =>
  window.isSecureContext &&
  typeof PublicKeyCredential === "function" &&
  "parseRequestOptionsFromJSON" in PublicKeyCredential &&
  !/^(?:[\d.]+|\[.*)$/.test(location.hostname);

async function ask(mediation?: CredentialMediationRequirement, signal?: AbortSignal): Promise<SignedIn> {
  const { publicKey } = await post<{ publicKey: PublicKeyCredentialRequestOptionsJSON }>("/session/passkey/challenge");
  const credential = (await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey),
    ...(mediation ? { mediation } : {}),
    ...(signal ? { signal } : {}),
  })) as PublicKeyCredential;
  return (await request<SignedIn>("POST", "/session/passkey", { body: { credential: credential.toJSON() as unknown } })).data;
}

/** Asks the browser for a passkey, and signs in with it. */
export const signInWithPasskey = (): Promise<SignedIn> => ask();

/** Offers passkeys among what the browser fills into the form, until one is taken or `signal` says stop. Null where it cannot. */
export async function offerPasskeys(signal: AbortSignal): Promise<SignedIn | null> {
  if (!passkeysWork() || !(await PublicKeyCredential.isConditionalMediationAvailable())) {
    return null;
  }
  for (;;) {
    const old = AbortSignal.timeout(renewal);
    try {
      return await ask("conditional", AbortSignal.any([signal, old]));
    } catch (problem) {
      if (signal.aborted) {
        return null;
      }
      if (!old.aborted) {
        throw problem;
      }
    }
  }
}

/** Makes a passkey on this device or another. `proof`: the password, where the server wants it again. */
export async function addPasskey(name: string, proof?: string): Promise<Passkey> {
  const { publicKey } = await post<{ publicKey: PublicKeyCredentialCreationOptionsJSON }>("/me/passkeys/challenge", proof ? { password: proof } : {});
  const credential = (await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })) as PublicKeyCredential;
  return post<Passkey>("/me/passkeys", { name, credential: credential.toJSON() as unknown });
}

/** What went wrong with a passkey. */
export function explainPasskey(problem: unknown): string {
  if (problem instanceof ApiError && problem.status === 401) {
    return t("shell.passkeys.bad");
  }
  if (problem instanceof DOMException) {
    return t(problem.name === "InvalidStateError" ? "shell.passkeys.known" : problem.name === "NotAllowedError" || problem.name === "AbortError" ? "shell.passkeys.cancelled" : "shell.passkeys.impossible");
  }
  return explain(problem);
}
