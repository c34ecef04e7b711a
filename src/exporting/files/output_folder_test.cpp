// SPDX-License-Identifier: GPL-3.0-or-later
// Names of files that come from slugs; a folder appears when it is whole.
#include "exporting/files/output_folder.hpp"

#include <gtest/gtest.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <vector>

#include "base/files/temporary_folder.hpp"
#include "base/text/utf8.hpp"

namespace stoppress::exporting {
namespace {

TEST(SafeFileName, HasNothingThatLeadsElsewhere) {
    EXPECT_EQ(safe_file_name("bridge-2"), "bridge-2");
    EXPECT_EQ(safe_file_name("بندر"), "بندر");
    EXPECT_EQ(safe_file_name("a/../b\\c\n"), "a-..-b-c-");
    EXPECT_EQ(safe_file_name(".."), "-..");
    EXPECT_EQ(safe_file_name(""), "-");
}

TEST(SafeFileName, IsCutBetweenCharacters) {
    std::string slug = "a";
    for (int i = 0; i < 200; ++i) {
        slug += "ü";
    }
    const std::string name = safe_file_name(slug);
    EXPECT_EQ(name.size(), 119U);
    EXPECT_TRUE(base::is_utf8(name));
}

/// The names of what was removed from one folder, and of what came into another, in the order in which it happened.
std::vector<std::string> happened(const base::Descriptor& watch) {
    alignas(inotify_event) std::array<char, 1 << 14> buffer{};
    std::vector<std::string> names;
    const ssize_t size = ::read(watch.number(), buffer.data(), buffer.size());
    for (ssize_t at = 0; at < size;) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof(event));
        if (event.len > 0) {
            names.emplace_back(buffer.data() + at + sizeof(event));
        }
        at += static_cast<ssize_t>(sizeof(event) + event.len);
    }
    return names;
}

TEST(OutputFolder, HasNoMarkOnceItHasItsName) {
    const auto temporary = base::TemporaryFolder::make("output-test");
    ASSERT_TRUE(temporary.has_value());
    auto folder = OutputFolder::make(temporary->path() / "target");
    ASSERT_TRUE(folder.has_value());
    ASSERT_TRUE(folder->write("file", "x").has_value());
    const base::Descriptor watch(::inotify_init1(IN_CLOEXEC));
    ASSERT_GE(::inotify_add_watch(watch.number(), folder->place_of("").c_str(), IN_DELETE), 0);
    ASSERT_GE(::inotify_add_watch(watch.number(), temporary->path().c_str(), IN_MOVED_TO), 0);
    ASSERT_TRUE(folder->finish().has_value());
    EXPECT_EQ(happened(watch), (std::vector<std::string>{".stoppress-export", "target"}));
    EXPECT_TRUE(std::filesystem::exists(temporary->path() / "target/file"));
}

TEST(OutputFolder, RemovesWhatAKilledRunLeftOnlyWithItsMark) {
    const auto temporary = base::TemporaryFolder::make("output-test");
    ASSERT_TRUE(temporary.has_value());
    const auto partial = temporary->path() / "target.partial";
    std::filesystem::create_directory(partial);
    std::ofstream(partial / "file") << "x";
    const auto refused = OutputFolder::make(temporary->path() / "target");
    ASSERT_FALSE(refused.has_value());
    EXPECT_TRUE(refused.error().message.contains(partial.native() + " is in the way"));
    std::ofstream(partial / ".stoppress-export").flush();
    EXPECT_TRUE(OutputFolder::make(temporary->path() / "target").has_value());
    EXPECT_FALSE(std::filesystem::exists(partial));
}

}  // namespace
}  // namespace stoppress::exporting
