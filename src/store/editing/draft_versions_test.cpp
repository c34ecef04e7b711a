// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that words that were saved in a draft can be brought back, whatever was saved after them.
#include "store/editing/draft_versions.hpp"

#include <gmock/gmock.h>

#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/limits.hpp"
#include "store/site_fixture.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::string kLong(250, 'w');

class DraftVersions : public SiteTest {
protected:
    void save(const std::string& text, const std::string& by = "ada") {
        auto draft = content("Headline");
        draft.body = body(text);
        value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id_, 1, draft, by); }));
        clock_.advance(std::chrono::seconds(2));
    }
    static document::Document body(const std::string& text) {
        document::Document document;
        document::Inline run;
        run.text = text;
        document.blocks.push_back({document::Paragraph{{run}}, {}, {}});
        return document;
    }
    std::vector<DraftVersion> versions() {
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).draft_versions(id_); }));
    }
    std::vector<std::string> reasons() {
        std::vector<std::string> reasons;
        for (const auto& version : versions()) {
            reasons.push_back(version.reason);
        }
        return reasons;
    }
    std::string text_of(std::int64_t number) {
        const auto kept = value(read([&](ReadSnapshot& s) { return EditingReader(s).draft_version(id_, number); }));
        return std::get<document::Paragraph>(kept->content.body.blocks.at(0).node).content.at(0).text;
    }
    base::StoryId id_ = create(content("Headline"));
};

TEST_F(DraftVersions, AreKeptBeforeMuchIsDeletedOrReplaced) {
    save(kLong);
    save("x");
    EXPECT_THAT(reasons(), ElementsAre("deletion"));
    EXPECT_EQ(text_of(1), kLong);
    save(std::string(250, 'b'));
    save(std::string(250, 'c'));
    EXPECT_THAT(reasons(), ElementsAre("deletion", "deletion"));
    EXPECT_EQ(text_of(2), std::string(250, 'b'));
    const auto report = value(check(settings_, [](std::uint64_t, std::uint64_t) {}, {}));
    EXPECT_THAT(report.findings, IsEmpty());
}

TEST_F(DraftVersions, AreNotKeptForEachStepOfOneDeletion) {
    save(kLong);
    for (std::size_t length = 190; length > 0; length -= std::min<std::size_t>(length, 60)) {
        save(kLong.substr(0, length));
    }
    EXPECT_THAT(reasons(), ElementsAre("deletion"));
    EXPECT_EQ(text_of(1), kLong);
}

TEST_F(DraftVersions, AreKeptEveryFewMinutesOfWriting) {
    std::string text;
    const auto minutes = std::chrono::duration_cast<std::chrono::seconds>(kDraftVersionEvery) * 3 + std::chrono::seconds(30);
    for (int i = 0; i * std::chrono::seconds(2) < minutes; ++i) {
        text += " word";
        save(text);
    }
    EXPECT_THAT(reasons(), ElementsAre("time", "time", "time"));
}

TEST_F(DraftVersions, AreKeptBeforeSomebodyElseWritesAndWhenADraftIsDiscarded) {
    save("Ada wrote this");
    save("Ada wrote this, Bo added that", "bo");
    EXPECT_THAT(reasons(), ElementsAre("person"));
    EXPECT_EQ(versions().front().saved_by, "ada");
    value(write([&](WriteTransaction& t) { return EditingWriter(t).discard_draft(id_); }));
    EXPECT_THAT(reasons(), ElementsAre("discarded", "person"));
    EXPECT_EQ(text_of(2), "Ada wrote this, Bo added that");
}

TEST_F(DraftVersions, AreBoundedInNumberAndTheLatestStay) {
    for (std::int64_t i = 0; i < kMaxDraftVersions + 10; ++i) {
        save(std::string(100, static_cast<char>('a' + i % 26)));
    }
    const auto kept = versions();
    EXPECT_EQ(kept.size(), static_cast<std::size_t>(kMaxDraftVersions));
    EXPECT_EQ(kept.front().number, kMaxDraftVersions + 9);
}

TEST_F(DraftVersions, AreBoundedInSize) {
    const std::size_t large = 2'500'000;
    for (const char c : {'a', 'b', 'c', 'd', 'e', 'f'}) {
        save(std::string(large, c));
    }
    EXPECT_EQ(versions().size(), static_cast<std::size_t>(kMaxDraftVersionBytes) / large);
    EXPECT_EQ(text_of(versions().front().number).front(), 'e');
}

TEST(RemovedBytes, CountsWhatOneChangeTookAway) {
    EXPECT_EQ(removed_bytes("", ""), 0U);
    EXPECT_EQ(removed_bytes("one two three", "one three"), 4U);
    EXPECT_EQ(removed_bytes("aaaa", "aa"), 2U);
    EXPECT_EQ(removed_bytes("aa", "aaaa"), 0U);
    EXPECT_EQ(removed_bytes("abc", "xyz"), 3U);
}

}  // namespace
}  // namespace stoppress::store
