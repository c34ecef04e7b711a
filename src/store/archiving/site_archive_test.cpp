// SPDX-License-Identifier: GPL-3.0-or-later
// Every table of the schema is in an archive, or is left out for a reason; no name in one leads out of it; a manifest is read only whole.
#include "store/archiving/site_archive.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>

#include "generated/schema_files.hpp"
#include "store/archiving/line_reader.hpp"
#include "store/archiving/manifest.hpp"
#include "store/site_fixture.hpp"

namespace stoppress::store {
namespace {

TEST(SiteArchive, HasEveryTableOfTheSchema) {
    const auto* schema = base::find_embedded(generated::schema_files(), "schema.sql");
    ASSERT_NE(schema, nullptr);
    constexpr std::string_view kBegin = "\nCREATE TABLE ";
    std::set<std::string, std::less<>> tables;
    for (std::size_t at = schema->bytes.find(kBegin); at != std::string_view::npos; at = schema->bytes.find(kBegin, at + 1)) {
        const auto name = schema->bytes.substr(at + kBegin.size());
        tables.emplace(name.substr(0, name.find(' ')));
    }
    EXPECT_GT(tables.size(), 40U);
    for (const auto& table : tables) {
        const bool is_left_out = std::ranges::find(tables_left_out(), table) != tables_left_out().end();
        const auto known = std::ranges::find(site_tables(), table, &SiteTable::name);
        // The view log has a file of its own.
        const bool is_archived = table == "view_log" || (known != site_tables().end() && file_of(*known).has_value());
        EXPECT_NE(is_left_out, is_archived) << table;
    }
    for (const auto& table : site_tables()) {
        EXPECT_TRUE(tables.contains(table.name)) << table.name;
        EXPECT_EQ(file_of(table).has_value() && is_data_file(*file_of(table)), file_of(table).has_value());
    }
}

TEST(SiteArchive, KnowsNamesThatStayInIt) {
    for (const std::string_view name : {"README.md", "data/story.jsonl", "stories/2026/1-بندر.md", "themes/ours/a b.css", "..."}) {
        EXPECT_TRUE(is_archived_name(name)) << name;
    }
    for (const std::string& name : {std::string(), std::string("/etc/passwd"), std::string(".."), std::string("data/../../x"),
                                    std::string("a//b"), std::string("./a"), std::string("a/"), std::string("a\\b"), std::string("a\nb"),
                                    std::string("a\0b", 3), std::string("\xFF"), std::string(kMaxArchivedName + 1, 'a')}) {
        EXPECT_FALSE(is_archived_name(name)) << name;
    }
    EXPECT_TRUE(is_data_file("data/story.jsonl"));
    EXPECT_TRUE(is_data_file("data/view_hour.csv"));
    EXPECT_TRUE(is_data_file("data/people/audit.jsonl"));
    EXPECT_FALSE(is_data_file("data/kept_answer.jsonl"));
    EXPECT_FALSE(is_data_file("data/people/token.jsonl"));
}

class Manifest : public ::testing::Test {
protected:
    std::filesystem::path written(const std::string& text) {
        const auto file = folder_.path() / "manifest.json";
        std::ofstream(file, std::ios::binary) << text;
        return file;
    }
    base::Result<ArchiveHead> read(const std::string& text) {
        names_.clear();
        return read_manifest(written(text), [this](const ArchivedFile& file) -> base::Result<void> {
            names_ += file.name + ' ';
            return {};
        });
    }
    static std::string whole(const std::string& name = "data/story.jsonl") {
        const ArchiveHead head{
            .format = kSiteArchiveFormat, .schema = current_schema(), .program = "1", .written_at = "now", .title = "A \"B\"", .url = ""};
        return manifest_begin(head) + manifest_line({"README.md", 3, std::string(64, 'a')}, true) +
               manifest_line({name, 0, std::string(64, '0')}, false) + manifest_end();
    }

    TemporaryFolder folder_;
    std::string names_;
};

TEST_F(Manifest, GivesBackWhatWasWritten) {
    const auto head = read(whole());
    ASSERT_TRUE(head.has_value()) << head.error().message;
    EXPECT_EQ(head->title, "A \"B\"");
    EXPECT_EQ(names_, "README.md data/story.jsonl ");
}

TEST_F(Manifest, IsRefusedWhereverItIsCut) {
    const auto text = whole();
    for (std::size_t size = 0; size < text.size(); ++size) {
        EXPECT_FALSE(read(text.substr(0, size)).has_value()) << size;
    }
    EXPECT_FALSE(read(text + "\n").has_value());
}

TEST_F(Manifest, IsRefusedWithAWrongLine) {
    for (const std::string& name : {"../x", "/x", "", "manifest.json"}) {
        EXPECT_FALSE(read(whole(name)).has_value()) << name;
    }
    auto text = whole();
    EXPECT_FALSE(read(text.replace(text.find("\"size\": 3"), 9, "\"size\": -3")).has_value());
    text = whole();
    EXPECT_FALSE(read(text.replace(text.find("aaaa"), 4, "AAAA")).has_value());
}

TEST_F(Manifest, HasLinesOfALimitedLength) {
    const auto file = written("short\n" + std::string(50, 'x') + "\nlast");
    LineReader lines(File::open(file).value(), 50);
    EXPECT_EQ(**lines.next(), "short");
    EXPECT_EQ(**lines.next(), std::string(50, 'x'));
    EXPECT_EQ(lines.next().error().code, base::ErrorCode::corrupt);
    LineReader narrow(File::open(file).value(), 49);
    EXPECT_EQ(**narrow.next(), "short");
    EXPECT_EQ(narrow.next().error().code, base::ErrorCode::too_large);
}

}  // namespace
}  // namespace stoppress::store
