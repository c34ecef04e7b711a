// SPDX-License-Identifier: GPL-3.0-or-later
#include "document/addresses/host_name.hpp"

#include <unicode/uidna.h>

#include <array>

namespace stoppress::document {

std::string shown_host(std::string_view host) {
    constexpr std::size_t kLongest = 1024;  // 253 characters in UTF-8
    if (!host.contains("xn--") || host.size() > kLongest) {
        return std::string(host);
    }
    UErrorCode status = U_ZERO_ERROR;
    UIDNA* idna = uidna_openUTS46(
        UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ | UIDNA_CHECK_CONTEXTO, &status);
    if (U_FAILURE(status)) {
        return std::string(host);
    }
    std::array<char, kLongest> shown{};
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const auto length = uidna_nameToUnicodeUTF8(idna, host.data(), static_cast<std::int32_t>(host.size()), shown.data(),
                                                static_cast<std::int32_t>(shown.size()), &info, &status);
    uidna_close(idna);
    if (U_FAILURE(status) || info.errors != 0 || length <= 0 || static_cast<std::size_t>(length) > shown.size()) {
        return std::string(host);
    }
    return {shown.data(), static_cast<std::size_t>(length)};
}

}  // namespace stoppress::document
