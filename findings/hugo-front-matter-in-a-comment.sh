#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: front matter is at the start of a file and ends with a line "---". A file that starts with an HTML comment has none, and one whose front matter
# ends with a longer line is not closed.
#
# What is true: in Hugo 0.111.3 front matter may stand in an HTML comment; the comment's end ("-->") is then the first text of the page, and readers see it. And every line
# that begins with "---" (or "+++") closes it; the rest of that line is the first text: "-----" leaves "--".
#
# Whom it matters to: whoever reads content files for another system. Both are in real sites (a translation with the original in a comment, an underline of five
# hyphens); read strictly, such pages lose title, date and address, or are refused. Stoppress reads them as Hugo does, without the "-->" (split_file() in
# src/importing/hugo/front_matter/front_matter.cpp).
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
printf '[{{ .Title }}] [{{ .RawContent | safeHTML }}]' >site/layouts/_default/single.html
printf -- '---\ntitle: Longer\n-----\nText' >site/content/news/longer.md
printf -- '<!--\n---\ntitle: Comment\n---\n-->\nText' >site/content/news/comment.md
"$hugo" --quiet -s site
shown() { tr '\n' '~' <"site/public/news/$1/index.html"; }
for name in longer comment; do echo "$name: $(shown $name)"; done
if [[ "$(shown longer)" == "[Longer] [--~Text]" && "$(shown comment)" == "[Comment] [-->~Text]" ]]; then
    echo "A longer line ends front matter, and a comment may hold it."
else
    echo "Changed: it is read in another way."
    exit 1
fi
