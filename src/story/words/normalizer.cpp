// SPDX-License-Identifier: GPL-3.0-or-later
#include "story/words/normalizer.hpp"

#include "base/result.hpp"

namespace stoppress::story {

const icu::Normalizer2& normalizer(const char* data, UNormalization2Mode mode) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* found = icu::Normalizer2::getInstance(nullptr, data, mode, status);
    if (U_FAILURE(status) || found == nullptr) {
        base::die("ICU's data for normalisation is missing: install libicu of the version this program was built with");
    }
    return *found;
}

}  // namespace stoppress::story
