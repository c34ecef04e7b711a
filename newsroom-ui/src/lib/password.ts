// SPDX-License-Identifier: GPL-3.0-or-later
// Estimates how strong a password is while it is typed, with zxcvbn. The server decides whether it accepts it.

export type Strength = "short" | "own" | "weak" | "fair" | "strong";

/** `own`: the person's name and address, which are guessed first. */
export type Estimate = (password: string, own: readonly string[]) => Exclude<Strength, "short">;

/** As on the server, in characters. */
export const shortest = 8;

// As powers of ten of the guesses needed. zxcvbn has no dictionaries here, so it takes ordinary words for random letters: "strong" begins
// four powers of ten above its own best score.
const fair = 8;
const strong = 14;

export function isShort(password: string): boolean {
  return Array.from(password).length < shortest;
}

/** Loads zxcvbn and the list of common passwords that the server uses, together 12 KB compressed. Rejects without a connection. */
export async function loadEstimate(): Promise<Estimate> {
  const [{ ZxcvbnFactory }, { default: common }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("../../../src/staff/common_passwords.txt?raw"),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary: { common: common.split("\n").filter((word) => word !== "") } });
  return (password, own) => {
    const words = own.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter((word) => Array.from(word).length >= 4);
    const result = estimator.check(password, words);
    if (result.guessesLog10 < fair) {
      const isOwn = result.sequence.some((match) => "dictionaryName" in match && match.dictionaryName === "userInputs");
      return isOwn ? "own" : "weak";
    }
    return result.guessesLog10 < strong ? "fair" : "strong";
  };
}
