// SPDX-License-Identifier: GPL-3.0-or-later
// ICU's normalizers.
// Thread: any; they are immutable and live as long as the program.
#pragma once

#include <unicode/normalizer2.h>

namespace stoppress::story {

/// "nfc" composed or decomposed, "nfkc_cf" composed (NFKC with case folded): see icu::Normalizer2::getInstance. Ends the
/// program if ICU has no data for it.
[[nodiscard]] const icu::Normalizer2& normalizer(const char* data, UNormalization2Mode mode);

}  // namespace stoppress::story
