// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a file says about its picture, XMP included: what is read is one short line of UTF-8 each.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text/utf8.hpp"
#include "media/images/credits.hpp"
#include "media/limits.hpp"

namespace {

using namespace stoppress;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool is_line(std::string_view text, std::size_t most) {
    for (const char c : text) {
        if ((c >= 0 && c < ' ') || c == '\x7f') {
            return false;
        }
    }
    return text.size() <= most && base::is_utf8(text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const media::Metadata& metadata : {media::Metadata{.iptc = bytes}, media::Metadata{.xmp = bytes},
                                            media::Metadata{.artist = bytes, .copyright = bytes, .description = bytes}}) {
        const auto read = media::read_credits(metadata);
        require(is_line(read.credit, media::kMaxCreditBytes) && is_line(read.copyright, media::kMaxCreditBytes));
        require(is_line(read.caption, media::kMaxCaptionBytes) && is_line(read.alt, media::kMaxAltBytes));
    }
    return 0;
}
