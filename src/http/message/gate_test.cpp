// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a head is parsed in one way or refused: which are accepted, and which are refused with which status.
#include "http/message/gate.hpp"

#include <gtest/gtest.h>

namespace stoppress::http {
namespace {

struct Read {
    std::optional<Refusal> refusal;
    Head head;
};

/// Scans and reads a whole request as the connection does. `gate` owns what the head views.
Read read(Gate& gate, std::string_view bytes) {
    HeadScanner scanner;
    Read result;
    switch (scanner.scan(bytes)) {
        case HeadScanner::Verdict::more:
            ADD_FAILURE() << "not a whole head: " << bytes;
            break;
        case HeadScanner::Verdict::refused:
            result.refusal = scanner.refusal();
            break;
        case HeadScanner::Verdict::complete:
            result.refusal = gate.read(bytes.substr(0, scanner.head_size()), result.head);
            break;
    }
    return result;
}

int status_for(std::string_view bytes) {
    Gate gate;
    const Read result = read(gate, bytes);
    return result.refusal ? static_cast<int>(result.refusal->status) : 200;
}

std::string get_request(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: example.org\r\n\r\n";
}
std::string with(std::string_view fields, std::string_view method = "GET") {
    return std::string(method) + " / HTTP/1.1\r\nHost: example.org\r\n" + std::string(fields) + "\r\n";
}

struct Case {
    std::string name;
    std::string bytes;
    int status;
};

class GateTable : public testing::TestWithParam<Case> {};

TEST_P(GateTable, GivesOneVerdict) {
    EXPECT_EQ(status_for(GetParam().bytes), GetParam().status) << GetParam().bytes;
}

using namespace std::string_literals;
const std::vector<Case> kCases{
    {"Plain", get_request("/"), 200},
    {"Http10", "GET / HTTP/1.0\r\nHost: a\r\n\r\n", 200},
    {"Http10WithoutHost", "GET / HTTP/1.0\r\n\r\n", 400},
    {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
    {"TwoHosts", with("Host: example.org\r\n"), 400},
    {"TwoHostsInOtherCase", with("hOST: other.org\r\n"), 400},
    {"HostWithPort", "GET / HTTP/1.1\r\nHost: a:8080\r\n\r\n", 200},
    {"HostOfSixBytes", "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", 200},
    {"HostEmpty", "GET / HTTP/1.1\r\nHost: \r\n\r\n", 400},
    {"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
    {"HostWithUser", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400},
    {"HostWithSpace", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
    {"HostWithWordPort", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400},
    {"HostWithLongPort", "GET / HTTP/1.1\r\nHost: a:1234567\r\n\r\n", 400},
    {"HostBracketOpen", "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", 400},
    {"HostList", "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n", 400},
    {"Version12", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
    {"Version2", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
    {"Preface2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
    {"Version11Lower", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
    {"VersionLong", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400},
    {"NoVersion", "GET /\r\nHost: a\r\n\r\n", 400},
    {"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"SpaceInTarget", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"TabInRequestLine", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"SpaceAtEnd", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400},
    {"EmptyLineFirst", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"BareLineFeeds", "GET / HTTP/1.1\nHost: a\n\n", 400},
    {"BareLineFeedInFields", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
    {"BareReturn", with("X: a\rb\r\n"), 400},
    {"BareReturnInRequestLine", "GET /\r HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"TwoReturns", with("X: a\r\r\n"), 400},
    {"Connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 405},
    {"Trace", with("", "TRACE"), 405},
    {"UnknownMethod", with("", "BREW"), 501},
    {"LowerMethod", with("", "get"), 501},
    {"MethodWithColon", with("", "GE:T"), 400},
    {"Options", with("", "OPTIONS"), 200},
    {"OptionsStar", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
    {"AbsoluteTarget", get_request("http://example.org/"), 400},
    {"RelativeTarget", get_request("foo"), 400},
    {"Fragment", get_request("/#a"), 400},
    {"FragmentInQuery", get_request("/?a#b"), 400},
    {"EightBitTarget", get_request("/\xc3\xb6"), 400},
    {"EightBitQuery", get_request("/?q=\xc3\xb6"), 400},
    {"EncodedEightBit", get_request("/%C3%B6"), 200},
    {"EncodedNotUtf8", get_request("/%C3"), 400},
    {"EncodedNul", get_request("/a%00b"), 400},
    {"EncodedLineFeed", get_request("/a%0Ab"), 400},
    {"EncodedSlash", get_request("/a%2fb"), 400},
    {"EncodedBackslash", get_request("/a%5Cb"), 400},
    {"Backslash", get_request("/a\\b"), 400},
    {"BrokenEncoding", get_request("/%zz"), 400},
    {"CutEncoding", get_request("/a%4"), 400},
    {"DoubleSlash", get_request("//evil.org/"), 404},
    {"InnerDoubleSlash", get_request("/a//b"), 404},
    {"Dot", get_request("/./a"), 404},
    {"DotDot", get_request("/a/../b"), 404},
    {"EncodedDotDot", get_request("/a/%2e%2E/b"), 404},
    {"DotDotAtEnd", get_request("/a/.."), 404},
    {"ThreeDots", get_request("/a/..."), 200},
    {"SlashAtEnd", get_request("/a/"), 200},
    {"PipeInQuery", get_request("/?q=a|b[]^{}\"<>"), 200},
    {"QuoteInPath", get_request("/a\"b"), 400},
    {"LongTarget", get_request("/" + std::string(kMaxTargetBytes, 'a')), 414},
    {"LongestTarget", get_request("/" + std::string(kMaxTargetBytes - 1, 'a')), 200},
    {"FoldedLine", with("X: a\r\n b\r\n"), 400},
    {"FoldedFirstLine", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
    {"SpaceBeforeColon", with("X : a\r\n"), 400},
    {"NoColon", with("X\r\n"), 400},
    {"NoName", with(": a\r\n"), 400},
    {"NulInValue", with("X: a\0b\r\n"s), 400},
    {"ControlInValue", with("X: a\x01\r\n"), 400},
    {"RuboutInValue", with("X: a\x7f\r\n"), 400},
    {"RuboutLateInValue", with("X: 0123456789abcdef0123456789\x7f\r\n"), 400},
    {"EightBitInValue", with("X: a\xff\r\n"), 400},
    {"EightBitLateInValue", with("X: 0123456789abcdef0123456789\xff\r\n"), 400},
    {"TabInValue", with("X: a\tb 0123456789abcdef\t0123456789\r\n"), 200},
    {"EmptyValue", with("X:\r\n"), 200},
    {"TransferEncoding", with("Transfer-Encoding: chunked\r\n", "POST"), 411},
    {"TransferEncodingOdd", with("transfer-ENCODING: xchunked\r\n", "POST"), 411},
    {"TransferEncodingIdentity", with("Transfer-Encoding: identity\r\n"), 411},
    {"TransferEncodingAfterLength", with("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "POST"), 411},
    {"TransferEncodingFolded", with("Transfer-Encoding:\r\n chunked\r\n", "POST"), 411},
    {"Length", with("Content-Length: 5\r\n", "POST"), 200},
    {"LengthTwice", with("Content-Length: 5\r\nContent-Length: 5\r\n", "POST"), 400},
    {"LengthList", with("Content-Length: 5, 5\r\n", "POST"), 400},
    {"LengthSigned", with("Content-Length: +5\r\n", "POST"), 400},
    {"LengthNegative", with("Content-Length: -5\r\n", "POST"), 400},
    {"LengthHex", with("Content-Length: 0x5\r\n", "POST"), 400},
    {"LengthEmpty", with("Content-Length:\r\n", "POST"), 400},
    {"LengthLeadingZero", with("Content-Length: 05\r\n", "POST"), 400},
    {"LengthWithSpace", with("Content-Length: 5 5\r\n", "POST"), 400},
    {"LengthHuge", with("Content-Length: 99999999999999999999999\r\n", "POST"), 413},
    {"LengthOfGet", with("Content-Length: 5\r\n"), 400},
    {"ZeroLengthOfGet", with("Content-Length: 0\r\n"), 200},
    {"LengthOfHead", with("Content-Length: 5\r\n", "HEAD"), 400},
    {"ExpectContinue", with("Expect: 100-Continue\r\nContent-Length: 5\r\n", "POST"), 200},
    {"ExpectOther", with("Expect: 200-ok\r\n"), 417},
    {"ExpectTwice", with("Expect: 100-continue\r\nExpect: 100-continue\r\n"), 417},
    {"TwoAuthorizations", with("Authorization: Bearer a\r\nAuthorization: Bearer b\r\n"), 400},
    {"TwoCookies", with("Cookie: a=b\r\nCookie: c=d\r\n"), 400},
    {"TwoAccepts", with("Accept: a/b\r\nAccept: c/d\r\n"), 200},
    {"TooManyFields", with([] {
         std::string fields;
         for (std::size_t i = 0; i < kMaxFields; ++i) {
             fields += "X: a\r\n";
         }
         return fields;
     }()),
     431},
    {"TooLargeHead", with("X: " + std::string(kMaxHeadBytes, 'a') + "\r\n"), 431},
    {"AmbiguousAndElsewhere", "GET /a//b HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 411},
};

INSTANTIATE_TEST_SUITE_P(Requests, GateTable, testing::ValuesIn(kCases), [](const auto& tried) { return tried.param.name; });

TEST(HeadScanner, SaysTheSameHoweverTheBytesAreCut) {
    for (const Case& tried : kCases) {
        HeadScanner whole;
        const HeadScanner::Verdict expected = whole.scan(tried.bytes);
        HeadScanner pieces;
        HeadScanner::Verdict verdict = HeadScanner::Verdict::more;
        std::size_t size = 0;
        while (verdict == HeadScanner::Verdict::more && size < tried.bytes.size()) {
            verdict = pieces.scan(std::string_view(tried.bytes).substr(0, ++size));
        }
        ASSERT_EQ(verdict, expected) << tried.name;
        if (verdict == HeadScanner::Verdict::complete) {
            EXPECT_EQ(pieces.head_size(), whole.head_size()) << tried.name;
        }
    }
}

TEST(HeadScanner, RefusesWhatIsNoHttpWithItsFirstByte) {
    HeadScanner scanner;
    EXPECT_EQ(scanner.scan("\x16\x03\x01"), HeadScanner::Verdict::refused);
}

TEST(HeadScanner, RefusesALongTargetBeforeItsEnd) {
    HeadScanner scanner;
    EXPECT_EQ(scanner.scan("GET /" + std::string(kMaxTargetBytes + 100, 'a')), HeadScanner::Verdict::refused);
    EXPECT_EQ(scanner.refusal().status, Status::uri_too_long);
}

TEST(HeadScanner, StopsAtTheEndOfTheFirstOfTwoRequests) {
    HeadScanner scanner;
    const std::string first = get_request("/a");
    EXPECT_EQ(scanner.scan(first + get_request("/b")), HeadScanner::Verdict::complete);
    EXPECT_EQ(scanner.head_size(), first.size());
}

TEST(Gate, KeepsWhatTheFieldsSay) {
    Gate gate;
    const std::string bytes =
        "POST /%D8%B3?a=b HTTP/1.1\r\nhost: Example.org:80\r\nUSER-AGENT:  x y \r\nReferer: https://a/\r\nAccept-Encoding: br, "
        "gzip;q=0.5\r\n"
        "If-None-Match: \"a\"\r\nContent-Length: 12\r\nContent-Type: text/plain\r\nAuthorization: Bearer t\r\nCookie: a=b\r\n"
        "Origin: https://a\r\nSec-Fetch-Site: same-origin\r\nIf-Match: \"5\"\r\nRange: bytes=0-1\r\nSec-Purpose: prefetch;prerender\r\n"
        "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-For: 5.6.7.8\r\nConnection: keep-alive, Close\r\n\r\n";
    const Read result = read(gate, bytes);
    ASSERT_FALSE(result.refusal);
    const Request& request = result.head.request;
    EXPECT_EQ(request.method, Method::post);
    EXPECT_EQ(request.path.text(), "/\xD8\xB3");
    EXPECT_EQ(request.target, "/%D8%B3?a=b");
    EXPECT_EQ(request.query, "a=b");
    EXPECT_EQ(request.host, "Example.org:80");
    EXPECT_EQ(request.user_agent, "x y");
    EXPECT_EQ(request.referrer, "https://a/");
    EXPECT_TRUE(request.accepts_gzip);
    EXPECT_EQ(request.if_none_match, "\"a\"");
    EXPECT_EQ(request.content_length, 12U);
    EXPECT_EQ(request.content_type, "text/plain");
    EXPECT_EQ(request.authorization, "Bearer t");
    EXPECT_EQ(request.cookie, "a=b");
    EXPECT_EQ(request.origin, "https://a");
    EXPECT_EQ(request.sec_fetch_site, "same-origin");
    EXPECT_EQ(request.if_match, "\"5\"");
    EXPECT_EQ(request.range, "bytes=0-1");
    EXPECT_TRUE(request.prefetch);
    EXPECT_EQ(result.head.forwarded_for.size(), 2U);
    EXPECT_TRUE(result.head.closes);
}

TEST(Gate, HonoursWeightsOfEncodings) {
    const auto accepts = [](std::string_view value) {
        Gate gate;
        const std::string bytes = with("Accept-Encoding: " + std::string(value) + "\r\n");
        return read(gate, bytes).head.request.accepts_gzip;
    };
    EXPECT_TRUE(accepts("gzip"));
    EXPECT_TRUE(accepts("deflate, GZIP"));
    EXPECT_TRUE(accepts("*"));
    EXPECT_TRUE(accepts("gzip; q=0.001"));
    EXPECT_TRUE(accepts("gzip;q=1.0"));
    EXPECT_FALSE(accepts("gzip;q=0"));
    EXPECT_FALSE(accepts("gzip; q=0.000"));
    EXPECT_FALSE(accepts("*, gzip;q=0"));
    EXPECT_FALSE(accepts("gzip;q=abc"));
    EXPECT_FALSE(accepts("br"));
    EXPECT_FALSE(accepts("identity"));
    EXPECT_FALSE(accepts("notgzip"));
}

TEST(Gate, TellsBrotliFromGzip) {
    const auto accepts = [](std::string_view value) {
        Gate gate;
        const std::string bytes = with("Accept-Encoding: " + std::string(value) + "\r\n");
        return read(gate, bytes).head.request.accepts_brotli;
    };
    EXPECT_TRUE(accepts("gzip, deflate, br"));
    EXPECT_TRUE(accepts("BR;q=0.5"));
    EXPECT_TRUE(accepts("gzip;q=0, *"));
    EXPECT_FALSE(accepts("gzip"));
    EXPECT_FALSE(accepts("br;q=0, *"));
    EXPECT_FALSE(accepts("bright"));
    EXPECT_FALSE(accepts("identity"));
}

TEST(Gate, DetachesARequestFromItsBytes) {
    auto bytes =
        std::make_unique<std::string>("GET /%61b?c=d HTTP/1.1\r\nHost: example.org\r\nUser-Agent: agent\r\nReferer: http://a/\r\n\r\n");
    auto gate = std::make_unique<Gate>();
    Request detached;
    {
        const Read result = read(*gate, *bytes);
        detached = result.head.request.detached();
    }
    bytes->assign(bytes->size(), '!');
    gate = nullptr;
    EXPECT_EQ(detached.path.text(), "/ab");
    EXPECT_EQ(detached.query, "c=d");
    EXPECT_EQ(detached.host, "example.org");
    EXPECT_EQ(detached.user_agent, "agent");
    EXPECT_EQ(detached.referrer, "http://a/");
}

}  // namespace
}  // namespace stoppress::http
