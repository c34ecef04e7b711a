#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a date in front matter that names its zone, in the forms of mail and HTTP, is read in that zone; of GMT and UTC at least, whatever the
# machine and the site's settings are ("Mon, 02 Jan 2006 15:04:05 GMT" is 15:04:05 UTC in RFC 9110).
#
# What is true: Hugo 0.111.3 ignores the letters, those of GMT and UTC too, and reads the time in the site's timeZone. A numeric offset counts, and so does the "Z"
# of RFC 3339. So the same line is another moment on another site: with timeZone = "Europe/Berlin" 15:04:05 GMT is shown as 14:04:05 UTC.
#
# Whom it matters to: whoever imports a Hugo site, or moves a page with dates of mail or HTTP from one to another. Stoppress reads them as Hugo does (read_date()
# in src/importing/hugo/front_matter/dates.cpp).
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
printf 'baseURL = "https://paper.test/"\ntimeZone = "Europe/Berlin"\n' >site/hugo.toml
printf '{{ .Date.UTC.Format "15:04:05" }}' >site/layouts/_default/single.html
page() { printf -- '---\ntitle: %s\ndate: "%s"\n---\n' "$1" "$2" >"site/content/news/$1.md"; }
page gmt "Mon, 02 Jan 2006 15:04:05 GMT"
page utc "Mon Jan  2 15:04:05 UTC 2006"
page mst "Mon, 02 Jan 2006 15:04:05 MST"
page numeric "Mon, 02 Jan 2006 15:04:05 +0000"
page rfc3339 "2006-01-02T15:04:05Z"
"$hugo" --quiet -s site
seen=""
for name in gmt utc mst numeric rfc3339; do
    echo "$name: $(cat "site/public/news/$name/index.html") UTC"
    seen+="$(cat "site/public/news/$name/index.html") "
done
if [ "$seen" = "14:04:05 14:04:05 14:04:05 15:04:05 15:04:05 " ]; then
    echo "Names of zones are ignored, GMT and UTC too; numbers and Z are not."
else
    echo "Changed: they are read in another way."
    exit 1
fi
