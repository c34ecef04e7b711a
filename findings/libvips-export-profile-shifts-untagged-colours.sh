#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# One would guess: a thumbnail that is exported to the profile "srgb" leaves the colours of a picture without a profile as they are, since
# such a picture is in sRGB anyway (the web's rule, and the interpretation that libvips itself gives it).
#
# What is true: libvips 8.14.1 takes such a picture to its profile by way of Lab with another white point than its built-in sRGB profile has. Pure
# red (255, 0, 0) becomes (248, 26, 16). Without the export profile, or with "srgb" as import profile too, every value is what it was, give or
# take one.
#
# Whom it matters to: whoever asks vips_thumbnail for "export_profile" so that pictures with a profile of their own are shown right, and sends
# pictures without one the same way. Stoppress asks for it only for pictures that have a profile, or are CMYK (src/media/images/image_job.cpp).
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cd "$folder"
version=8.14.1-3+deb12u3
ldconfig -p | grep -q 'libvips\.so\.42 ' || { echo "This needs Debian 12's package libvips42."; exit 2; }
apt-get download -q "libvips-tools=$version" >/dev/null 2>&1 || exit 2
dpkg-deb -x libvips-tools_*.deb tree
vips="$folder/tree/usr/bin/vips"
thumbnail="$folder/tree/usr/bin/vipsthumbnail"
"$vips" --version || exit 2

{
    printf 'P6\n64 64\n255\n'
    for _ in $(seq 4096); do printf '\377\000\000'; done
} >red.ppm
"$thumbnail" red.ppm --size 32 -o none.png
"$thumbnail" red.ppm --size 32 --eprofile srgb -o export.png
"$thumbnail" red.ppm --size 32 --iprofile srgb --eprofile srgb -o both.png
colour() { "$vips" getpoint "$1" 5 5 | xargs; }
echo "no profile asked for:   $(colour none.png)"
echo "export profile srgb:    $(colour export.png)"
echo "import and export srgb: $(colour both.png)"
if [ "$(colour none.png)" = "255 0 0" ] && [ "$(colour export.png)" = "248 26 16" ]; then
    echo "libvips shifts the colours of a picture without a profile when an export profile is asked for."
else
    echo "Changed: the colours are as they were."
    exit 1
fi
