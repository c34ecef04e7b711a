// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a block of credits: what is read is one short line of UTF-8.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/images/credits.hpp"
#include "media/limits.hpp"

namespace {

using namespace stoppress;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

bool is_line(std::string_view text) {
    for (const char c : text) {
        if ((c >= 0 && c < ' ') || c == '\x7f') {
            return false;
        }
    }
    return text.size() <= media::kMaxCreditBytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto of_agency = media::read_credits(bytes, {}, {});
    const auto of_camera = media::read_credits({}, bytes, bytes);
    require(is_line(of_agency.credit) && is_line(of_agency.copyright) && is_line(of_camera.credit) && is_line(of_camera.copyright));
    return 0;
}
