// SPDX-License-Identifier: GPL-3.0-or-later
// Tests that the library knows which stories use a file, that a replaced picture's pages are invalidated and its old
// addresses redirect, that used files cannot be deleted, and that files are removed once no row uses them, not before.
#include <gmock/gmock.h>

#include "document/convert.hpp"
#include "store/addresses/address_reader.hpp"
#include "store/editing/editing_writer.hpp"
#include "store/media/media_address.hpp"
#include "store/media/media_reader.hpp"
#include "store/media/media_writer.hpp"
#include "store/site_fixture.hpp"
#include "store/stories/publishing_writer.hpp"
#include "store/stories/story_writer.hpp"
#include "store/transaction/change_log.hpp"
#include "store/transaction/read_snapshot.hpp"

namespace stoppress::store {
namespace {

using base::ErrorCode;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;
using WhileUsed = WhileUsed;

std::string hash_of(char digit) {
    return std::string(64, digit);
}

Medium picture(char digit) {
    Medium medium;
    medium.file = {hash_of(digit), "image/jpeg", 1280, 800, 1000};
    medium.renditions = {{hash_of(digit).replace(0, 1, "1"), "image/webp", 320, 200, 100},
                         {hash_of(digit).replace(0, 1, "2"), "image/webp", 640, 400, 200}};
    medium.original = hash_of(digit).replace(0, 1, "0");
    medium.original_type = "image/jpeg";
    medium.original_measures = Measures{3000, 1875, 900'000};
    medium.file_name = std::string("Boat ") + digit + ".JPG";
    medium.created_by = "ann";
    return medium;
}

/// As a program stored it that did not read sound.
Medium unread_sound(char digit) {
    Medium medium;
    medium.file = {hash_of(digit), "audio/mpeg", 0, 0, 700};
    medium.original = hash_of(digit);
    medium.original_type = "audio/mpeg";
    medium.original_measures = Measures{0, 0, 700};
    medium.file_name = "talk.mp3";
    medium.created_by = "ann";
    return medium;
}

std::string address_of(const MediumFile& file) {
    return "/media/" + file.hash + (file.content_type == "image/webp" ? ".webp" : ".jpg");
}

class MediaLibrary : public SiteTest {
protected:
    base::MediumId add(const Medium& medium) {
        return value(write([&](WriteTransaction& t) { return MediaWriter(t).add_medium(medium); }));
    }
    std::optional<CountedMedium> get(base::MediumId id) {
        return value(read([&](ReadSnapshot& s) { return MediaReader(s).medium(id); }));
    }
    std::vector<CountedMedium> list(MediaQuery query) {
        return value(read([&](ReadSnapshot& s) { return MediaReader(s).media(query); }));
    }
    base::Result<bool> replace(base::MediumId id, const Medium& fresh, WhileUsed while_used = WhileUsed::allowed) {
        return write([&](WriteTransaction& t) -> base::Result<bool> {
            TRY_VOID(MediaWriter(t).replace_medium(id, fresh, while_used, address_of));
            return true;
        });
    }
    base::Result<bool> remove(base::MediumId id) {
        return write([&](WriteTransaction& t) -> base::Result<bool> {
            TRY_VOID(MediaWriter(t).delete_medium(id));
            return true;
        });
    }
    std::vector<std::string> dropped() {
        std::vector<std::string> names;
        value(write([&](WriteTransaction& t) -> base::Result<bool> {
            names.clear();
            TRY_VOID(MediaWriter(t).drop_gone_files([&](const GoneFile& file) -> base::Result<void> {
                names.push_back((file.original ? "original " : "") + file.hash.substr(0, 2));
                return {};
            }));
            return true;
        }));
        return names;
    }
    base::StoryId story_showing(const std::string& address) {
        story::Content content;
        content.headline = "A story";
        content.body = document::from_html("<p>x</p><figure><img src=\"" + address + "\"></figure>")->document;
        return value(write([&](WriteTransaction& t) { return StoryWriter(t).create_story(content, "ann"); }));
    }
    Tags last_tags() {
        return value(read([](ReadSnapshot& s) -> base::Result<Tags> {
            TRY(const auto last, s.change_number());
            TRY(const auto changes, ChangeReader(s).changes_after(last - 1, 10));
            return changes.empty() ? Tags{} : changes.back().tags;
        }));
    }
};

TEST(MediaAddress, IsAPathOfThisSiteOrAnother) {
    EXPECT_EQ(media_hash("/media/" + hash_of('a') + ".jpg"), hash_of('a'));
    EXPECT_EQ(media_hash("https://news.test/media/" + hash_of('a') + ".webp?x"), hash_of('a'));
    for (const std::string& other :
         {std::string("/media/"), "/media/" + hash_of('a'), "/media/" + hash_of('A') + ".jpg", "/x/media/" + hash_of('a') + ".jpg",
          std::string("https://news.test"), "/media/" + hash_of('a') + "b.jpg"}) {
        EXPECT_FALSE(media_hash(other).has_value()) << other;
    }
}

TEST_F(MediaLibrary, DoesNotKnowTheMeasuresOfAnOriginalThatWasStoredWithoutThem) {
    auto older = picture('a');
    older.original_measures.reset();
    EXPECT_FALSE(get(add(older))->medium.original_measures.has_value());
    older = picture('b');
    older.file = {hash_of('b'), "application/pdf", 0, 0, 700};
    older.renditions.clear();
    older.original_measures.reset();
    EXPECT_EQ(get(add(older))->medium.original_measures, (Measures{0, 0, 700})) << "readers get the original";
}

TEST_F(MediaLibrary, GivesBackWhatWasAddedAndTakesTheSameOnce) {
    auto medium = picture('a');
    medium.focal_point = FocalPoint{250, 1000};
    medium.placeholder = "data:image/webp;base64,AA";
    const auto id = add(medium);
    auto known = get(id)->medium;
    EXPECT_EQ(known.created_at, clock_.now());
    medium.id = id;
    medium.created_at = known.created_at;
    EXPECT_EQ(known, medium);
    EXPECT_EQ(get(id)->used_by, 0);
    auto again = picture('b');
    again.original = medium.original;
    EXPECT_EQ(add(again), id) << "it is the original that counts";
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return MediaReader(s).medium_of_original(medium.original); }))->medium.id, id);
    EXPECT_FALSE(get(base::MediumId{99}).has_value());
}

TEST_F(MediaLibrary, IsSearchedByAllWordsInAnyCase) {
    for (const char digit : {'a', 'b', 'c'}) {
        auto medium = picture(digit);
        medium.caption = digit == 'b' ? "ÜBERFAHRT 100% über den Fluß" : "At sea";
        add(medium);
    }
    Medium sound;
    sound.file = {hash_of('d'), "audio/mpeg", 0, 0, 10};
    sound.original = hash_of('d');
    sound.original_type = "audio/mpeg";
    add(sound);
    const auto ids = [&](const MediaQuery& query) {
        std::vector<std::int64_t> found;
        for (const auto& medium : list(query)) {
            found.push_back(medium.medium.id.value);
        }
        return found;
    };
    EXPECT_THAT(ids({.words = {}, .type = {}}), ElementsAre(4, 3, 2, 1));
    EXPECT_THAT(ids({.words = {"überfahrt", "BOAT"}, .type = {}}), ElementsAre(2));
    EXPECT_THAT(ids({.words = {"0%"}, .type = {}}), ElementsAre(2));
    EXPECT_THAT(ids({.words = {"_"}, .type = {}}), IsEmpty()) << "no wildcard gets through";
    EXPECT_THAT(ids({.words = {}, .type = "audio"}), ElementsAre(4));
    EXPECT_THAT(ids({.words = {}, .type = "image", .limit = 2}), ElementsAre(3, 2));
    EXPECT_THAT(ids({.words = {}, .type = "image", .limit = 2, .before = {2}}), ElementsAre(1));
}

TEST_F(MediaLibrary, KnowsWhichStoriesNameAFile) {
    const auto id = add(picture('a'));
    const auto other = add(picture('b'));
    const auto story = story_showing(address_of(picture('a').file));
    story_showing("https://elsewhere.test" + address_of(picture('a').file));
    EXPECT_EQ(get(id)->used_by, 2);
    EXPECT_EQ(get(other)->used_by, 0);
    const auto stories = value(read([&](ReadSnapshot& s) { return MediaReader(s).stories_with(id, {}, 10); }));
    ASSERT_THAT(stories, SizeIs(2));
    EXPECT_EQ(stories.front().id, story);
    // Another revision without it, but with the other one as its lead.
    story::Content content;
    content.headline = "A story";
    content.lead_image.source = address_of(picture('b').file);
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(StoryWriter(t).save_story(story, 1, content, "ann"));
        return true;
    }));
    EXPECT_EQ(get(id)->used_by, 1);
    EXPECT_EQ(get(other)->used_by, 1);
}

TEST_F(MediaLibrary, CountsWhatOnlyADraftNames) {
    const auto live = add(picture('a'));
    const auto drafted = add(picture('b'));
    const auto story = story_showing(address_of(picture('a').file));
    story::Content content;
    content.headline = "A story";
    content.lead_image.source = address_of(picture('b').file);
    const auto save_draft = [&] {
        return value(write([&](WriteTransaction& t) { return EditingWriter(t).save_draft(story, 1, content, "ann"); }));
    };
    save_draft();
    EXPECT_EQ(get(live)->used_by, 1) << "readers still see it";
    EXPECT_EQ(get(drafted)->used_by, 1);
    // Somebody else saves over it: the draft is still there.
    story::Content other;
    other.headline = "Another's words";
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(StoryWriter(t).save_story(story, 1, other, "bob"));
        return true;
    }));
    EXPECT_EQ(get(live)->used_by, 0);
    EXPECT_EQ(get(drafted)->used_by, 1);
    content.lead_image = {};
    save_draft();
    EXPECT_EQ(get(drafted)->used_by, 0);
    content.lead_image.source = address_of(picture('b').file);
    save_draft();
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(EditingWriter(t).discard_draft(story));
        return true;
    }));
    EXPECT_EQ(get(drafted)->used_by, 0);
}

TEST_F(MediaLibrary, ReplacesAPictureInAllItsStories) {
    const auto id = add(picture('a'));
    const auto story = story_showing(address_of(picture('a').file));
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(PublishingWriter(t).publish(story, std::nullopt));
        MediumChange change;
        change.alt = "A boat";
        TRY_VOID(MediaWriter(t).change_medium(id, change, WhileUsed::refused));
        return true;
    }));
    EXPECT_EQ(replace(id, picture('b'), WhileUsed::refused).error().code, ErrorCode::forbidden);
    value(replace(id, picture('b')));
    const auto now = get(id);
    EXPECT_EQ(now->medium.file, picture('b').file);
    EXPECT_EQ(now->medium.renditions, picture('b').renditions);
    EXPECT_EQ(now->medium.alt, "A boat");
    EXPECT_EQ(now->used_by, 1) << "by its old address";
    EXPECT_THAT(last_tags(), Contains(story_tag(story)));
    EXPECT_THAT(last_tags(), Contains(site_tag()));
    const auto pictures = value(read([](ReadSnapshot& s) { return MediaReader(s).media_at({hash_of('a'), hash_of('b'), hash_of('c')}); }));
    ASSERT_THAT(pictures, SizeIs(2));
    EXPECT_EQ(pictures.at(hash_of('a')).file.hash, hash_of('b')) << "what a page shows for the old address";
    const auto old =
        value(read([](ReadSnapshot& s) { return AddressReader(s).find_address(address_of(picture('a').renditions.front())); }));
    ASSERT_TRUE(old.has_value());
    EXPECT_EQ(old->target, address_of(picture('b').file));
    EXPECT_THAT(dropped(), UnorderedElementsAre("aa", "1a", "2a", "original 0a"));
    EXPECT_THAT(dropped(), IsEmpty());
    value(replace(id, picture('a')));
    EXPECT_FALSE(value(read([](ReadSnapshot& s) { return AddressReader(s).find_address(address_of(picture('a').file)); })).has_value())
        << "it stands there again";
    value(replace(id, picture('b')));
    const auto other = add(picture('c'));
    EXPECT_EQ(replace(other, picture('b')).error().code, ErrorCode::conflict) << "that is another medium already";
    value(replace(id, picture('b')));
}

TEST_F(MediaLibrary, ReadsSoundThatIsReplacedByItself) {
    const auto id = add(unread_sound('a'));
    ASSERT_FALSE(get(id)->medium.recording.has_value());
    auto heard = unread_sound('a');
    heard.recording = RecordingFacts{2000, 0, 0, "", "MP3"};
    value(replace(id, heard));
    const auto now = get(id);
    EXPECT_EQ(now->medium.recording, heard.recording);
    EXPECT_EQ(now->medium.file, heard.file);
    EXPECT_FALSE(value(read([&](ReadSnapshot& s) { return AddressReader(s).find_address(address_of(heard.file)); })).has_value())
        << "no address leads to itself";
    EXPECT_THAT(dropped(), IsEmpty()) << "the file is used on";
    EXPECT_EQ(value(read([&](ReadSnapshot& s) { return MediaReader(s).media_at({hash_of('a')}); })).at(hash_of('a')).id, id);
    const auto last = value(read([](ReadSnapshot& s) { return s.change_number(); }));
    value(replace(id, heard));
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return s.change_number(); })), last) << "now there is nothing to change";
}

TEST_F(MediaLibrary, TakesTheNewFilesOfAPictureThatIsReplacedByItself) {
    const auto id = add(picture('a'));
    MediumChange change;
    change.focal_point = std::optional(FocalPoint{100, 900});
    value(write([&](WriteTransaction& t) { return MediaWriter(t).change_medium(id, change, WhileUsed::allowed); }));
    auto more = picture('a');
    more.renditions.insert(more.renditions.begin(), {hash_of('a').replace(0, 1, "3"), "image/webp", 960, 600, 300});
    value(replace(id, more));
    const auto now = get(id)->medium;
    EXPECT_THAT(now.renditions, UnorderedElementsAreArray(more.renditions));
    EXPECT_EQ(now.focal_point, change.focal_point) << "it is a point in the same picture";
    EXPECT_THAT(dropped(), IsEmpty());
    const auto last = value(read([](ReadSnapshot& s) { return s.change_number(); }));
    value(replace(id, more));
    EXPECT_EQ(value(read([](ReadSnapshot& s) { return s.change_number(); })), last) << "in whatever order its files come";
}

TEST_F(MediaLibrary, ReplacesOneOfTwoWithTheSameFileByItself) {
    const auto take_in = [&](const char* source) {
        auto medium = unread_sound('a');
        medium.source = source;
        value(write([&](WriteTransaction& t) { return MediaWriter(t).put_medium(medium); }));
        return list({.words = {}, .type = {}}).front().medium.id;
    };
    take_in("https://old.test/1.mp3");
    const auto second = take_in("https://old.test/2.mp3");
    auto heard = unread_sound('a');
    heard.recording = RecordingFacts{2000, 0, 0, "", "MP3"};
    value(replace(second, heard));
    EXPECT_EQ(get(second)->medium.recording, heard.recording);
    const auto other = add(unread_sound('b'));
    EXPECT_EQ(replace(other, heard).error().code, ErrorCode::conflict) << "that is not itself";
}

TEST_F(MediaLibrary, SetsAFocalPointWherePagesShowIt) {
    const auto id = add(picture('a'));
    const auto story = story_showing(address_of(picture('a').file));
    MediumChange change;
    change.focal_point = std::optional(FocalPoint{100, 900});
    const auto set = [&](WhileUsed while_used) {
        return write([&](WriteTransaction& t) { return MediaWriter(t).change_medium(id, change, while_used); });
    };
    EXPECT_EQ(set(WhileUsed::refused).error().code, ErrorCode::forbidden);
    EXPECT_FALSE(value(set(WhileUsed::allowed))) << "nobody sees a draft";
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(PublishingWriter(t).publish(story, std::nullopt));
        return true;
    }));
    change.focal_point = std::optional<FocalPoint>();
    EXPECT_TRUE(value(set(WhileUsed::allowed)));
    EXPECT_FALSE(get(id)->medium.focal_point.has_value());
    EXPECT_THAT(last_tags(), Contains(story_tag(story)));
}

TEST_F(MediaLibrary, DeletesOnlyWhatNoStoryNames) {
    const auto id = add(picture('a'));
    const auto story = story_showing(address_of(picture('a').file));
    EXPECT_EQ(remove(id).error().code, ErrorCode::conflict);
    story::Content content;
    content.headline = "Without";
    value(write([&](WriteTransaction& t) -> base::Result<bool> {
        TRY_VOID(StoryWriter(t).save_story(story, 1, content, "ann"));
        return true;
    }));
    value(remove(id));
    EXPECT_FALSE(get(id).has_value());
    EXPECT_EQ(remove(id).error().code, ErrorCode::not_found);
    // Taken in again before the files were removed: they stay. The number is another one, on both databases.
    EXPECT_GT(add(picture('a')).value, id.value);
    EXPECT_THAT(dropped(), IsEmpty());
}

TEST_F(MediaLibrary, RemovesFilesOfAChangeThatFailedUnlessTheyAreUsed) {
    const auto id = add(picture('a'));
    const auto note = [&](const Medium& stored) {
        value(write([&](WriteTransaction& t) -> base::Result<bool> {
            TRY_VOID(MediaWriter(t).note_unused(stored));
            return true;
        }));
    };
    note(picture('a'));
    EXPECT_THAT(dropped(), IsEmpty()) << "a medium has them";
    auto partly = picture('b');
    partly.renditions.push_back(picture('a').file);
    note(partly);
    EXPECT_THAT(dropped(), UnorderedElementsAre("bb", "1b", "2b", "original 0b"));
    Medium captions;
    captions.captions = {{"en", "", hash_of('c'), 30}};
    note(captions);
    EXPECT_THAT(dropped(), ElementsAre("cc"));
    value(write([&](WriteTransaction& t) { return MediaWriter(t).put_captions(id, captions.captions.front(), WhileUsed::allowed); }));
    note(captions);
    EXPECT_THAT(dropped(), IsEmpty());
}

TEST_F(MediaLibrary, RemovesOtherFormsOfAPictureThatItHas) {
    add(picture('a'));
    auto again = picture('b');
    again.original = picture('a').original;
    add(again);
    EXPECT_THAT(dropped(), UnorderedElementsAre("bb", "1b", "2b"));
}

TEST_F(MediaLibrary, KeepsOnTryingWhereAFileCannotBeRemoved) {
    value(remove(add(picture('a'))));
    const auto failed = write([](WriteTransaction& t) -> base::Result<bool> {
        static_cast<void>(MediaWriter(t)
                              .drop_gone_files([](const GoneFile&) { return base::Result<void>(base::fail(ErrorCode::io, "no")); })
                              .has_value());
        return true;
    });
    EXPECT_TRUE(failed.has_value());
    EXPECT_THAT(dropped(), SizeIs(4));
}

TEST_F(MediaLibrary, LetsTheWholeSiteFallWhereEverythingShowsAPicture) {
    const auto id = add(picture('a'));
    for (int i = 0; i <= 501; ++i) {
        story_showing(address_of(picture('a').file));
    }
    value(replace(id, picture('b')));
    EXPECT_THAT(last_tags(), ElementsAre(menu_tag(), site_tag()));
}

}  // namespace
}  // namespace stoppress::store
