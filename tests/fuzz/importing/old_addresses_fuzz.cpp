// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as the addresses of an old site: sitemap, feed, log or list, compressed or not. No crash, no hang.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "importing/old_addresses/old_addresses.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress::importing;
    static const fuzz::TemporaryFile file("addresses");
    file.write(std::string_view(reinterpret_cast<const char*>(data), size));
    OldAddressList list;
    if (list.read(file.path()).has_value()) {
        static_cast<void>(list.of_host("paper.example"));
    }
    return 0;
}
