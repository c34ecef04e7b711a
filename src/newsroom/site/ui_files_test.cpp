// SPDX-License-Identifier: GPL-3.0-or-later
// Tests how the newsroom's files are handed out: compressed for who takes it, one page for every address, a file that is
// gone as such, and nothing outside /newsroom.
#include "newsroom/site/ui_files.hpp"

#include <gtest/gtest.h>

#include <array>

#include "http/message/gate.hpp"

namespace stoppress::newsroom {
namespace {

using base::EmbeddedFile;

constexpr std::array<EmbeddedFile, 6> kUiFiles{EmbeddedFile{"assets/app-1a2b.js", "script"},  EmbeddedFile{"assets/app-1a2b.js.br", "BR"},
                                               EmbeddedFile{"assets/app-1a2b.js.gz", "GZ"},   EmbeddedFile{"assets/icon-3c.svg", "<svg/>"},
                                               EmbeddedFile{"index.html", "<!doctype html>"}, EmbeddedFile{"index.html.gz", "GZPAGE"}};

http::Request ui_request(const std::string& path, const std::string& method = "GET") {
    const std::string bytes = method + " " + path + " HTTP/1.1\r\nHost: example.org\r\n\r\n";
    http::Gate gate;
    http::Head head;
    EXPECT_FALSE(gate.read(bytes, head).has_value());
    return head.request.detached();
}

std::string ui_body(const http::Response& response) {
    std::string text;
    for (const auto& piece : response.pieces()) {
        text.append(piece.data, piece.size);
    }
    return text;
}

http::Response ui_answer(const http::Request& request) {
    auto response = UiFiles(kUiFiles).try_answer(request);
    EXPECT_TRUE(response.has_value());
    return std::move(*response);
}

TEST(UiFiles, AreSentInTheFormThatTheClientTakes) {
    auto asked = ui_request("/newsroom/assets/app-1a2b.js");
    EXPECT_EQ(ui_body(ui_answer(asked)), "script");
    EXPECT_FALSE(ui_answer(asked).fields().text().contains("Content-Encoding"));
    asked.accepts_gzip = true;
    EXPECT_EQ(ui_body(ui_answer(asked)), "GZ");
    EXPECT_TRUE(ui_answer(asked).fields().text().contains("Content-Encoding: gzip\r\n"));
    asked.accepts_brotli = true;
    const auto best = ui_answer(asked);
    EXPECT_EQ(ui_body(best), "BR");
    EXPECT_TRUE(best.fields().text().contains("Content-Encoding: br\r\n"));
    EXPECT_TRUE(best.fields().text().contains("Content-Type: text/javascript"));
    EXPECT_TRUE(best.fields().text().contains("Vary: Accept-Encoding\r\n"));
    EXPECT_TRUE(best.caching().contains("immutable"));
    auto icon = ui_request("/newsroom/assets/icon-3c.svg");
    icon.accepts_brotli = icon.accepts_gzip = true;
    EXPECT_EQ(ui_body(ui_answer(icon)), "<svg/>");
    EXPECT_FALSE(ui_answer(icon).fields().text().contains("Vary"));
}

TEST(UiFiles, AreNotSentAgainToWhoHasThem) {
    auto asked = ui_request("/newsroom/assets/app-1a2b.js");
    asked.accepts_gzip = true;
    asked.if_none_match = "\"app-1a2b.jsgzip\"";
    EXPECT_EQ(ui_answer(asked).status(), http::Status::not_modified);
    EXPECT_EQ(ui_body(ui_answer(asked)), "");
    asked.accepts_gzip = false;
    EXPECT_EQ(ui_answer(asked).status(), http::Status::ok) << "another form";
}

TEST(UiFiles, AreThePageForEveryOtherAddress) {
    for (const auto* path : {"/newsroom/", "/newsroom/stories/17", "/newsroom/sign-in"}) {
        const auto page = ui_answer(ui_request(path));
        EXPECT_EQ(ui_body(page), "<!doctype html>") << path;
        EXPECT_TRUE(page.fields().text().contains("frame-ancestors 'none'")) << path;
        EXPECT_EQ(page.caching(), "Cache-Control: no-store\r\n") << path;
    }
    auto packed = ui_request("/newsroom/");
    packed.accepts_gzip = true;
    EXPECT_EQ(ui_body(ui_answer(packed)), "GZPAGE");
    const auto moved = ui_answer(ui_request("/newsroom"));
    EXPECT_EQ(moved.status(), http::Status::moved_permanently);
    EXPECT_TRUE(moved.fields().text().contains("Location: /newsroom/\r\n"));
}

TEST(UiFiles, AreNotFoundOnceAnUpgradeHasReplacedThem) {
    for (const auto* path : {"/newsroom/assets/app-old.js", "/newsroom/favicon.ico", "/newsroom/assets/", "/newsroom/assets/app-1a2b.js.br",
                             "/newsroom/assets/app-1a2b.js.gz"}) {
        EXPECT_EQ(ui_answer(ui_request(path)).status(), http::Status::not_found) << path;
    }
    EXPECT_EQ(ui_answer(ui_request("/newsroom/", "POST")).status(), http::Status::method_not_allowed);
    EXPECT_FALSE(UiFiles(kUiFiles).try_answer(ui_request("/newsrooms")).has_value());
    EXPECT_FALSE(UiFiles(kUiFiles).try_answer(ui_request("/")).has_value());
}

}  // namespace
}  // namespace stoppress::newsroom
