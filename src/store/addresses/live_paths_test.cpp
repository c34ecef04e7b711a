// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the change log contains every path that may be live from then on, and that reading all paths
// finds the same.
#include <array>
#include <set>

#include <gtest/gtest.h>

#include "store/addresses/address_reader.hpp"
#include "store/addresses/address_writer.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/tags.hpp"

namespace stoppress::store {
namespace {

class LivePathsTest : public SiteTest {
protected:
    /// Whatever the whole site has.
    std::set<std::string> all() {
        std::set<std::string> found;
        value(read([&](ReadSnapshot& s) -> base::Result<void> {
            TRY(const auto lists, AddressReader(s).list_paths());
            found.insert(lists.paths.begin(), lists.paths.end());
            std::string last;
            for (std::size_t read = 2; read == 2;) {
                TRY(const auto paths, AddressReader(s).addresses_after(last, 2));
                found.insert(paths.begin(), paths.end());
                read = paths.size();
                last = paths.empty() ? last : paths.back();
            }
            return {};
        }));
        return found;
    }
    LivePaths of(std::span<const Change> changes) {
        return value(read([&](ReadSnapshot& s) { return AddressReader(s).paths_of(changes); }));
    }
    /// What the changes since the last call tell.
    LivePaths told() {
        const auto changes = value(read([&](ReadSnapshot& s) { return ChangeReader(s).changes_after(followed_, 1000); }));
        followed_ = changes.empty() ? followed_ : changes.back().number;
        auto paths = of(changes);
        EXPECT_TRUE(paths.whole);
        known_.insert(paths.paths.begin(), paths.paths.end());
        return paths;
    }
    /// Every path that there is was told. A new topic or author is nowhere until a story under it is published,
    /// which tells it.
    void expect_all_told(const std::set<std::string>& hidden = {}) {
        told();
        for (const auto& path : all()) {
            EXPECT_TRUE(known_.contains(path) || hidden.contains(path)) << path;
        }
    }

    base::ChangeNumber followed_ = 0;
    std::set<std::string> known_;
};

TEST_F(LivePathsTest, AreToldByEachChange) {
    section("city");
    auto made = content("A bridge opens");
    made.section = "city";
    made.topics = {"roads", "rivers"};
    made.authors = {"jane-doe"};
    const auto id = create(made);
    expect_all_told({"/topics/roads", "/topics/rivers", "/authors/jane-doe"});
    value(publish(id));
    expect_all_told();
    EXPECT_TRUE(known_.contains("/2026/03/a-bridge-opens"));
    EXPECT_TRUE(known_.contains("/archive/2026/03"));
    EXPECT_TRUE(known_.contains("/archive/2026"));

    made.slug = "a-bridge-is-open";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, made, "ada"); }));
    expect_all_told();
    value(write([&](WriteTransaction& t) { return FilingWriter(t).rename_section("city", "town"); }));
    value(write([&](WriteTransaction& t) { return FilingWriter(t).merge_topics("roads", "rivers", "ada"); }));
    value(write([&](WriteTransaction& t) { return PublishingWriter(t).withdraw(id, "Wrong"); }));
    expect_all_told();
    value(write([&](WriteTransaction& t) { return AddressWriter(t).add_redirect({"/old/%C3%BCber", "/latest"}); }));
    value(write([&](WriteTransaction& t) { return AddressWriter(t).put_redirect("/imported", "/latest"); }));
    expect_all_told();
    EXPECT_TRUE(known_.contains("/old/%C3%BCber"));
    value(write([&](WriteTransaction& t) -> base::Result<void> {
        NamedEntry entry;
        entry.slug = "rivers";
        entry.name = "Rivers";
        entry.aliases = {"streams"};
        TRY_VOID(FilingWriter(t).put_topic(entry));
        return {};
    }));
    expect_all_told();
    EXPECT_FALSE(known_.contains("/topics/streams")) << "its only story was withdrawn";
    value(publish(id));
    expect_all_told();
    EXPECT_TRUE(known_.contains("/topics/streams"));
}

TEST_F(LivePathsTest, AreNotThoseOfTopicsAndAuthorsThatOnlyUnpublishedStoriesHave) {
    auto made = content("Not yet");
    made.topics = {"secret"};
    made.authors = {"li-wei"};
    const auto id = create(made);
    NamedEntry entry;
    entry.slug = "secret";
    entry.name = "Secret";
    entry.aliases = {"secrets"};
    value(write([&](WriteTransaction& t) { return FilingWriter(t).put_topic(entry); }));
    value(publish(id, base::parse_rfc3339("2040-01-01T00:00:00Z")));
    EXPECT_FALSE(told().last_story);
    for (const auto* path : {"/topics/secret", "/topics/secrets", "/authors/li-wei"}) {
        EXPECT_FALSE(known_.contains(path)) << path;
        EXPECT_FALSE(all().contains(path)) << path;
    }
    value(publish(id));
    expect_all_told();
    for (const auto* path : {"/topics/secret", "/topics/secrets", "/authors/li-wei"}) {
        EXPECT_TRUE(known_.contains(path)) << path;
        EXPECT_TRUE(all().contains(path)) << path;
    }
}

TEST_F(LivePathsTest, OfAPageIncludeItsTopics) {
    auto made = content("About us");
    made.kind = story::Kind::page;
    made.topics = {"ourselves"};
    const auto id = create(made);
    NamedEntry entry;
    entry.slug = "ourselves";
    entry.name = "Ourselves";
    entry.aliases = {"us"};
    value(write([&](WriteTransaction& t) { return FilingWriter(t).put_topic(entry); }));
    value(publish(id));
    expect_all_told();
    EXPECT_TRUE(known_.contains("/topics/ourselves"));
    EXPECT_TRUE(known_.contains("/topics/us"));
}

TEST_F(LivePathsTest, OfAnImportIncludeFormerAddressesAndWhatWasWithdrawn) {
    ImportedStory imported;
    imported.source = "a.md";
    imported.content = content("Moved in");
    imported.status = story::Status::withdrawn;
    imported.address = "/2019/moved-in.html";
    imported.former_addresses = {"/?p=12", "/old/moved-in/"};
    value(import(imported));
    expect_all_told();
    EXPECT_TRUE(known_.contains("/2019/moved-in.html"));
    EXPECT_TRUE(known_.contains("/?p=12"));
}

TEST_F(LivePathsTest, KnowTheLastStory) {
    const auto id = published(content("The last"));
    EXPECT_EQ(told().last_story, id);
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return AddressReader(s).list_paths(); })).last_story, id);
}

TEST_F(LivePathsTest, AreSaidToBeMoreWhereAChangeDoesNotTellThem) {
    const std::array changes{Change{1, {}, "redirect", {}, {redirects_tag(), redirect_tag("/a")}},
                             Change{2, {}, "redirect", {}, {redirects_tag()}}, Change{3, {}, "generate", {}, {site_tag(), menu_tag()}},
                             Change{4, {}, "menu", {}, {menu_tag()}}};
    for (std::size_t i = 0; i < changes.size(); ++i) {
        EXPECT_EQ(of(std::span(changes).subspan(i, 1)).whole, i == 0 || i == 3) << changes.at(i).kind;
    }
}

}  // namespace
}  // namespace stoppress::store
