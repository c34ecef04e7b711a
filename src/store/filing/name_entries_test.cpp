// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that names of topics and authors stay as they are typed, and that their old addresses still lead to them.
#include <gmock/gmock.h>

#include "store/addresses/addressing.hpp"
#include "store/editing/editing_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/filing/filing_reader.hpp"
#include "store/filing/filing_writer.hpp"
#include "store/site_fixture.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;

class Names : public SiteTest {
protected:
    NamedSlug topic(const std::string& name) {
        return value(write([&](WriteTransaction& t) { return FilingWriter(t).add_topic(name); }));
    }
    NamedSlug author(const std::string& name) {
        return value(write([&](WriteTransaction& t) { return FilingWriter(t).add_author(name); }));
    }
    std::string slug_of(base::StoryId id) { return stored(id)->content.slug; }
    std::string draft_slug(base::StoryId id, const std::string& headline, const std::string& slug) {
        auto draft = content(headline);
        draft.slug = slug;
        value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(id, 1, draft, "ada"); }));
        return value(read([&](ReadSnapshot& s) { return EditingReader(s).draft(id); }))->content.slug;
    }
};

TEST_F(Names, AreKeptAsTheyAreTyped) {
    for (const auto* name : {"O'Brien", "EU budget", "McDonald", "تراموای شبانه", "علی رضایی"}) {
        const auto made = topic(name);
        EXPECT_TRUE(made.made) << name;
        EXPECT_FALSE(topic(name).made) << name;
        EXPECT_EQ(value(read([&](ReadSnapshot& s) { return FilingReader(s).topic(made.slug); }))->name, name);
        const auto person = author(name);
        EXPECT_EQ(value(read([&](ReadSnapshot& s) { return FilingReader(s).author(person.slug); }))->name, name);
    }
    EXPECT_EQ(topic("O'Brien").slug, "obrien");
    EXPECT_EQ(topic("تراموای شبانه").slug, "تراموای-شبانه");
    EXPECT_EQ(topic("OBrien").slug, "obrien-2");
}

TEST_F(Names, LeadToTheirPeopleAndTopicsUnderFormerSlugs) {
    auto made = content("A bridge opens");
    made.authors = {author("Ann Lee").slug};
    made.topics = {topic("Trams").slug};
    const auto id = published(made);
    value(write([&](WriteTransaction& t) { return FilingWriter(t).rename_author("ann-lee", "a-lee"); }));
    value(write([&](WriteTransaction& t) { return FilingWriter(t).rename_topic("trams", "تراموا"); }));
    EXPECT_EQ(stored(id)->content.authors, std::vector<std::string>{"a-lee"});
    EXPECT_EQ(stored(id)->content.topics, std::vector<std::string>{"تراموا"});
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).author("ann-lee"); }))->slug, "a-lee");
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).topic("trams"); }))->slug, "تراموا");
    // A draft from before still files under the same ones, and the slugs are not given to others.
    const auto other = published(made);
    EXPECT_EQ(stored(other)->content.authors, std::vector<std::string>{"a-lee"});
    EXPECT_EQ(author("Ann-Lee").slug, "ann-lee-2");
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).rename_author("ann-lee-2", "ann-lee"); }).error().code,
              ErrorCode::conflict);
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).rename_topic("nobody", "x"); }).error().code, ErrorCode::not_found);
    EXPECT_EQ(write([](WriteTransaction& t) { return FilingWriter(t).rename_topic("تراموا", "Not a slug"); }).error().code,
              ErrorCode::invalid);
    // Back again: the present slug is no alias of itself.
    value(write([&](WriteTransaction& t) { return FilingWriter(t).rename_author("a-lee", "ann-lee"); }));
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return FilingReader(s).author("a-lee"); }))->slug, "ann-lee");
}

TEST_F(Names, OfAnAccountFindTheAuthorThatAnImportBrought) {
    const auto put = [&](const std::string& slug, const std::string& name, const std::string& email) {
        NamedEntry entry;
        entry.slug = slug;
        entry.name = name;
        entry.email = email;
        value(write([&](WriteTransaction& t) { return FilingWriter(t).put_author(entry); }));
    };
    const auto of_account = [&](const std::string& email, const std::string& name) {
        return value(write([&](WriteTransaction& t) { return FilingWriter(t).author_of_account(email, name); }));
    };
    put("jane", "Jane Doe", "Jane@Example.org");
    EXPECT_EQ(of_account("jane@example.org", "J. Doe"), "jane");
    put("ali", "Ali Rezaei", "other@example.org");
    EXPECT_EQ(of_account("ali@example.net", "Ali Rezaei"), "ali-rezaei") << "the other may be another person of that name";
    put("kim-nobodys", "Kim Lee", "");
    EXPECT_EQ(of_account("kim.lee@example.org", "Kim Lee"), "kim-nobodys");
    put("kim-the-other", "Kim Lee", "Lee@example.org");
    EXPECT_EQ(of_account("lee@example.org", "Kim Lee"), "kim-the-other");
}

TEST_F(Names, OfAStoryMakeItsSlugUntilItIsPublished) {
    const auto id = create(content("Ci"));
    EXPECT_EQ(slug_of(id), "ci");
    EXPECT_EQ(draft_slug(id, "City council", "ci"), "city-council");
    EXPECT_EQ(draft_slug(id, "City council approves", "city-council"), "city-council-approves");
    value(write([&](WriteTransaction& t) { return EditingWriter(t).apply_draft(id, "ada"); }));
    EXPECT_EQ(slug_of(id), "city-council-approves");
    value(publish(id));
    EXPECT_EQ(draft_slug(id, "Council says no", "city-council-approves"), "city-council-approves");
}

TEST_F(Names, OfAStoryDoNotReplaceASlugThatSomebodyTyped) {
    const auto id = create(content("Ci"));
    EXPECT_EQ(draft_slug(id, "City council", "my-own"), "my-own");
    EXPECT_EQ(draft_slug(id, "City council approves", "my-own"), "my-own");
    EXPECT_EQ(draft_slug(id, "City council approves", ""), "city-council-approves");
}

TEST_F(Names, OfTwoDraftsMayBeTheSame) {
    const auto first = create(content("Untitled"));
    const auto second = create(content("Untitled"));
    EXPECT_EQ(slug_of(second), "untitled-2");
    EXPECT_EQ(draft_slug(first, "Fire", "untitled"), "fire");
    EXPECT_EQ(draft_slug(second, "Fire", "untitled-2"), "fire");
    value(write([&](WriteTransaction& t) { return EditingWriter(t).apply_draft(first, "ada"); }));
    value(write([&](WriteTransaction& t) { return EditingWriter(t).apply_draft(second, "ada"); }));
    EXPECT_EQ(slug_of(first), "fire");
    EXPECT_EQ(slug_of(second), "fire-2");
}

TEST_F(Names, InTheirOwnScriptMakeAddressesThatArePercentEncoded) {
    const auto id = published(content("شهر"));
    EXPECT_EQ(slug_of(id), "شهر");
    EXPECT_TRUE(stored(id)->url.ends_with("/%D8%B4%D9%87%D8%B1")) << stored(id)->url;
    auto renamed = content("شهر");
    renamed.slug = "شهر-ما";
    value(write([&](WriteTransaction& t) { return StoryWriter(t).save_story(id, 1, renamed, "ada"); }));
    EXPECT_TRUE(stored(id)->url.ends_with("/%D8%B4%D9%87%D8%B1-%D9%85%D8%A7")) << stored(id)->url;
}

}  // namespace
}  // namespace stoppress::store
