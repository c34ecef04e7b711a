// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a picture or a name: what is taken out of one leaves a picture that has nothing more to take out, and a name that passes is
// written as it was read.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/images/metadata.hpp"

namespace {

using namespace stoppress;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    for (const auto format : {media::Format::jpeg, media::Format::png, media::Format::webp}) {
        if (const auto bare = media::without_metadata(bytes, format)) {
            require(bare->size() <= size && media::without_metadata(*bare, format) == bare);
        }
    }
    if (const auto name = media::Name::parse(bytes)) {
        require(name->file() == bytes && media::Name::parse_address(name->address()) == name);
    }
    return 0;
}
