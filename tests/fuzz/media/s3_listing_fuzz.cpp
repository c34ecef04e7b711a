// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a store answers: a list that passes has names in it, and an error's code is a word.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/storage/s3_listing.hpp"
#include "media/storage/storage.hpp"

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
    if (const auto listing = media::parse_listing(bytes); listing.has_value()) {
        for (const auto& object : listing->objects) {
            if (const auto file = media::StoredFile::parse(object.key, object.size)) {
                require(file->path() == object.key);
            }
        }
    }
    require(media::error_code_in(bytes).size() <= 64);
    return 0;
}
