// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a picture's file appears completely under the name of its content, that damage is noticed and repaired,
// and that no other name is accepted.
#include "media/library.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <algorithm>
#include <fstream>
#include <memory>

#include "media/limits.hpp"
#include "media/sample_photographs.hpp"
#include "media/sample_pictures.hpp"

namespace stoppress::media {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;

class LibraryTest : public ::testing::Test {
protected:
    LibraryTest() {
        std::string name = (fs::temp_directory_path() / "stoppress-media-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~LibraryTest() override { fs::remove_all(folder_); }
    LibraryTest(const LibraryTest&) = delete;
    LibraryTest& operator=(const LibraryTest&) = delete;
    LibraryTest(LibraryTest&&) = delete;
    LibraryTest& operator=(LibraryTest&&) = delete;

    fs::path folder_;
    const std::string bytes_ = png(3, 3);
    const Name name_{hash_of(bytes_), Format::png};
};

TEST_F(LibraryTest, GivesBackWhatItKeeps) {
    const Library library(folder_);
    EXPECT_FALSE(library.holds(Part::rendition, name_));
    EXPECT_EQ(library.read(Part::rendition, name_).error().code, ErrorCode::not_found);
    ASSERT_TRUE(library.keep(Part::rendition, name_, bytes_).has_value());
    EXPECT_EQ(library.read(Part::rendition, name_).value(), bytes_);
    EXPECT_TRUE(library.verify(Part::rendition, name_).has_value());
    EXPECT_FALSE(library.holds(Part::original, name_)) << "what was sent in is kept apart";
    ASSERT_TRUE(library.keep(Part::original, name_, bytes_).has_value());
    EXPECT_TRUE(fs::exists(folder_ / "media" / "originals" / name_.file()));
    EXPECT_TRUE(fs::is_empty(folder_ / "media" / "incoming"));
}

TEST_F(LibraryTest, NoticesDamageAndMendsItWhenThePictureComesAgain) {
    const Library library(folder_);
    ASSERT_TRUE(library.keep(Part::rendition, name_, bytes_).has_value());
    std::ofstream(folder_ / "media" / name_.file()) << "something else";
    EXPECT_EQ(library.verify(Part::rendition, name_).error().code, ErrorCode::corrupt);
    ASSERT_TRUE(library.keep(Part::rendition, name_, bytes_).has_value());
    EXPECT_TRUE(library.verify(Part::rendition, name_).has_value());
}

/// One file, which is only read in pieces.
class PieceStorage final : public Storage {
public:
    PieceStorage(std::string bytes, bool notices) : bytes_(std::move(bytes)), notices_(notices) {}
    base::Result<void> write(Part /*part*/, const Name& /*name*/, std::string_view bytes) const override {
        bytes_ = bytes;
        ++writes;
        return {};
    }
    [[nodiscard]] bool holds(Part /*part*/, const Name& /*name*/) const override { return true; }
    [[nodiscard]] base::Result<std::string> read(Part /*part*/, const Name& /*name*/, std::size_t /*limit*/) const override {
        return base::fail(ErrorCode::internal, "read whole");
    }
    [[nodiscard]] base::Result<std::uint64_t> size(Part /*part*/, const Name& /*name*/) const override { return bytes_.size(); }
    [[nodiscard]] base::Result<std::string> read_piece(Part /*part*/, const Name& /*name*/, std::uint64_t first,
                                                       std::size_t length) const override {
        ++pieces;
        largest = std::max(largest, length);
        return bytes_.substr(first, length);
    }
    base::Result<void> remove(Part /*part*/, const Name& /*name*/) const override { return {}; }
    [[nodiscard]] base::Result<std::vector<StoredFile>> list() const override { return std::vector<StoredFile>{}; }
    [[nodiscard]] bool notices_damage() const override { return notices_; }
    void tidy() const override {}
    [[nodiscard]] std::string called(Part /*part*/, const Name& name) const override { return name.file(); }

    mutable int writes = 0;
    mutable int pieces = 0;
    mutable std::size_t largest = 0;

private:
    mutable std::string bytes_;
    bool notices_;
};

TEST_F(LibraryTest, HoldsNoWholeRecordingToCompareIt) {
    const std::string film = "film" + std::string(2 * kMaxVerifiedPiece, 'x');
    const Name name{hash_of(film), Format::mp4};
    const auto kept = std::make_shared<PieceStorage>(film, false);
    const Library library(kept);
    ASSERT_TRUE(library.keep(Part::rendition, name, film).has_value());
    EXPECT_EQ(kept->writes, 0);
    EXPECT_EQ(kept->pieces, 3);
    EXPECT_EQ(kept->largest, kMaxVerifiedPiece);
    EXPECT_TRUE(library.verify(Part::rendition, name).has_value());
    std::string other = film;
    other.back() = 'y';
    for (const std::string& damaged : {other, film.substr(1), std::string()}) {
        const auto storage = std::make_shared<PieceStorage>(damaged, false);
        const Library mending(storage);
        EXPECT_EQ(mending.verify(Part::rendition, name).error().code, ErrorCode::corrupt);
        ASSERT_TRUE(mending.keep(Part::rendition, name, film).has_value());
        EXPECT_EQ(storage->writes, 1);
        EXPECT_TRUE(mending.verify(Part::rendition, name).has_value());
    }
}

TEST_F(LibraryTest, TrustsTheSizeOfARecordingWhereDamageIsNoticed) {
    const std::string film(100, 'x');
    const Name name{hash_of(film), Format::mp4};
    for (const std::string& there : {film, film.substr(1)}) {
        const auto storage = std::make_shared<PieceStorage>(there, true);
        ASSERT_TRUE(Library(storage).keep(Part::rendition, name, film).has_value());
        EXPECT_EQ(storage->pieces, 0);
        EXPECT_EQ(storage->writes, there == film ? 0 : 1);
    }
}

TEST_F(LibraryTest, ReadsNoFileThroughALink) {
    const Library library(folder_);
    std::ofstream(folder_ / "secret") << "secret";
    fs::create_directories(folder_ / "media");
    fs::create_symlink(folder_ / "secret", folder_ / "media" / name_.file());
    EXPECT_FALSE(library.read(Part::rendition, name_).has_value());
    EXPECT_FALSE(library.holds(Part::rendition, name_));
}

TEST_F(LibraryTest, ForgetsWhatWasHalfWritten) {
    const Library library(folder_);
    ASSERT_TRUE(library.keep(Part::rendition, name_, bytes_).has_value());
    std::ofstream(folder_ / "media" / "incoming" / "1.1") << "half";
    library.tidy();
    EXPECT_FALSE(fs::exists(folder_ / "media" / "incoming" / "1.1"));
    ASSERT_TRUE(library.keep(Part::original, name_, bytes_).has_value()) << "and makes room for more";
    EXPECT_TRUE(library.holds(Part::rendition, name_));
}

TEST_F(LibraryTest, WritesNothingInADryRun) {
    ASSERT_TRUE(Library(folder_, Library::Keeping::nothing).keep(Part::rendition, name_, bytes_).has_value());
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST(Name, IsAHashAndAnExtensionThatWeKnow) {
    const std::string hash(64, 'a');
    ASSERT_TRUE(Name::parse(hash + ".jpg").has_value());
    EXPECT_EQ(Name::parse(hash + ".jpg")->address(), "/media/" + hash + ".jpg");
    EXPECT_EQ(Name::parse_address("/media/" + hash + ".webp")->format, Format::webp);
    for (const std::string& wrong :
         {hash, hash + ".", hash + ".svg", hash + ".jpg.jpg", hash + ".JPG", hash + ".jpg/", std::string(63, 'a') + ".jpg",
          std::string(64, 'A') + ".jpg", "../" + hash + ".jpg", "originals/" + hash + ".jpg", std::string(64, '/') + ".jpg",
          std::string(64, '.') + ".jpg", hash.substr(1) + std::string(1, '\0') + ".jpg", std::string()}) {
        EXPECT_FALSE(Name::parse(wrong).has_value()) << wrong;
        EXPECT_FALSE(Name::parse_address("/media/" + wrong).has_value()) << wrong;
    }
    EXPECT_FALSE(Name::parse_address(hash + ".jpg").has_value());
}

TEST(Format, IsReadOffTheFirstBytes) {
    EXPECT_EQ(format_of(png(1, 1)), Format::png);
    EXPECT_EQ(format_of(gif(1)), Format::gif);
    EXPECT_EQ(format_of(jpeg_on_its_side("x")), Format::jpeg);
    EXPECT_EQ(format_of("RIFF....WEBP"), Format::webp);
    EXPECT_EQ(format_of("....ftypavif"), Format::avif);
    for (const std::string_view other : {"", "R", "RIFF", "RIFF....AVI ", "<svg/>", "....ftyp", "....ftypqt  ", "\x1a\x45\xdf\xa3matroska",
                                         "%PDF", "%PDF-x", "II*", "OggX", "\xff\xff\xff\xff", "\xff\xfb"}) {
        EXPECT_FALSE(format_of(other).has_value()) << other;
    }
    EXPECT_EQ(format_of("%PDF-1.7\n"), Format::pdf);
    EXPECT_EQ(format_of("ID3\x04"), Format::mp3);
    EXPECT_EQ(format_of("\xff\xfb\x90\x44"), Format::mp3);
    EXPECT_EQ(format_of("\xff\xf1\x50\x80"), Format::aac);
    EXPECT_EQ(format_of(std::string_view("OggS\0", 5)), Format::ogg);
    EXPECT_EQ(format_of("....ftypM4A "), Format::m4a);
    EXPECT_EQ(format_of("....ftypmp42"), Format::mp4);
    EXPECT_EQ(format_of("RIFF....WAVE"), Format::wav);
    EXPECT_EQ(format_of("fLaC"), Format::flac);
    EXPECT_EQ(format_of("\x1a\x45\xdf\xa3....webm"), Format::webm);
    EXPECT_EQ(foreign_recording("....ftypqt  "), "QuickTime");
    EXPECT_EQ(foreign_recording("\x1a\x45\xdf\xa3....matroska"), "Matroska");
    EXPECT_EQ(foreign_recording("RIFF....AVI "), "AVI");
    for (const std::string_view no : {"", "GIF89a", "....ftypheic", "....ftypisom", "%PDF-1.7\n", "<svg/>"}) {
        EXPECT_EQ(foreign_recording(no), "") << no;
    }
    EXPECT_TRUE(is_recording(Format::mp3) && is_recording(Format::webm) && !is_recording(Format::pdf) && !is_recording(Format::vtt));
    EXPECT_TRUE(is_picture(Format::avif));
    EXPECT_FALSE(is_picture(Format::mp3));
    for (const auto format : {Format::jpeg, Format::png, Format::webp, Format::gif, Format::avif, Format::mp3, Format::ogg, Format::m4a,
                              Format::aac, Format::flac, Format::wav, Format::weba, Format::mp4, Format::webm, Format::pdf, Format::vtt}) {
        EXPECT_EQ(format_of_type(content_type(format)), format);
    }
}

}  // namespace
}  // namespace stoppress::media
