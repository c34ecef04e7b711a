// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a request: the gate never fails, says the same however the bytes are cut, and what it takes has one reading.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/text/utf8.hpp"
#include "http/message/characters.hpp"
#include "http/message/conditional.hpp"
#include "http/message/gate.hpp"
#include "http/server/client_address.hpp"

namespace {

using namespace stoppress;
using Verdict = http::HeadScanner::Verdict;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

struct Scanned {
    Verdict verdict = Verdict::more;
    std::size_t size = 0;
};

/// Scans in pieces of `step` bytes.
Scanned scan(std::string_view bytes, std::size_t step) {
    http::HeadScanner scanner;
    Scanned scanned;
    for (std::size_t size = 0; scanned.verdict == Verdict::more && size < bytes.size();) {
        size = std::min(size + step, bytes.size());
        scanned.verdict = scanner.scan(bytes.substr(0, size));
    }
    scanned.size = scanned.verdict == Verdict::complete ? scanner.head_size() : 0;
    return scanned;
}

/// What holds for every head that is taken.
void check_taken(std::string_view bytes, const http::Head& head) {
    const http::Request& request = head.request;
    std::size_t hosts = 0;
    std::size_t lengths = 0;
    for (std::size_t at = 0; at + 2 < bytes.size();) {
        const std::size_t end = bytes.find("\r\n", at);
        const std::string_view line = bytes.substr(at, end - at);
        require(line.find_first_of(std::string_view("\r\n\0", 3)) == std::string_view::npos);
        const std::string_view name = line.substr(0, line.find(':'));
        require(!http::is_name(name, "transfer-encoding"));
        hosts += http::is_name(name, "host") ? 1U : 0U;
        lengths += http::is_name(name, "content-length") ? 1U : 0U;
        at = end + 2;
    }
    require(hosts == 1 && lengths <= 1 && !request.host.empty());
    require(request.path.text().starts_with('/') && base::is_utf8(request.path.text()));
    require(!request.path.text().contains("/../") && !request.path.text().contains("//") && !request.path.text().contains('\0'));
    std::string scratch;
    const std::string encoded = http::encode_path(request.path.text());
    const http::DecodedPath again = http::decode_path(encoded, scratch);
    require(again.fault == http::PathFault::none && again.text == request.path.text());
    const http::Request detached = request.detached();
    require(detached.path.text() == request.path.text() && detached.cookie == request.cookie && detached.query == request.query);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Scanned whole = scan(bytes, bytes.size() + 1);
    const Scanned pieces = scan(bytes, 1 + (size == 0 ? 0 : data[size - 1] % 64));
    require(whole.size == pieces.size && (whole.verdict == Verdict::complete) == (pieces.verdict == Verdict::complete));

    http::Gate gate;
    http::Head head;
    // The gate alone has to stand whatever it is given.
    const std::string_view tried = whole.verdict == Verdict::complete ? bytes.substr(0, whole.size) : bytes;
    const auto refusal = gate.read(tried, head);
    if (!refusal && whole.verdict == Verdict::complete) {
        check_taken(tried, head);
    }
    static_cast<void>(http::Query::parse(head.request.query));
    static_cast<void>(http::names_etag(head.request.if_none_match, "\"a\""));
    static_cast<void>(http::parse_http_date(head.request.if_modified_since));
    static_cast<void>(http::parse_address(head.request.host));
    http::Response response = http::plain_text(http::Status::ok, "0123456789");
    http::apply_range(head.request, "\"a\"", response);
    require(response.size() <= 10);
    return 0;
}
