#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: in a compound transform of ICU each filter holds for the transform behind it alone. The user guide ("General Transforms", "Filtered IDs" and
# "Compound IDs") tells such a filter, "[A-Z] Latin-Katakana;", from a global one, which has a semicolon of its own, "[A-Z]; Latin-Katakana;".
#
# What is true: in ICU 72.1 the filter of the first transform is also taken for the global one: "[A-Z] Latin-Katakana; Latin-Hiragana" never turns small letters
# into Hiragana. The same holds for rules, "::[A-Z] Latin-Katakana; ::Latin-Hiragana;". With "Null;" before it the filter holds for its own transform alone.
#
# Whom it matters to: whoever treats one script first, and the rest after it, as when a name in any script becomes part of an address. Steps
# behind the first do nothing to other text, and nothing says so.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=72.1-3+deb12u1
apt-get download -q "icu-devtools=$version" "libicu72=$version" >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name 'libicuuc.so*' | head -1)")"
export LD_LIBRARY_PATH
uconv="$folder/tree/usr/bin/uconv"
"$uconv" --version || exit 2

text="TOKYO kyoto"
transformed() {
    local result
    result="$("$uconv" -f utf-8 -t utf-8 -x "$1" <<<"$text")"
    printf '%-52s %s -> %s\n' "$1" "$text" "$result" >&2
    echo "$result"
}
global="$(transformed '[A-Z]; Latin-Katakana; Latin-Hiragana')"
first="$(transformed '[A-Z] Latin-Katakana; Latin-Hiragana')"
rules="$(transformed '::[A-Z] Latin-Katakana; ::Latin-Hiragana;')"
second="$(transformed 'Null; [A-Z] Latin-Katakana; Latin-Hiragana')"
if [ "$first" = "$global" ] && [ "$rules" = "$global" ] && [ "$second" != "$first" ]; then
    echo "The filter of the first transform keeps the second one from all other text; behind Null it does not."
else
    echo "Changed: the filter of the first transform no longer holds for those behind it."
    exit 1
fi
