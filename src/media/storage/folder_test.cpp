// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a missing shared folder is not mistaken for one without pictures, is never created in the wrong place, and
// that files that others are writing are left alone.
#include "media/storage/folder.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include <fstream>

namespace stoppress::media {
namespace {

namespace fs = std::filesystem;
using base::ErrorCode;
using ::testing::UnorderedElementsAre;

class FolderStorageTest : public ::testing::Test {
protected:
    FolderStorageTest() {
        std::string name = (fs::temp_directory_path() / "stoppress-folder-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    ~FolderStorageTest() override { fs::remove_all(folder_); }
    FolderStorageTest(const FolderStorageTest&) = delete;
    FolderStorageTest& operator=(const FolderStorageTest&) = delete;
    FolderStorageTest(FolderStorageTest&&) = delete;
    FolderStorageTest& operator=(FolderStorageTest&&) = delete;

    fs::path folder_;
    const std::string bytes_ = "a picture";
    const Name name_{hash_of(bytes_), Format::webp};
};

TEST_F(FolderStorageTest, OfTheSiteIsMadeWhenItIsNeeded) {
    const FolderStorage storage(folder_ / "media", FolderStorage::Kind::own);
    EXPECT_EQ(storage.read(Part::rendition, name_, 100).error().code, ErrorCode::not_found);
    EXPECT_TRUE(storage.list().value().empty());
    ASSERT_TRUE(storage.write(Part::rendition, name_, bytes_).has_value());
    EXPECT_EQ(storage.read(Part::rendition, name_, 100).value(), bytes_);
    EXPECT_EQ(storage.read(Part::rendition, name_, bytes_.size() - 1).error().code, ErrorCode::too_large);
}

TEST_F(FolderStorageTest, ThatIsSharedAndAwayHasNoAnswerInsteadOfNoPictures) {
    const FolderStorage storage(folder_ / "mount" / "media", FolderStorage::Kind::shared);
    EXPECT_EQ(storage.read(Part::rendition, name_, 100).error().code, ErrorCode::unavailable);
    EXPECT_EQ(storage.write(Part::rendition, name_, bytes_).error().code, ErrorCode::unavailable);
    EXPECT_EQ(storage.remove(Part::rendition, name_).error().code, ErrorCode::unavailable);
    EXPECT_EQ(storage.list().error().code, ErrorCode::unavailable);
    EXPECT_TRUE(fs::is_empty(folder_)) << "nothing is made where something else belongs";
    fs::create_directories(folder_ / "mount" / "media");
    EXPECT_EQ(storage.read(Part::rendition, name_, 100).error().code, ErrorCode::not_found);
    EXPECT_TRUE(storage.write(Part::rendition, name_, bytes_).has_value());
}

TEST_F(FolderStorageTest, ListsWhatItKeepsAndNothingElse) {
    const FolderStorage storage(folder_, FolderStorage::Kind::own);
    ASSERT_TRUE(storage.write(Part::rendition, name_, bytes_).has_value());
    ASSERT_TRUE(storage.write(Part::original, name_, bytes_).has_value());
    std::ofstream(folder_ / "README") << "not a picture";
    std::ofstream(folder_ / "incoming" / name_.file()) << "half";
    std::vector<std::string> paths;
    const auto listed = storage.list().value();
    for (const auto& file : listed) {
        EXPECT_EQ(file.size, bytes_.size());
        paths.push_back(file.path());
    }
    EXPECT_THAT(paths, UnorderedElementsAre(name_.file(), "originals/" + name_.file()));
    ASSERT_TRUE(storage.remove(Part::original, name_).has_value());
    ASSERT_TRUE(storage.remove(Part::original, name_).has_value()) << "it is gone already";
    EXPECT_EQ(storage.list().value().size(), 1U);
}

TEST_F(FolderStorageTest, ThatIsSharedForgetsOnlyWhatNobodyCanBeWriting) {
    const FolderStorage storage(folder_, FolderStorage::Kind::shared);
    ASSERT_TRUE(storage.write(Part::rendition, name_, bytes_).has_value());
    std::ofstream(folder_ / "incoming" / "new") << "of another node";
    std::ofstream(folder_ / "incoming" / "old") << "of one that was killed";
    fs::last_write_time(folder_ / "incoming" / "old", fs::file_time_type::clock::now() - std::chrono::hours(25));
    storage.tidy();
    EXPECT_TRUE(fs::exists(folder_ / "incoming" / "new"));
    EXPECT_FALSE(fs::exists(folder_ / "incoming" / "old"));
    FolderStorage(folder_, FolderStorage::Kind::own).tidy();
    EXPECT_FALSE(fs::exists(folder_ / "incoming"));
}

TEST(StoredFile, HasAPathThatIsReadBackAndNoOther) {
    const std::string hash(64, 'a');
    for (const std::string& path : {hash + ".webp", "originals/" + hash + ".png"}) {
        EXPECT_EQ(StoredFile::parse(path, 1).value().path(), path);
    }
    for (const std::string& wrong : {std::string(), std::string("originals/"), "incoming/" + hash + ".png",
                                     "originals/originals/" + hash + ".png", "../" + hash + ".png", "/" + hash + ".png"}) {
        EXPECT_FALSE(StoredFile::parse(wrong, 1).has_value()) << wrong;
    }
}

}  // namespace
}  // namespace stoppress::media
