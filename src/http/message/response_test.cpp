// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what is sent: heads of the three kinds, pieces without copying, conditions, ranges, problems, and the rest
// after a short write.
#include "http/message/response.hpp"

#include <gtest/gtest.h>

#include "http/connection/outgoing.hpp"
#include "http/limits.hpp"
#include "http/message/conditional.hpp"

namespace stoppress::http {
namespace {

std::string text_of(const Outgoing& outgoing) {
    std::string text;
    for (const iovec& piece : outgoing.unsent()) {
        text.append(static_cast<const char*>(piece.iov_base), piece.iov_len);
    }
    return text;
}

std::string sent(Response response, Outgoing::Body body = Outgoing::Body::sent) {
    Outgoing outgoing(1024);
    outgoing.add(std::move(response), "Server: x\r\n", body, Outgoing::After::keep);
    return text_of(outgoing);
}

Response page(std::string_view body) {
    Response response = PublicResponse(Status::ok);
    response.fields().add("Content-Type", "text/html");
    response.append(body.substr(0, 3));
    response.append(body.substr(3));
    return response;
}

std::string body_of(const Response& response) {
    std::string text;
    for (const Piece& piece : response.pieces()) {
        text.append(piece.data, piece.size);
    }
    return text;
}

TEST(Response, SaysByItsKindWhatCachesMayDo) {
    EXPECT_EQ(PublicResponse(Status::ok).caching(), "Cache-Control: public, no-cache\r\n");
    EXPECT_EQ((PublicResponse(Status::ok, {.seconds = 60, .shared_seconds = 10}).caching()),
              "Cache-Control: public, max-age=60, s-maxage=10\r\n");
    EXPECT_EQ(PrivateResponse(Status::ok).caching(), "Cache-Control: no-store\r\n");
    EXPECT_EQ(ImmutableResponse(Status::ok).caching(), "Cache-Control: public, max-age=31536000, immutable\r\n");
}

TEST(Response, SendsPiecesWhereTheyLie) {
    const std::string body = "0123456789";
    Outgoing outgoing(1024);
    outgoing.add(page(body), "", Outgoing::Body::sent, Outgoing::After::keep);
    ASSERT_EQ(outgoing.unsent().size(), 3U);
    EXPECT_EQ(outgoing.unsent()[1].iov_base, body.data());
    EXPECT_EQ(text_of(outgoing),
              "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nCache-Control: public, no-cache\r\nContent-Length: 10\r\n\r\n0123456789");
}

TEST(Response, TellsTheLengthOfABodyThatHeadLeavesOut) {
    EXPECT_EQ(sent(page("0123456789"), Outgoing::Body::left_out),
              "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html\r\nCache-Control: public, no-cache\r\nContent-Length: 10\r\n\r\n");
}

TEST(Response, SendsNoLengthAndNoBodyWithANotModified) {
    Response response = page("0123456789");
    response.empty_as(Status::not_modified);
    EXPECT_EQ(sent(std::move(response)),
              "HTTP/1.1 304 Not Modified\r\nServer: x\r\nContent-Type: text/html\r\nCache-Control: public, no-cache\r\n\r\n");
    EXPECT_EQ(sent(PrivateResponse(Status::no_content)), "HTTP/1.1 204 No Content\r\nServer: x\r\nCache-Control: no-store\r\n\r\n");
}

TEST(Response, KeepsOwnersUntilTheLastByte) {
    auto owner = std::make_shared<const std::string>("body");
    Outgoing outgoing(1024);
    Response response = PublicResponse(Status::ok);
    response.append(*owner);
    response.keep(owner);
    outgoing.add(std::move(response), "", Outgoing::Body::sent, Outgoing::After::keep);
    const std::size_t size = text_of(outgoing).size();
    outgoing.sent(size - 1);
    EXPECT_EQ(owner.use_count(), 2);
    const auto rest = outgoing.take_rest();
    EXPECT_TRUE(outgoing.empty());
    EXPECT_EQ(text_of(*rest), "y");
    EXPECT_EQ(owner.use_count(), 2);
    rest->sent(1);
    EXPECT_TRUE(rest->empty());
    EXPECT_EQ(owner.use_count(), 1);
}

TEST(Outgoing, MovesTheRestWhereverAShortWriteEnds) {
    Outgoing whole(4096);
    const auto fill = [](Outgoing& outgoing) {
        for (int i = 0; i < 3; ++i) {
            Response response = page("0123456789");
            response.append_owned("copied");
            response.append_owned("owned");
            outgoing.add(std::move(response), "Server: x\r\n", Outgoing::Body::sent,
                         i == 2 ? Outgoing::After::close : Outgoing::After::keep);
        }
    };
    fill(whole);
    const std::string text = text_of(whole);
    EXPECT_TRUE(text.contains("Connection: close"));
    // 150 bytes hold one head only: the others are allocated on their own.
    for (const std::size_t room : {4096U, 150U, 0U}) {
        for (std::size_t cut = 0; cut < text.size(); ++cut) {
            Outgoing outgoing(room);
            fill(outgoing);
            outgoing.sent(cut);
            const auto rest = outgoing.take_rest();
            ASSERT_EQ(text_of(*rest), text.substr(cut)) << cut;
        }
    }
}

TEST(Outgoing, IsFullAtItsLimitsAndNotBefore) {
    const std::string bytes(kMaxGatheredBytes, 'x');
    Outgoing large(0);
    large.add_static(std::string_view(bytes).substr(1));
    EXPECT_FALSE(large.is_full());
    large.add_static("x");
    EXPECT_TRUE(large.is_full());
    Outgoing many(0);
    for (std::size_t piece = 1; piece < kMaxGatheredPieces; ++piece) {
        many.add_static("x");
        EXPECT_FALSE(many.is_full()) << piece;
    }
    many.add_static("x");
    EXPECT_TRUE(many.is_full());
    many.clear();
    EXPECT_TRUE(many.empty());
    EXPECT_FALSE(many.is_full());
}

TEST(Outgoing, KeepsHeadsThatFoundNoRoom) {
    Outgoing outgoing(0);
    std::vector<std::string> heads;
    for (int number = 0; number < 50; ++number) {
        Response response = PrivateResponse(Status::no_content);
        response.fields().add("X-Number", std::to_string(number));
        outgoing.add(std::move(response), "", Outgoing::Body::sent, Outgoing::After::keep);
        heads.push_back("HTTP/1.1 204 No Content\r\nX-Number: " + std::to_string(number) + "\r\nCache-Control: no-store\r\n\r\n");
    }
    std::string expected;
    for (const auto& head : heads) {
        expected += head;
    }
    EXPECT_EQ(text_of(outgoing), expected);
}

TEST(Fields, EndTheProgramRatherThanSplitAResponse) {
    Fields fields;
    EXPECT_DEATH(fields.add("Location", "/a\r\nSet-Cookie: b"), "control character");
    EXPECT_DEATH(fields.add("X Y", "a"), "name");
}

TEST(Problem, NamesEveryInvalidField) {
    const base::Error error(base::ErrorCode::invalid, "Some \"fields\" are wrong.", {{"/headline", "is missing"}, {"/slug", "is\ntaken"}});
    const Response response = problem(error);
    EXPECT_EQ(response.status(), Status::unprocessable_content);
    EXPECT_EQ(
        body_of(response),
        R"({"type":"about:blank","title":"Unprocessable Content","status":422,"code":"invalid","detail":"Some \"fields\" are wrong.",)"
        R"("errors":[{"pointer":"/headline","detail":"is missing","code":"invalid"},)"
        R"({"pointer":"/slug","detail":"is\ntaken","code":"invalid"}]})"
        "\n");
}

TEST(Problem, NamesItsReasonAndValues) {
    base::Error error = base::fail(base::ErrorCode::invalid, "Too large.", base::reason_with("file-too-large", "limit", 25));
    error.fields.push_back({"/slug", "is in use", base::reason_with("slug-in-use", "slug", std::string("a\"b"))});
    EXPECT_EQ(body_of(problem(error)),
              R"({"type":"about:blank","title":"Unprocessable Content","status":422,"code":"file-too-large","values":{"limit":25},)"
              R"("detail":"Too large.","errors":[{"pointer":"/slug","detail":"is in use","code":"slug-in-use","values":{"slug":"a\"b"}}]})"
              "\n");
    EXPECT_TRUE(body_of(problem(Status::content_too_large, "No.")).contains(R"("code":"too-large")"));
}

TEST(Problem, SaysNothingOfTheInside) {
    const Response response = problem(base::Error(base::ErrorCode::internal, "/secret/path: broken"));
    EXPECT_EQ(response.status(), Status::internal_error);
    EXPECT_FALSE(body_of(response).contains("secret"));
}

TEST(NamesEtag, ComparesWeaklyThroughLists) {
    EXPECT_TRUE(names_etag("\"a\"", "\"a\""));
    EXPECT_TRUE(names_etag("W/\"a\"", "\"a\""));
    EXPECT_TRUE(names_etag("\"x,y\" , W/\"b\",\"a\"", "W/\"a\""));
    EXPECT_TRUE(names_etag("*", "\"a\""));
    EXPECT_FALSE(names_etag("\"b\"", "\"a\""));
    EXPECT_FALSE(names_etag("a", "\"a\""));
    EXPECT_FALSE(names_etag("\"b\" \"a\"", "\"a\""));
    EXPECT_FALSE(names_etag("", "\"a\""));
}

TEST(MatchesStrongly, TakesNoWeakTag) {
    EXPECT_TRUE(matches_strongly("\"5\"", "\"5\""));
    EXPECT_TRUE(matches_strongly("\"4\", \"5\"", "\"5\""));
    EXPECT_FALSE(matches_strongly("W/\"5\"", "\"5\""));
    EXPECT_FALSE(matches_strongly("5", "\"5\""));
}

TEST(HttpDate, ReadsOneFormOnly) {
    const auto date = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
    ASSERT_TRUE(date.has_value());
    EXPECT_EQ(base::format_http_date(*date), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_FALSE(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT").has_value());
    EXPECT_FALSE(parse_http_date("Sun, 31 Feb 1994 08:49:37 GMT").has_value());
    EXPECT_FALSE(parse_http_date("Sun, 06 Nov 1994 25:49:37 GMT").has_value());
    EXPECT_FALSE(parse_http_date("").has_value());
}

TEST(IsCurrent, AsksTheTagBeforeTheDate) {
    PublicRequest request;
    const auto modified = parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT");
    request.if_modified_since = "Sun, 06 Nov 1994 08:49:37 GMT";
    EXPECT_TRUE(is_current(request, "\"a\"", modified));
    request.if_none_match = "\"b\"";
    EXPECT_FALSE(is_current(request, "\"a\"", modified));
    request.if_none_match = "\"a\"";
    EXPECT_TRUE(is_current(request, "\"a\""));
}

struct RangeCase {
    std::string_view range;
    int status;
    std::string_view body;
    std::string_view content_range;
};

TEST(ApplyRange, ServesOneRangeOrTheWhole) {
    const RangeCase cases[] = {
        {"", 200, "0123456789", ""},
        {"bytes=0-3", 206, "0123", "bytes 0-3/10"},
        {"bytes=2-4", 206, "234", "bytes 2-4/10"},
        {"bytes=8-", 206, "89", "bytes 8-9/10"},
        {"bytes=8-100", 206, "89", "bytes 8-9/10"},
        {"bytes=-4", 206, "6789", "bytes 6-9/10"},
        {"bytes=-100", 206, "0123456789", "bytes 0-9/10"},
        {"bytes=10-", 416, "", "bytes */10"},
        {"bytes=-0", 416, "", "bytes */10"},
        {"bytes=4-2", 200, "0123456789", ""},
        {"bytes=0-1,3-4", 200, "0123456789", ""},
        {"bytes=a-b", 200, "0123456789", ""},
        {"bytes=1-b", 200, "0123456789", ""},
        {"bytes=-", 200, "0123456789", ""},
        {"lines=0-1", 200, "0123456789", ""},
        {"bytes=0-99999999999999999999", 200, "0123456789", ""},
    };
    for (const RangeCase& tried : cases) {
        PublicRequest request;
        request.range = tried.range;
        Response response = page("0123456789");
        apply_range(request, "\"a\"", response);
        EXPECT_EQ(static_cast<int>(response.status()), tried.status) << tried.range;
        EXPECT_EQ(body_of(response), tried.body) << tried.range;
        EXPECT_EQ(response.size(), tried.body.size()) << tried.range;
        EXPECT_EQ(response.fields().text().contains("Content-Range"), !tried.content_range.empty()) << tried.range;
        EXPECT_TRUE(response.fields().text().contains(tried.content_range)) << tried.range;
    }
}

TEST(ApplyRange, SendsTheWholeWhereItHasChanged) {
    PublicRequest request;
    request.range = "bytes=0-3";
    request.if_range = "\"old\"";
    Response response = page("0123456789");
    apply_range(request, "\"new\"", response);
    EXPECT_EQ(response.status(), Status::ok);
}

}  // namespace
}  // namespace stoppress::http
