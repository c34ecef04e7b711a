// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the sources in tests/golden/document give the HTML, JSON, text and reductions next to them. With
// STOPPRESS_REBASELINE=1 in the environment the files are rewritten, for review.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "document/convert.hpp"

namespace stoppress::document {
namespace {

namespace fs = std::filesystem;

fs::path folder() {
    return STOPPRESS_GOLDEN;
}

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>{file}, {}};
}

void compare(const fs::path& source, std::string_view extension, const std::string& made) {
    auto path = source;
    path += extension;
    if (std::getenv("STOPPRESS_REBASELINE") != nullptr) {
        std::ofstream(path, std::ios::binary) << made;
    }
    EXPECT_EQ(made, read(path)) << path;
}

TEST(Golden, SourcesBecomeWhatStandsBesideThem) {
    int sources = 0;
    for (const auto& entry : fs::directory_iterator(folder())) {
        const auto& path = entry.path();
        const bool markdown = path.extension() == ".md";
        if ((!markdown && path.extension() != ".html") || path.stem().has_extension()) {
            continue;
        }
        ++sources;
        const auto source = read(path);
        const auto parsed = markdown ? from_markdown(source) : from_html(source);
        ASSERT_TRUE(parsed.has_value()) << path;
        std::string reductions;
        for (const auto& [line, what] : parsed->reductions) {
            reductions += std::to_string(line) + ": " + what + '\n';
        }
        compare(path, ".out.html", to_html(parsed->document).string());
        compare(path, ".out.json", to_json(parsed->document) + '\n');
        compare(path, ".out.txt", to_text(parsed->document) + '\n');
        compare(path, ".reductions", reductions);
    }
    EXPECT_GT(sources, 1);
}

}  // namespace
}  // namespace stoppress::document
