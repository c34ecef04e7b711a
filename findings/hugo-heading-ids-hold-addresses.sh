#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: the id of a heading is made from the text that readers see, as GitHub, whose rules Hugo names ("autoHeadingIDType: github"), does it.
#
# What is true: Hugo 0.111.3 makes it from the Markdown of the heading. The letters of a link's address and title are in the id, so is the name of an entity ("&amp;" adds
# "amp"), and "_" of an emphasis stays. In a script with combining marks the marks are dropped, since they are neither letters nor digits: ids of Hindi headings have no vowels.
#
# Whom it matters to: whoever moves a site away from Hugo and wants links to parts of a page to go on leading there. An id made from the shown text is wrong for
# every heading with a link. Stoppress gives the Markdown itself to HeadingIds (src/importing/hugo/heading_ids.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
cd "$folder"
apt-get download -q hugo=0.111.3-1 libsass1 libwebp7 >/dev/null || exit 2
for package in *.deb; do dpkg-deb -x "$package" tree; done
LD_LIBRARY_PATH="$(dirname "$(find "$folder/tree" -name "libsass.so*" | head -1)")"
export LD_LIBRARY_PATH
hugo="$folder/tree/usr/bin/hugo"
"$hugo" version || exit 2

mkdir -p site/layouts/_default site/content/news
echo 'baseURL = "https://paper.test/"' >site/hugo.toml
echo '{{ .Content }}' >site/layouts/_default/single.html
cat >site/content/news/a.md <<'MARKDOWN'
---
title: A
---
## The [report](https://city.test/2024/report.pdf)
## Bread &amp; water
## An _old_ bridge
## हिन्दी
MARKDOWN
"$hugo" --quiet -s site
ids="$(grep -o '<h2 id="[^"]*"' site/public/news/a/index.html)"
echo "$ids"
if [[ "$ids" == *'"the-reporthttpscitytest2024reportpdf"'* && "$ids" == *'"bread-amp-water"'* && "$ids" == *'"an-_old_-bridge"'* && "$ids" == *'"हनद"'* ]]; then
    echo "The ids are made from the Markdown, addresses of links included."
else
    echo "Changed: the ids are others."
    exit 1
fi
