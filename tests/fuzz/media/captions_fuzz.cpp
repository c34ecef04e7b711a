// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as captions: what is written of them is read back as the same, and has no line that could be markup of its own.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text/utf8.hpp"
#include "media/limits.hpp"
#include "media/recordings/captions.hpp"
#include "require.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace stoppress;
    const auto captions = media::read_captions({reinterpret_cast<const char*>(data), size});
    if (captions.has_value()) {
        fuzz::require(captions->file.starts_with("WEBVTT\n") && base::is_utf8(captions->file));
        fuzz::require(captions->cues >= 1 && captions->cues <= media::kMaxCues);
        const auto again = media::read_captions(captions->file);
        fuzz::require(captions->file.size() > media::kMaxCaptionsBytes || (again.has_value() && again->file == captions->file));
    }
    return 0;
}
