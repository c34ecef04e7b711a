// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that a whole file is read up to its limit, and that links and other kinds of files are refused.
#include "base/files/read_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "base/files/descriptor.hpp"

namespace stoppress::base {
namespace {

namespace fs = std::filesystem;

class ReadFile : public testing::Test {
protected:
    ReadFile() {
        std::string name = fs::temp_directory_path() / "stoppress-read-file-XXXXXX";
        folder_ = ::mkdtemp(name.data());
    }
    ~ReadFile() override { fs::remove_all(folder_); }

    fs::path write(const std::string& name, const std::string& bytes) {
        std::ofstream{folder_ / name, std::ios::binary} << bytes;
        return folder_ / name;
    }
    [[nodiscard]] fs::path path(const std::string& name) const { return folder_ / name; }

private:
    fs::path folder_;
};

TEST_F(ReadFile, GivesEveryByteOfAFileUpToTheLimit) {
    for (const std::size_t size : {0U, 1U, 4096U, 300'000U}) {
        const auto file = write("file", std::string(size, 'x') + std::string(1, '\0'));
        EXPECT_EQ(read_file(file, size + 1).value(), std::string(size, 'x') + std::string(1, '\0'));
        const auto refused = read_file(file, size);
        ASSERT_FALSE(refused.has_value());
        EXPECT_EQ(refused.error().code, ErrorCode::too_large);
        EXPECT_EQ(refused.error().message, fmt::format("is too large: {} bytes, the limit is {}", size + 1, size));
    }
    EXPECT_EQ(read_file(write("empty", ""), 0).value(), "");
}

TEST_F(ReadFile, TakesWhatAFileHasBeyondTheSizeItTells) {
    // Files of the kernel say that they are empty; the same happens with one that grows while it is read.
    EXPECT_FALSE(read_file("/proc/self/status", 1 << 20).value().empty());
    const auto refused = read_file("/proc/self/status", 10);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::too_large);
}

TEST_F(ReadFile, CopiesTheSameToADescriptorAndSaysWhenThatIsFull) {
    const std::string bytes(2'500'000, 'y');
    write("file", bytes);
    const Descriptor copy(::open(path("copy").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    EXPECT_EQ(copy_file_below(path(""), "file", bytes.size(), copy.number()).value(), bytes.size());
    EXPECT_EQ(read_file(path("copy"), bytes.size()).value(), bytes);
    EXPECT_EQ(copy_file_below(path(""), "file", bytes.size() - 1, copy.number()).error().code, ErrorCode::too_large);
    EXPECT_EQ(copy_file_below(path(""), "../file", bytes.size(), copy.number()).error().code, ErrorCode::invalid);
    EXPECT_EQ(copy_file_below(path(""), "none", bytes.size(), copy.number()).error().code, ErrorCode::not_found);
    const Descriptor full(::open("/dev/full", O_WRONLY | O_CLOEXEC));
    EXPECT_EQ(copy_file_below(path(""), "file", bytes.size(), full.number()).error().code, ErrorCode::unavailable);
}

TEST_F(ReadFile, FollowsNoLinkAndWaitsForNoPipe) {
    fs::create_symlink(write("target", "secret"), path("link"));
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    fs::create_directory(path("folder"));
    for (const auto* name : {"link", "pipe", "folder"}) {
        const auto refused = read_file(path(name), 1000);
        ASSERT_FALSE(refused.has_value()) << name;
        EXPECT_EQ(refused.error().code, ErrorCode::invalid) << name;
    }
    EXPECT_EQ(read_file(path("nothing"), 1000).error().code, ErrorCode::io);
}

TEST(ReadFileBelow, FollowsNoLinkAndNeverGoesUp) {
    std::string name = (fs::temp_directory_path() / "stoppress-below-XXXXXX").string();
    const fs::path folder = ::mkdtemp(name.data());
    fs::create_directories(folder / "in" / "deep");
    std::ofstream(folder / "secret") << "secret";
    std::ofstream(folder / "in" / "deep" / "file") << "content";
    fs::create_symlink(folder / "secret", folder / "in" / "link");
    fs::create_symlink(folder / "in" / "deep", folder / "in" / "way");
    EXPECT_EQ(read_file_below(folder / "in", "deep/file", 100).value(), "content");
    for (const std::string& wrong : {std::string("../secret"), std::string("deep/../../secret"), (folder / "secret").string(),
                                     std::string("link"), std::string("way/file"), std::string("deep"), std::string("./deep/file"),
                                     std::string("deep//file"), std::string(), std::string("deep/file\0x", 11)}) {
        EXPECT_EQ(read_file_below(folder / "in", wrong, 100).error().code, ErrorCode::invalid) << wrong;
    }
    EXPECT_EQ(read_file_below(folder / "in", "deep/other", 100).error().code, ErrorCode::not_found);
    EXPECT_EQ(read_file_below(folder / "in", "other/file", 100).error().code, ErrorCode::not_found);
    EXPECT_EQ(read_file_below(folder / "in", "deep/file", 3).error().code, ErrorCode::too_large);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace stoppress::base
