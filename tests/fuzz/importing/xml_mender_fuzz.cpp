// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes through what mends XML: the same in one piece as in many, and what comes out is not mended again.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "importing/xml/xml_mender.hpp"
#include "require.hpp"

namespace {

std::string mended(std::string_view bytes, std::size_t piece, std::uint64_t& count) {
    stoppress::importing::XmlMender mender;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        mender.add(bytes.substr(at, piece));
        out += mender.ready();
        mender.drop(mender.ready().size());
    }
    mender.finish();
    out += mender.ready();
    count = mender.mended();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    std::uint64_t whole_count = 0;
    std::uint64_t pieces_count = 0;
    const std::string whole = mended(bytes, size + 1, whole_count);
    fuzz::require(whole == mended(bytes, 1, pieces_count) && whole_count == pieces_count);
    std::uint64_t again = 0;
    fuzz::require(mended(whole, size + 1, again) == whole && again == 0);
    return 0;
}
