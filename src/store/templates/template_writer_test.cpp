// SPDX-License-Identifier: GPL-3.0-or-later
// Tests of story templates in the store.
#include "store/templates/template_writer.hpp"

#include <gmock/gmock.h>

#include "store/filing/filing_writer.hpp"
#include "store/limits.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/templates/template_reader.hpp"
#include "store/trash/trash_writer.hpp"
#include "store/upkeep/maintenance.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Templates : public SiteTest {
protected:
    base::Result<base::TemplateId> try_create(const std::string& name, const story::Content& made) {
        return write([&](WriteTransaction& t) { return TemplateWriter(t).create(name, made, "ada"); });
    }
    base::TemplateId create_template(const std::string& name, const story::Content& made = content("… has died")) {
        return value(try_create(name, made));
    }
    base::Result<void> save(base::TemplateId id, std::int64_t expected, const std::string& name, const story::Content& made) {
        return write([&](WriteTransaction& t) { return TemplateWriter(t).save(id, expected, name, made, "bo"); });
    }
    base::Result<std::string> remove(base::TemplateId id) {
        return write([&](WriteTransaction& t) { return TemplateWriter(t).remove(id, "bo"); });
    }
    base::Result<std::string> restore(base::TemplateId id) {
        return write([&](WriteTransaction& t) { return TemplateWriter(t).restore(id); });
    }
    std::int64_t remove_expired() {
        return value(write([](WriteTransaction& t) { return TemplateWriter(t).remove_expired(); }));
    }
    std::optional<StoryTemplate> found(base::TemplateId id) {
        return value(read([&](ReadSnapshot& s) { return TemplateReader(s).story_template(id); }));
    }
    static std::vector<std::string> names_of(const std::vector<StoryTemplate>& templates) {
        std::vector<std::string> names;
        for (const auto& one : templates) {
            names.push_back(one.name);
        }
        return names;
    }
    std::vector<std::string> names() {
        return names_of(value(read([](ReadSnapshot& s) { return TemplateReader(s).templates(); })));
    }
    std::vector<std::string> deleted_names() {
        return names_of(value(read([](ReadSnapshot& s) { return TemplateReader(s).deleted_templates(); })));
    }
    void topic(const std::string& slug) {
        value(write([&](WriteTransaction& t) {
            NamedEntry entry;
            entry.slug = slug;
            return FilingWriter(t).put_topic(entry);
        }));
    }
    void expect_sound() {
        const auto report = value(check(settings_, [](std::uint64_t, std::uint64_t) {}, {}));
        for (const auto& finding : report.findings) {
            ADD_FAILURE() << finding.where << ": " << finding.what;
        }
    }
};

TEST_F(Templates, KeepWhatNewStoriesBeginWithAndNothingOfOneStory) {
    section("city");
    topic("trams");
    auto made = content("… has died");
    made.section = "city";
    made.topics = {"trams"};
    made.authors = {"ann-lee"};
    made.slug = "somebody-has-died";
    made.translation_key = "story-1";
    made.lead_image.source = "https://example.org/a.jpg";
    const auto id = create_template("Obituary", made);
    const auto kept = found(id);
    ASSERT_TRUE(kept.has_value());
    EXPECT_EQ(kept->name, "Obituary");
    EXPECT_EQ(kept->version, 1);
    EXPECT_EQ(kept->saved_by, "ada");
    EXPECT_EQ(kept->content.headline, made.headline);
    EXPECT_EQ(kept->content.standfirst, made.standfirst);
    EXPECT_EQ(kept->content.body, made.body);
    EXPECT_EQ(kept->content.section, "city");
    EXPECT_THAT(kept->content.topics, ElementsAre("trams"));
    EXPECT_THAT(kept->content.authors, IsEmpty());
    EXPECT_EQ(kept->content.slug, "");
    EXPECT_EQ(kept->content.translation_key, "");
    EXPECT_EQ(kept->content.lead_image, story::LeadImage{});
    expect_sound();
}

TEST_F(Templates, AreNoStoriesAndNoChangeForReaders) {
    const auto before = changes().size();
    create_template("Obituary");
    EXPECT_EQ(changes().size(), before);
    StoryQuery all;
    all.status.reset();
    all.limit = 100;
    EXPECT_THAT(value(read([&](ReadSnapshot& s) { return ListReader(s).stories(all); })).stories, IsEmpty());
    EXPECT_FALSE(stored({1}).has_value());
}

TEST_F(Templates, AreListedByName) {
    create_template("Obituary");
    create_template("Match report");
    EXPECT_THAT(names(), ElementsAre("Match report", "Obituary"));
}

TEST_F(Templates, NameSectionsAndTopicsThatExist) {
    auto made = content("…");
    made.section = "nowhere";
    made.topics = {"nothing"};
    const auto refused = try_create("Report", made);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    ASSERT_EQ(refused.error().fields.size(), 2U);
    EXPECT_EQ(refused.error().fields[0].field, "/section");
    EXPECT_EQ(refused.error().fields[1].field, "/topics/0");
    EXPECT_THAT(names(), IsEmpty());
}

TEST_F(Templates, FollowRenamedSectionsAndLeaveOutWhatIsGone) {
    section("city");
    topic("trams");
    topic("buses");
    auto made = content("…");
    made.section = "city";
    made.topics = {"trams", "buses"};
    const auto id = create_template("Report", made);
    value(write([](WriteTransaction& t) { return FilingWriter(t).rename_section("city", "town"); }));
    value(write([](WriteTransaction& t) { return TrashWriter(t).trash_topic("buses", "ada"); }));
    EXPECT_EQ(found(id)->content.section, "town");
    EXPECT_THAT(found(id)->content.topics, ElementsAre("trams"));
    value(write([](WriteTransaction& t) { return TrashWriter(t).trash_section("town", "ada"); }));
    EXPECT_EQ(found(id)->content.section, "");
}

TEST_F(Templates, AreSavedByWhoeverReadTheLatestVersion) {
    const auto id = create_template("Obituary");
    value(save(id, 1, "Obituaries", content("{Name} has died")));
    const auto late = save(id, 1, "Deaths", content("Gone"));
    ASSERT_FALSE(late.has_value());
    EXPECT_EQ(late.error().code, ErrorCode::stale);
    EXPECT_EQ(late.error().current, "\"2\"");
    EXPECT_EQ(found(id)->name, "Obituaries");
    EXPECT_EQ(found(id)->version, 2);
    EXPECT_EQ(found(id)->saved_by, "bo");
    EXPECT_EQ(save({77}, 1, "Deaths", content("Gone")).error().code, ErrorCode::not_found);
}

TEST_F(Templates, AreDeletedForAWhileAndThenForGood) {
    const auto id = create_template("Obituary");
    value(remove(id));
    EXPECT_THAT(names(), IsEmpty());
    EXPECT_EQ(remove(id).error().code, ErrorCode::not_found);
    EXPECT_EQ(save(id, 1, "Obituary", content("…")).error().code, ErrorCode::not_found);
    EXPECT_EQ(found(id)->deleted_by, "bo");
    value(restore(id));
    value(restore(id));
    EXPECT_THAT(names(), ElementsAre("Obituary"));
    value(remove(id));
    clock_.advance(kTrashKept - std::chrono::seconds(1));
    EXPECT_EQ(remove_expired(), 0);
    clock_.advance(std::chrono::seconds(2));
    EXPECT_EQ(remove_expired(), 1);
    EXPECT_EQ(restore(id).error().code, ErrorCode::not_found);
    EXPECT_FALSE(found(id).has_value());
    EXPECT_GT(create_template("Another").value, id.value) << "the audit log names the removed one by its number";
}

TEST_F(Templates, ThatWereDeletedAreListedFromTheLastOneOn) {
    for (std::int64_t i = 0; i <= kMaxTemplates; ++i) {
        value(remove(create_template(std::to_string(i))));
        clock_.advance(std::chrono::seconds(1));
    }
    const auto deleted = deleted_names();
    ASSERT_EQ(deleted.size(), static_cast<std::size_t>(kMaxTemplates));
    EXPECT_EQ(deleted.front(), std::to_string(kMaxTemplates));
    EXPECT_EQ(deleted.back(), "1");
    EXPECT_THAT(names(), IsEmpty());
    expect_sound();
}

TEST_F(Templates, AreLimitedAndDeletedOnesMakeRoom) {
    for (std::int64_t i = 0; i < kMaxTemplates; ++i) {
        create_template("Report");
    }
    EXPECT_EQ(try_create("One more", content("…")).error().code, ErrorCode::too_large);
    value(remove({1}));
    create_template("One more");
    EXPECT_EQ(restore({1}).error().code, ErrorCode::too_large);
}

TEST_F(Templates, HoldTheFilesThatTheyUse) {
    Medium medium;
    medium.file = {std::string(64, 'a'), "image/webp", 640, 480, 10};
    medium.original = std::string(64, 'b');
    medium.original_type = "image/jpeg";
    medium.file_name = "stand.jpg";
    const auto file = value(write([&](WriteTransaction& t) { return MediaWriter(t).add_medium(medium); }));
    auto made = content("…");
    document::Image picture;
    picture.source = document::Address::parse("/media/" + medium.file.hash + ".webp").value();
    made.body.blocks.emplace_back().node = picture;
    const auto id = create_template("Match report", made);
    const auto deleted = [&] { return write([&](WriteTransaction& t) { return TrashWriter(t).trash_medium(file, "ada"); }); };
    EXPECT_EQ(deleted().error().code, ErrorCode::conflict);
    value(remove(id));
    value(deleted());
    value(restore(id));
    EXPECT_EQ(deleted().error().code, ErrorCode::conflict) << "the restored template took its file out of the trash";
}

}  // namespace
}  // namespace stoppress::store
