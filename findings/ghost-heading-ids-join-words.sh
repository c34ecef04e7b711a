#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: the id of a heading, made from its text, has at least one hyphen wherever the text has something between two words, as usual:
# "Rates 2020 -- 2026" gives "rates-2020-2026".
#
# What is true: Ghost (@tryghost/kg-utils 1.1.5, slugify) first makes each run of spaces a hyphen and then removes every run of two or more hyphens altogether, without
# leaving one: "rates-20202026". So words on both sides of a typed dash are joined, while those on both sides of "&" are not, because signs are removed before. Letters
# outside of ASCII are percent-encoded in the id itself.
#
# Whom it matters to: whoever moves a Ghost site and wants links to parts of a page to go on working. Stoppress gives headings of imported posts these ids, decoded
# (src/document/addresses/ghost_heading.cpp), and writes headings for Ghost only where it gives them the id that they have.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund @tryghost/kg-utils@1.1.5 >/dev/null 2>&1 || exit 2
node -p '"@tryghost/kg-utils " + JSON.parse(require("fs").readFileSync("node_modules/@tryghost/kg-utils/package.json")).version'
cat >ids.mjs <<'JS'
import { slugify } from "@tryghost/kg-utils";
for (const text of ["Rates 2020 -- 2026", "Rates 2020 & 2026", "Rates 2020 - 2026", "خبر تازه"]) console.log(`${text}: ${slugify(text)}`);
JS
seen="$(node ids.mjs)"
echo "$seen"
if [ "$seen" = "Rates 2020 -- 2026: rates-20202026
Rates 2020 & 2026: rates-2020-2026
Rates 2020 - 2026: rates-20202026
خبر تازه: %D8%AE%D8%A8%D8%B1-%D8%AA%D8%A7%D8%B2%D9%87" ]; then
    echo "Runs of hyphens go, with what they separate joined; other letters are percent-encoded."
else
    echo "Changed: ids are made in another way."
    exit 1
fi
