// SPDX-License-Identifier: GPL-3.0-or-later
// Corrections that readers see.
// Thread: plain data; the functions are pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time/time.hpp"
#include "story/story.hpp"

namespace stoppress::store {

enum class CorrectionKind : std::uint8_t { correction, clarification, retraction };
[[nodiscard]] std::string_view to_string(CorrectionKind kind);
[[nodiscard]] std::optional<CorrectionKind> parse_correction_kind(std::string_view text);

/// A correction that readers see permanently.
struct Correction {
    std::int64_t number = 0;
    base::Time at;
    CorrectionKind kind = CorrectionKind::correction;
    std::string text;
};

/// An entry of the list of all corrections.
struct ListedCorrection {
    story::Card card;  ///< of the corrected story
    Correction correction;
};

}  // namespace stoppress::store
