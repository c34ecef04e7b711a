// SPDX-License-Identifier: GPL-3.0-or-later
// Tests what becomes of players in a body: sound or film as the file is, wherever the player stands; else a card or a link.
#include "importing/files/recordings.hpp"

#include <gtest/gtest.h>

#include "document/convert.hpp"
#include "importing/files/copied_file.hpp"
#include "importing/text/markup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <utility>

namespace stoppress::importing {
namespace {

const std::string kHash(64, 'a');

std::pair<std::string, bool> settled(const std::string& html) {
    document::ParseOptions options;
    options.all_recordings = true;
    auto parsed = document::from_html(html, options);
    EXPECT_TRUE(parsed.has_value() && parsed->reductions.empty()) << html;
    const bool noted = settle_recordings(parsed->document).has_value();
    return {document::to_text(parsed->document) + "|" + document::to_json(parsed->document), noted};
}

TEST(SettledRecordings, AreSoundOrFilmAsTheirFilesAre) {
    for (const std::string& element : {std::string("audio"), std::string("video")}) {
        const auto [sound, noted] = settled("<" + element + " src=\"/media/" + kHash + ".m4a\"></" + element + ">");
        EXPECT_TRUE(sound.contains("\"type\":\"audio\"") && !noted) << sound;
        const auto [film, also] = settled("<" + element + " title=T src=\"/media/" + kHash + ".mp4\"></" + element + ">");
        EXPECT_TRUE(film.contains("\"type\":\"video\"") && film.contains("\"title\":\"T\"") && !also) << film;
    }
}

TEST(SettledRecordings, AreCardsOrLinksWhereTheirFilesAreNotHere) {
    const auto [card, noted] =
        settled("<figure><audio title=\"One\" src=\"https://cdn.test/one.mp3\"></audio><figcaption>Said</figcaption></figure>");
    EXPECT_TRUE(noted);
    EXPECT_TRUE(card.contains("\"type\":\"embed\"") && card.contains("https://cdn.test/one.mp3") && card.contains("Said")) << card;
    const auto [link, also] = settled("<ul><li><video src=\"/uploads/talk.mp4?a=1\"></video></li></ul>");
    EXPECT_TRUE(also);
    EXPECT_TRUE(link.contains("talk.mp4") && link.contains("\"href\":\"/uploads/talk.mp4?a=1\"") && !link.contains("\"type\":\"video\""))
        << link;
    const auto [picture, third] = settled("<blockquote><audio src=\"/media/" + kHash + ".png\"></audio></blockquote>");
    EXPECT_TRUE(third && !picture.contains("\"type\":\"audio\"")) << picture;
    const auto [site, fourth] = settled("<video src=\"https://www.youtube.com/embed/dQw4w9WgXcQ\"></video>");
    EXPECT_TRUE(fourth && site.contains("\"provider\":\"youtube\"")) << site;
}

TEST(SettledRecordings, KeepWhatHasNoSourceOut) {
    document::ParseOptions options;
    options.all_recordings = true;
    for (const auto* source : {"", "javascript:alert(1)", "data:audio/mpeg;base64,AAAA", "#a"}) {
        const auto parsed = document::from_html(std::string("<audio src=\"") + source + "\"></audio>", options);
        EXPECT_TRUE(parsed->document.empty()) << source;
    }
}

TEST(PlayerOf, IsByTheEndingOfTheFilesName) {
    EXPECT_EQ(player_of("https://a.test/One.MP3?x=.mp4#.mp4"), Player::sound);
    EXPECT_EQ(player_of("/talks/a.mp4"), Player::film);
    EXPECT_EQ(player_of("talk.webm"), Player::film);
    for (const auto* other : {"", "mp3", "https://paper.aac", "https://a.test/mp3/", "https://a.test/?f=a.mp3", "/a.mp3/page"}) {
        EXPECT_EQ(player_of(other), Player::none) << other;
    }
}

TEST(CopiedFile, HasTheBytesOfAFileThatIsShortenedLater) {
    const std::filesystem::path folder = testing::TempDir();
    const std::string bytes(3'000'000, 'x');
    std::ofstream{folder / "copied.mp3", std::ios::binary} << bytes;
    const auto copy = CopiedFile::make(folder, "copied.mp3", bytes.size());
    ASSERT_TRUE(copy.has_value()) << copy.error().message;
    ASSERT_EQ(::truncate((folder / "copied.mp3").c_str(), 0), 0);
    EXPECT_EQ((*copy)->bytes().bytes, bytes);
    EXPECT_GE((*copy)->bytes().file, 0);
    EXPECT_EQ(CopiedFile::make(folder, "copied.mp3", 0).value()->bytes().bytes, "");
    EXPECT_EQ(CopiedFile::make(folder, "none.mp3", 1).error().code, base::ErrorCode::not_found);
    std::filesystem::remove(folder / "copied.mp3");
}

}  // namespace
}  // namespace stoppress::importing
