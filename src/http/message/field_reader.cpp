// SPDX-License-Identifier: GPL-3.0-or-later
#include "http/message/field_reader.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <array>
#include <charconv>

#include "base/text/ascii.hpp"
#include "http/message/characters.hpp"

namespace stoppress::http {
namespace {

/// How many of the first bytes are allowed in a field's value.
std::size_t value_length(std::string_view text) {
    std::size_t length = 0;
#if defined(__SSE2__)
    // Sixteen at a time while all are printable; in a signed comparison, bytes with the high bit are less than
    // a space, too.
    const __m128i space = _mm_set1_epi8(' ');
    const __m128i rubout = _mm_set1_epi8(0x7f);
    while (text.size() - length >= 16) {
        __m128i bytes;
        __builtin_memcpy(&bytes, text.data() + length, sizeof bytes);
        const __m128i bad = _mm_or_si128(_mm_cmplt_epi8(bytes, space), _mm_cmpeq_epi8(bytes, rubout));
        if (_mm_movemask_epi8(bad) != 0) {
            break;
        }
        length += 16;
    }
#endif
    while (length < text.size() && is_in(text[length], kValue)) {
        ++length;
    }
    return length;
}

/// Fields that may occur once, each with its bit.
struct Once {
    std::string_view name;
    std::string_view Request::* field;
};
constexpr std::array kPrivateFields{
    Once{"host", &Request::host},
    Once{"user-agent", &Request::user_agent},
    Once{"content-type", &Request::content_type},
    Once{"if-match", &Request::if_match},
    Once{"authorization", &Request::authorization},
    Once{"cookie", &Request::cookie},
    Once{"origin", &Request::origin},
    Once{"sec-fetch-site", &Request::sec_fetch_site},
    Once{"idempotency-key", &Request::idempotency_key},
};
struct PublicOnce {
    std::string_view name;
    std::string_view PublicRequest::* field;
};
constexpr std::array kPublicFields{
    PublicOnce{"if-none-match", &PublicRequest::if_none_match},
    PublicOnce{"if-modified-since", &PublicRequest::if_modified_since},
    PublicOnce{"range", &PublicRequest::range},
    PublicOnce{"if-range", &PublicRequest::if_range},
};
constexpr std::uint32_t kHostBit = 1;
constexpr std::uint32_t kContentLengthBit = 1U << 31U;
constexpr std::uint32_t kExpectBit = 1U << 30U;

/// Whether the weight of an element of Accept-Encoding is not zero. A malformed one counts as zero, because plain bytes
/// are always readable.
bool has_weight(std::string_view parameters) {
    while (!parameters.empty()) {
        const std::string_view parameter = next_element(parameters, ';');
        if (parameter.size() >= 2 && base::ascii_lower(parameter[0]) == 'q' && parameter[1] == '=') {
            const std::string_view weight = parameter.substr(2);
            const bool one = weight == "1" || (weight.starts_with("1.") && weight.find_first_not_of('0', 2) == std::string_view::npos);
            const bool fraction = weight.size() > 2 && weight.size() <= 5 && weight.starts_with("0.") && all_in(weight.substr(2), kDigit);
            return one || (fraction && weight.find_first_not_of('0', 2) != std::string_view::npos);
        }
    }
    return true;
}

}  // namespace

bool is_host(std::string_view value) {
    if (value.empty() || value.size() > 255 || !all_in(value, kHost)) {
        return false;
    }
    std::string_view rest;
    if (value.front() == '[') {
        const std::size_t end = value.find(']');
        const std::string_view address = value.substr(1, end - 1);
        if (end == std::string_view::npos || address.empty() ||
            address.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) {
            return false;
        }
        rest = value.substr(end + 1);
    } else {
        const std::size_t end = value.find(':');
        const std::string_view name = value.substr(0, end);
        if (name.empty() || name.find_first_of("[]") != std::string_view::npos) {
            return false;
        }
        rest = end == std::string_view::npos ? std::string_view{} : value.substr(end);
    }
    return rest.empty() || (rest.front() == ':' && rest.size() >= 2 && rest.size() <= 6 && all_in(rest.substr(1), kDigit));
}

std::optional<Refusal> FieldReader::read_line(std::string_view& rest) {
    std::size_t colon = 0;
    while (colon < rest.size() && is_in(rest[colon], kToken)) {
        ++colon;
    }
    if (colon == 0 || colon == rest.size() || rest[colon] != ':') {
        return malformed("Invalid header line: expected a field name, a colon and a value.");
    }
    const std::string_view name = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
    const std::size_t length = value_length(rest);
    if (!rest.substr(length).starts_with("\r\n")) {
        return malformed("Invalid character in a header field.");
    }
    const std::string_view value = trim(rest.substr(0, length));
    rest.remove_prefix(length + 2);
    if (++count_ > kMaxFields) {
        return Refusal{Status::fields_too_large, RefusalReason::head_too_large, "Too many header fields."};
    }
    return take(name, value);
}

std::optional<Refusal> FieldReader::take_once(std::string_view& into, std::uint32_t bit, std::string_view value) {
    if ((seen_ & bit) != 0) {
        if (bit == kHostBit) {
            return Refusal{Status::bad_request, RefusalReason::host, "The Host header field was sent more than once."};
        }
        return malformed("A header field that is allowed only once was sent twice.");
    }
    seen_ |= bit;
    into = value;
    return std::nullopt;
}

std::optional<Refusal> FieldReader::take(std::string_view name, std::string_view value) {
    Request& request = head_.request;
    std::uint32_t bit = kHostBit;
    for (const Once& once : kPrivateFields) {
        if (is_name(name, once.name)) {
            return take_once(request.*once.field, bit, value);
        }
        bit <<= 1U;
    }
    for (const PublicOnce& once : kPublicFields) {
        if (is_name(name, once.name)) {
            return take_once(request.*once.field, bit, value);
        }
        bit <<= 1U;
    }
    switch (name.size()) {
        case 6:
            if (is_name(name, "expect")) {
                expectation_failed_ = expectation_failed_ || (seen_ & kExpectBit) != 0 || !is_name(value, "100-continue");
                seen_ |= kExpectBit;
            } else if (is_name(name, "accept")) {
                request.accept = value;
            }
            break;
        case 7:
            if (is_name(name, "purpose")) {
                take_purpose(value);
            } else if (is_name(name, "referer")) {
                request.referrer = value;
            }
            break;
        case 10:
            if (is_name(name, "connection")) {
                take_connection(value);
            }
            break;
        case 11:
            if (is_name(name, "sec-purpose")) {
                take_purpose(value);
            }
            break;
        case 14:
            if (is_name(name, "content-length")) {
                return take_content_length(value);
            }
            break;
        case 15:
            if (is_name(name, "accept-encoding")) {
                take_accept_encoding(value);
            } else if (is_name(name, "accept-language")) {
                request.accept_language = value;
            } else if (is_name(name, "x-forwarded-for")) {
                if (head_.forwarded_for.size() == kMaxForwardedFields) {
                    return malformed("Too many X-Forwarded-For header fields.");
                }
                head_.forwarded_for.push_back(value);
            }
            break;
        case 17:
            if (is_name(name, "transfer-encoding")) {
                return Refusal{Status::length_required, RefusalReason::transfer_encoding,
                               "Transfer-Encoding is not supported; send a Content-Length."};
            }
            break;
        default:
            break;
    }
    return std::nullopt;
}

std::optional<Refusal> FieldReader::take_content_length(std::string_view value) {
    const Refusal refusal{Status::bad_request, RefusalReason::content_length, "Invalid Content-Length: expected one decimal number."};
    if ((seen_ & kContentLengthBit) != 0 || value.empty() || !all_in(value, kDigit) || (value.size() > 1 && value.front() == '0')) {
        return refusal;
    }
    if (value.size() > kMaxContentLengthDigits) {
        return Refusal{Status::content_too_large, RefusalReason::too_large, "The body is too large."};
    }
    seen_ |= kContentLengthBit;
    head_.has_length = true;
    std::from_chars(value.data(), value.data() + value.size(), head_.request.content_length);
    return std::nullopt;
}

void FieldReader::take_connection(std::string_view value) {
    while (!value.empty()) {
        if (is_name(next_element(value), "close")) {
            head_.closes = true;
        }
    }
}

void FieldReader::take_accept_encoding(std::string_view value) {
    while (!value.empty()) {
        std::string_view parameters = next_element(value);
        const std::string_view coding = next_element(parameters, ';');
        if (is_name(coding, "gzip") || is_name(coding, "x-gzip")) {
            gzip_named_ = true;
            gzip_wanted_ = has_weight(parameters);
        } else if (is_name(coding, "br")) {
            brotli_named_ = true;
            brotli_wanted_ = has_weight(parameters);
        } else if (coding == "*") {
            any_wanted_ = has_weight(parameters);
        }
    }
}

void FieldReader::take_purpose(std::string_view value) {
    while (!value.empty()) {
        std::string_view parameters = next_element(value);
        while (!parameters.empty()) {
            const std::string_view word = next_element(parameters, ';');
            if (is_name(word, "prefetch") || is_name(word, "prerender") || is_name(word, "preview")) {
                head_.request.prefetch = true;
            }
        }
    }
}

std::optional<Refusal> FieldReader::finish() {
    Request& request = head_.request;
    if ((seen_ & kHostBit) == 0) {
        return Refusal{Status::bad_request, RefusalReason::host, "The Host header field is missing."};
    }
    if (!is_host(request.host)) {
        return Refusal{Status::bad_request, RefusalReason::host, "Invalid Host: expected a host name or an IP address."};
    }
    if (expectation_failed_) {
        return Refusal{Status::expectation_failed, RefusalReason::expectation,
                       "Unsupported Expect header: only 100-continue is supported."};
    }
    if (request.content_length > 0 && (request.method == Method::get || request.method == Method::head)) {
        return Refusal{Status::bad_request, RefusalReason::content_length, "A GET or HEAD request must not have a body."};
    }
    if ((seen_ & kExpectBit) != 0) {
        head_.expects_continue = request.content_length > 0;
        head_.closes = true;
    }
    request.accepts_gzip = gzip_named_ ? gzip_wanted_ : any_wanted_;
    request.accepts_brotli = brotli_named_ ? brotli_wanted_ : any_wanted_;
    return std::nullopt;
}

}  // namespace stoppress::http
