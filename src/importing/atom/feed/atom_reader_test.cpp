// SPDX-License-Identifier: GPL-3.0-or-later
// Reading feeds: what each element becomes, in whatever order and form it stands.
#include "importing/atom/feed/atom_reader.hpp"

#include <gtest/gtest.h>

#include "importing/limits.hpp"

namespace stoppress::importing::atom {
namespace {

std::string feed_with(std::string_view inside) {
    return R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://paper.test/a/">)" + std::string(inside) + "</feed>";
}

AtomEntry only_entry(std::string_view inside) {
    const auto all = AtomReader::read_all(feed_with("<entry>" + std::string(inside) + "</entry>"));
    const auto* entry = std::get_if<AtomEntry>(&all.front());
    EXPECT_NE(entry, nullptr);
    return entry == nullptr ? AtomEntry{} : *entry;
}

TEST(AtomReader, ReadsEachFormOfText) {
    EXPECT_EQ(only_entry("<title>a &lt;b&gt; &amp;#39;c&amp;#39;</title>").title, "a &lt;b&gt; &#39;c&#39;");
    EXPECT_EQ(only_entry(R"(<title type="html">a &lt;b>c&lt;/b></title>)").title, "a <b>c</b>");
    EXPECT_EQ(
        only_entry(
            R"(<content type="xhtml"><x:div xmlns:x="http://www.w3.org/1999/xhtml"><x:p class="a&quot;b">1 &lt; 2<x:br/></x:p><x:i/></x:div></content>)")
            .content,
        R"(<div><p class="a&quot;b">1 &lt; 2<br></p><i></i></div>)");
    EXPECT_EQ(only_entry(R"(<content type="xhtml"><div xml:lang="de" x:href="a" xmlns:x="b" title="c"/></content>)").content,
              R"(<div lang="de" title="c"></div>)");
    const AtomEntry plain = only_entry("<content>a\n\nb</content>");
    EXPECT_TRUE(plain.plain);
    EXPECT_FALSE(only_entry(R"(<content type="html">a</content>)").plain);
}

TEST(AtomReader, NamesContentThatIsElsewhere) {
    EXPECT_EQ(only_entry(R"(<content type="application/pdf" src="https://a.test/b.pdf"/>)").content_elsewhere, "https://a.test/b.pdf");
    EXPECT_EQ(only_entry(R"(<content type="image/png">aaaa</content>)").content_elsewhere, "of the type image/png");
}

TEST(AtomReader, ResolvesAddressesByTheBasesAroundThem) {
    EXPECT_EQ(only_entry(R"(<link href="b.html"/>)").alternate, "https://paper.test/a/b.html");
    EXPECT_EQ(only_entry(R"(<link rel="alternate" type="application/json" href="b"/><link rel="self" href="c"/>)").alternate, "");
    EXPECT_EQ(only_entry(R"(<content xml:base="../pics/">x</content>)").base, "https://paper.test/pics/");
    EXPECT_EQ(
        only_entry(R"(<content type="xhtml" xml:base="../pics/"> <div xml:base="one/"><p xml:base="two/">x</p></div></content>)").base,
        "https://paper.test/pics/one/");
}

TEST(AtomReader, KnowsBloggersKindsInBothForms) {
    constexpr std::string_view kKind =
        R"(<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#)";
    EXPECT_EQ(only_entry(std::string(kKind) + R"(page"/>)").kind, AtomKind::page);
    EXPECT_EQ(only_entry(std::string(kKind) + R"(template"/>)").kind, AtomKind::other);
    const AtomEntry entry = only_entry(
        R"(<b:type xmlns:b="http://schemas.google.com/blogger/2018">POST</b:type><category/><link/><enclosure/>
<b:trashed xmlns:b="http://schemas.google.com/blogger/2018"/><author><name>A</name><b:type xmlns:b="http://schemas.google.com/blogger/2018">BLOGGER</b:type></author>)");
    EXPECT_TRUE(entry.blogger);
    EXPECT_EQ(entry.kind, AtomKind::post);
    EXPECT_FALSE(entry.trashed);
    EXPECT_TRUE(entry.labels.empty());
    EXPECT_TRUE(entry.enclosures.empty());
}

TEST(AtomReader, TakesSettingsAndReplies) {
    AtomFeed feed;
    const auto all = AtomReader::read_all(
        feed_with(
            R"(<entry><id>tag:blogger.com,1999:blog-7.settings.BLOG_LOCALE</id><category scheme="http://schemas.google.com/g/2005#kind" term="x#settings"/><content>fa</content></entry>
<entry><t:in-reply-to xmlns:t="http://purl.org/syndication/thread/1.0" ref="x"/></entry><link rel="next" href="/2"/>)"),
        &feed);
    EXPECT_EQ(feed.settings.at("blog_locale"), "fa");
    EXPECT_EQ(std::get<AtomEntry>(all[1]).kind, AtomKind::comment);
    ASSERT_EQ(feed.further.size(), 1U);
    EXPECT_EQ(feed.further.front(), "https://paper.test/2");
}

TEST(AtomReader, RefusesWhatIsNoFeedAndWhatIsTooMuch) {
    EXPECT_TRUE(std::holds_alternative<ReadFailure>(AtomReader::read_all("<rss/>").front()));
    EXPECT_TRUE(std::holds_alternative<ReadFailure>(AtomReader::read_all("<feed/>").front()));
    EXPECT_TRUE(std::holds_alternative<ReadFailure>(
        AtomReader::read_all("<!DOCTYPE feed []><feed xmlns=\"http://www.w3.org/2005/Atom\"/>").front()));
    EXPECT_FALSE(only_entry("<title>" + std::string(5'000, 'x') + "</title>").problem.empty());
    std::string deep;
    for (int i = 0; i < 100; ++i) {
        deep += "<div>";
    }
    EXPECT_TRUE(std::holds_alternative<ReadFailure>(AtomReader::read_all(feed_with("<entry><content type=\"xhtml\">" + deep)).front()));
}

TEST(AtomReader, RefusesAnEntryWhoseMarksMayBeLeftOut) {
    std::string many;
    for (int i = 0; i < 20'000; ++i) {
        many += "<category/>";
    }
    constexpr std::string_view kDraft = R"(<app:draft xmlns:app="http://www.w3.org/2007/app">yes</app:draft>)";
    const std::string begin = R"(<app:control xmlns:app="http://www.w3.org/2007/app">)";
    EXPECT_TRUE(only_entry(many).problem.empty());
    EXPECT_FALSE(only_entry(many + begin + std::string(kDraft) + "</app:control>").problem.empty());
    EXPECT_FALSE(only_entry(begin + many + std::string(kDraft) + "</app:control>").problem.empty());
}

TEST(AtomReader, NamesEachFileOnceAndNotTooMany) {
    EXPECT_EQ(only_entry(R"(<link rel="enclosure" href="https://a.test/a.mp3"/><enclosure url="https://a.test/a.mp3"/>)").enclosures.size(),
              1U);
    std::string many;
    for (int i = 0; i < 1'000; ++i) {
        many += "<enclosure url=\"https://a.test/" + std::to_string(i) + "\"/>";
    }
    EXPECT_EQ(only_entry(many).enclosures.size(), kMaxFormerAddresses);
}

TEST(AtomReader, ReadsASummaryAsLongAsAText) {
    EXPECT_EQ(only_entry("<summary>" + std::string(30'000, 'x') + "</summary>").summary.size(), 30'000U);
    EXPECT_FALSE(only_entry("<summary>" + std::string(kMaxFileBytes + 1, 'x') + "</summary>").problem.empty());
}

TEST(AtomReader, TakesTheMoreHiddenOfMarksGivenTwice) {
    constexpr std::string_view kBegin = R"(<b:status xmlns:b="http://schemas.google.com/blogger/2018">)";
    EXPECT_EQ(only_entry(std::string(kBegin) + "TRASHED</b:status>" + std::string(kBegin) + "LIVE</b:status>").status, "TRASHED LIVE");
    EXPECT_EQ(only_entry(std::string(kBegin) + "LIVE</b:status>" + std::string(kBegin) + "LIVE</b:status>").status, "LIVE");
    EXPECT_TRUE(only_entry(R"(<b:trashed xmlns:b="http://schemas.google.com/blogger/2018">2020</b:trashed>
<b:trashed xmlns:b="http://schemas.google.com/blogger/2018"/>)")
                    .trashed);
}

TEST(AtomReader, ReadsAFeedWithAPrefix) {
    const auto all = AtomReader::read_all(R"(<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:id>x</a:id></a:entry></a:feed>)");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(std::get<AtomEntry>(all.front()).id, "x");
}

}  // namespace
}  // namespace stoppress::importing::atom
