// SPDX-License-Identifier: GPL-3.0-or-later
// The built-in theme renders every kind of page as promised, in each of its languages, escaped, fast and
// from several threads.
#include "render/theme/theme.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <thread>

#include "generated/theme_files.hpp"
#include "render/limits.hpp"
#include "render/test_site.hpp"
#include "render/values/samples.hpp"

namespace stoppress::render {
namespace {

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t times = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size())) {
        ++times;
    }
    return times;
}

constexpr std::array kListKinds{ListKind::front,  ListKind::latest, ListKind::section,    ListKind::topic,
                                ListKind::author, ListKind::month,  ListKind::most_viewed};
constexpr std::array kErrorKinds{ErrorKind::not_found, ErrorKind::gone, ErrorKind::internal, ErrorKind::unavailable,
                                 ErrorKind::preview_over};

/// Every page and box that the tests know, in one language.
std::string everything(const Theme& theme, const std::string& language) {
    std::string all;
    StoryPage story = sample_story();
    story.frame.language = language;
    all += theme.story(story);
    story.kind = story::Kind::page;
    all += theme.story(story);
    for (const ListKind kind : kListKinds) {
        ListPage list = sample_list(kind);
        list.frame.language = language;
        all += theme.list(list);
        list.entries.clear();
        all += theme.list(list);
    }
    CorrectionsPage corrections = sample_corrections();
    corrections.frame.language = language;
    all += theme.corrections(corrections);
    corrections.entries.clear();
    all += theme.corrections(corrections);
    for (const IndexKind kind : {IndexKind::archive, IndexKind::year, IndexKind::sections, IndexKind::topics, IndexKind::authors}) {
        IndexPage index = sample_index(kind);
        index.frame.language = language;
        all += theme.index(index);
        index.items.clear();
        all += theme.index(index);
    }
    SearchPage search = sample_search();
    search.frame.language = language;
    all += theme.search(search);
    search.found.clear();
    search.words.clear();
    all += theme.search(search);
    for (const ErrorKind kind : kErrorKinds) {
        ErrorPage error = sample_error(kind);
        error.frame.language = language;
        all += theme.error(error);
    }
    for (const BoxKind kind : {BoxKind::new_articles, BoxKind::most_viewed}) {
        all += theme.box(kind, sample_cards(), language, story::Window::day);
        all += theme.box(kind, {}, language, story::Window::all);
    }
    all += theme.breaking(sample_line(), language);
    return all;
}

TEST(Theme, ShowsAStoryWithAllThatReadersToolsRelyOn) {
    const TestSite site;
    const std::string page = site.theme()->story(sample_story());
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    EXPECT_EQ(count(page, "<h1"), 1U);
    EXPECT_TRUE(page.contains("<h1 class=\"header\">A sample &lt;headline&gt; &amp; more</h1>"));
    EXPECT_TRUE(page.contains("data-story=\"1\""));
    EXPECT_TRUE(page.contains("data-standfirst>What the sample says.</p>"));
    EXPECT_TRUE(page.contains("<time datetime=\"2026-03-01T09:00:00Z\">March 1, 2026 at 10:00"));
    EXPECT_TRUE(page.contains("><bdi>Ann Author</bdi></a>, <a href=\"/authors/bo\" rel=\"author\"><bdi>Bo Author</bdi></a> and <a "));
    EXPECT_TRUE(page.contains("data-body>\nThe body.\n</div>"));
    EXPECT_TRUE(page.contains("<link rel=\"canonical\" href=\"https://courier.example/2026/03/sample\">"));
    EXPECT_TRUE(
        page.contains("<link rel=\"alternate\" hreflang=\"fa\" title=\"فارسی\" href=\"https://courier.example/2026/03/sample-fa\">"));
    EXPECT_TRUE(
        page.contains("<link rel=\"alternate\" hreflang=\"en\" title=\"English\" href=\"https://courier.example/2026/03/sample\">"));
    EXPECT_TRUE(page.contains("<meta property=\"og:image\" content=\"https://courier.example/media/sample.jpg\">"));
    EXPECT_TRUE(page.contains("href=\"/feed.xml\""));
    EXPECT_TRUE(page.contains("3 minutes to read"));
}

TEST(Theme, HasTheBeaconThatTheWayOfCountingNeeds) {
    const TestSite site;
    StoryPage page = sample_story();
    page.frame.players = false;
    const std::string with = site.theme()->story(page);
    EXPECT_EQ(count(with, "<script src="), 1U);
    EXPECT_TRUE(with.contains("data-url=\"/api/v1/views\" data-story=\"1\""));
    EXPECT_TRUE(with.contains("<noscript><img class=\"counter\" src=\"/api/v1/views.gif?story=1\""));
    page.counted_by_beacon = false;
    const std::string by_request = site.theme()->story(page);
    EXPECT_EQ(count(by_request, "<script src="), 1U);
    EXPECT_TRUE(by_request.contains("data-url=\"/api/v1/views\" data-story=\"1\" data-counted=\"request\""));
    EXPECT_EQ(count(by_request, "<noscript>"), 0U);
    page.views_url.clear();
    const std::string preview = site.theme()->story(page);
    EXPECT_EQ(count(preview, "<script src="), 0U);
    EXPECT_EQ(count(preview, "<noscript>"), 0U);
}

TEST(Theme, LoadsTheScriptOfEmbedsOnlyOnPagesWithPlayers) {
    const TestSite site;
    StoryPage page = sample_story();
    EXPECT_EQ(count(site.theme()->story(page), "/embeds.js\" defer></script>"), 1U);
    page.frame.players = false;
    EXPECT_FALSE(site.theme()->story(page).contains("embeds.js"));
    EXPECT_FALSE(site.theme()->list(sample_list(ListKind::latest)).contains("embeds.js"));
}

TEST(Theme, DescribesAStoryInJsonThatCannotEndTheScriptAroundIt) {
    const TestSite site;
    StoryPage page = sample_story();
    page.card.headline = "</script><script>alert(1)</script>\u2028<!--";
    const std::string html = site.theme()->story(page);
    const std::size_t begin = html.find("<script type=\"application/ld+json\">") + 35;
    const std::string json = html.substr(begin, html.find("</script>", begin) - begin);
    EXPECT_EQ(json.find_first_of("<>&"), std::string::npos);
    const auto article = boost::json::parse(json).as_object();
    EXPECT_EQ(article.at("@type"), "NewsArticle");
    EXPECT_EQ(std::string_view(article.at("headline").as_string()), page.card.headline);
    EXPECT_EQ(article.at("datePublished"), "2026-03-01T09:00:00Z");
    EXPECT_EQ(article.at("author").as_array().size(), 3U);
    EXPECT_EQ(article.at("image").as_array().at(0), "https://courier.example/media/sample.jpg");
}

TEST(Theme, ShowsCorrectionsAboveTheBodyAndToMachines) {
    const TestSite site;
    StoryPage story = sample_story();
    story.corrections = {Correction{3, story.card.published_at, Correction::Kind::retraction, "It was <not> so.\n\nAt all."}};
    const std::string page = site.theme()->story(story);
    EXPECT_TRUE(page.contains("<div class=\"correction retraction\" id=\"correction-3\">"));
    EXPECT_TRUE(page.contains("<p>It was &lt;not&gt; so.</p>"));
    EXPECT_TRUE(page.contains("<p>At all.</p>"));
    EXPECT_LT(page.find("correction-3"), page.find("data-body"));
    EXPECT_TRUE(page.contains("\"@type\":\"CorrectionComment\""));
    EXPECT_TRUE(page.contains("#correction-3\""));
    story.corrections.clear();
    EXPECT_FALSE(site.theme()->story(story).contains("orrectionComment"));
    const std::string list = site.theme()->corrections(sample_corrections());
    EXPECT_TRUE(list.contains("<a href=\"/2026/03/sample#correction-1\">"));
    EXPECT_TRUE(list.contains("href=\"/corrections/feed.xml\""));
}

TEST(Theme, EscapesEveryTextAndDropsControlCharacters) {
    const TestSite site;
    const std::string evil = "<img src=x onerror=alert(1)>\"'\x02new-articles\x03&";
    StoryPage page = sample_story();
    page.card.headline = page.card.standfirst = page.card.lead_image.alt = page.card.lead_image.caption = page.card.lead_image.credit =
        evil;
    page.section = Link{evil, "/sections/\"><script>"};
    page.topics = page.byline = {Link{evil, "/x"}};
    page.frame.menu = {Link{evil, "/y"}};
    const std::string html = site.theme()->story(page);
    EXPECT_EQ(count(html, "<img src=x"), 0U);
    EXPECT_EQ(count(html, "\"><script>"), 0U);
    EXPECT_EQ(count(html, kNewArticlesMark), 1U);
    ListPage list = sample_list(ListKind::section);
    list.name = list.description = evil;
    list.entries[0].card.headline = list.entries[0].card.teaser = evil;
    EXPECT_EQ(count(site.theme()->list(list), "<img src=x"), 0U);
    ErrorPage error = sample_error(ErrorKind::gone);
    error.reason = error.reference = evil;
    EXPECT_EQ(count(site.theme()->error(error), "<img src=x"), 0U);
    auto cards = sample_cards();
    cards[0].headline = cards[0].teaser = evil;
    EXPECT_EQ(count(site.theme()->box(BoxKind::new_articles, cards, "en", story::Window::week), "<img src=x"), 0U);
}

TEST(Theme, SetsABoxExactlyAsPromised) {
    const TestSite site;
    auto cards = sample_cards();
    cards[1].language = "en";
    cards[1].headline = "Other";
    cards[1].teaser = "Words.";
    const std::string box = site.theme()->box(BoxKind::most_viewed, cards, "en", story::Window::month);
    EXPECT_TRUE(box.contains("<section class=\"box\" data-box=\"most-viewed\""));
    EXPECT_TRUE(box.contains(">Most viewed</h2>"));
    EXPECT_TRUE(box.contains("Past 30 days"));
    EXPECT_TRUE(box.contains("/most-viewed?window=month"));
    EXPECT_TRUE(box.contains("<li><a href=\"/2026/03/other\">Other</a><p>Words.</p></li>"));
    EXPECT_TRUE(site.theme()->box(BoxKind::new_articles, cards, "en", story::Window::week).contains("data-box=\"new-articles\""));
    const std::string empty = site.theme()->box(BoxKind::new_articles, {}, "en", story::Window::week);
    EXPECT_TRUE(empty.contains("<ol>\n</ol>"));
    EXPECT_TRUE(empty.contains("No stories yet."));
}

TEST(Theme, MarksUpWhatIsInAnotherLanguageThanThePage) {
    const TestSite site;
    const std::string box = site.theme()->box(BoxKind::new_articles, sample_cards(), "en", story::Window::week);
    EXPECT_EQ(count(box, "<li lang=\"fa\" dir=\"rtl\">"), 1U);
    StoryPage page = sample_story();
    page.frame.language = page.card.language = "ja";
    const std::string html = site.theme()->story(page);
    EXPECT_TRUE(html.contains("<html lang=\"en\" dir=\"ltr\">"));
    EXPECT_TRUE(html.contains("data-story=\"1\" lang=\"ja\" dir=\"ltr\""));
}

TEST(Theme, SpeaksPersianWithItsCalendarDigitsAndDirection) {
    const TestSite site{"site.language = fa"};
    StoryPage page = sample_story();
    page.frame.language = page.card.language = "fa";
    const std::string html = site.theme()->story(page);
    EXPECT_TRUE(html.contains("<html lang=\"fa\" dir=\"rtl\">"));
    EXPECT_TRUE(html.contains("۱۰ اسفند ۱۴۰۴")) << html.substr(html.find("<time"), 200);
    EXPECT_TRUE(html.contains("۳ دقیقه مطالعه"));
    ListPage list = sample_list(ListKind::month);
    list.frame.language = "fa";
    // The Gregorian month of the address, by the months of the calendar that the dates of its stories are written in.
    EXPECT_TRUE(site.theme()->list(list).contains("<h1>اسفند ۱۴۰۴ – فروردین ۱۴۰۵</h1>"));
    EXPECT_EQ(site.theme()->list_title(list), "اسفند ۱۴۰۴ – فروردین ۱۴۰۵");
}

TEST(Theme, ShowsOnlyTheDayOfAStoryDatedAtMidnight) {
    const TestSite site;
    StoryPage page = sample_story();
    page.card.published_at = *base::parse_rfc3339("2026-03-01T00:00:00+01:00");
    page.card.updated_at = page.card.published_at;
    const std::string html = site.theme()->story(page);
    EXPECT_TRUE(html.contains("<time datetime=\"2026-02-28T23:00:00Z\">March 1, 2026</time>"));
    EXPECT_FALSE(html.contains("Updated"));
}

TEST(Theme, CountsAsTheLanguageDoes) {
    const TestSite site;
    StoryPage page = sample_story();
    page.frame.language = "ar";
    for (const auto& [minutes, words] :
         std::map<int, std::string>{{1, "دقيقة قراءة"}, {2, "دقيقتا قراءة"}, {3, "٣ دقائق قراءة"}, {11, "١١ دقيقة قراءة"}}) {
        page.reading_minutes = minutes;
        EXPECT_TRUE(site.theme()->story(page).contains("reading-time\">" + words)) << minutes;
    }
}

TEST(Theme, ChoosesTheNearestCatalogueForALanguage) {
    const TestSite site{"site.language = de"};
    EXPECT_EQ(site.theme()->wording_language("fr-CA"), "fr");
    EXPECT_EQ(site.theme()->wording_language("de"), "de");
    EXPECT_EQ(site.theme()->wording_language("ja"), "de");
    EXPECT_EQ(site.theme()->wording_language(""), "de");
    const TestSite other{"site.language = ja"};
    EXPECT_EQ(other.theme()->wording_language("ja"), "en");
}

TEST(Theme, NumbersTheMostViewedOverItsPages) {
    const TestSite site;
    ListPage list = sample_list(ListKind::most_viewed);
    list.base = "/most-viewed";
    list.page = 2;
    list.pages = 3;
    EXPECT_TRUE(site.theme()->list(list).contains("<p class=\"rank\" aria-hidden=\"true\">7</p>"));
    list.page = 3;
    list.total = 14;
    EXPECT_TRUE(site.theme()->list(list).contains("<p class=\"rank\" aria-hidden=\"true\">9</p>"));
    EXPECT_EQ(count(site.theme()->list(list), "aria-current=\"page\""), 2U) << "the menu's entry and the window";
}

TEST(Theme, HasItsOwnFeedsAndPagesInEveryList) {
    const TestSite site;
    const std::string html = site.theme()->list(sample_list(ListKind::section));
    EXPECT_TRUE(html.contains("type=\"application/rss+xml\" title=\"The Courier – City (RSS)\" href=\"/sections/city/feed.xml\""));
    EXPECT_TRUE(html.contains("type=\"application/feed+json\" title=\"The Courier – City (JSON Feed)\" href=\"/sections/city/feed.json\""));
    EXPECT_TRUE(html.contains("<link rel=\"next\" href=\"/sections/city?page=3\">"));
    EXPECT_TRUE(html.contains("<title>City – The Courier (page 2)</title>"));
    EXPECT_TRUE(html.contains("Page 2 of 3"));
    EXPECT_TRUE(html.contains("<a href=\"/sections/city\" aria-current=\"page\"><bdi>City</bdi></a>"));
    EXPECT_TRUE(site.theme()->list(sample_list(ListKind::latest)).contains("<li><a href=\"/archive/2025/12\">December</a></li>"));
}

TEST(Theme, TellsRobotsNotToKeepErrors) {
    const TestSite site;
    for (const ErrorKind kind : kErrorKinds) {
        const std::string html = site.theme()->error(sample_error(kind));
        EXPECT_TRUE(html.contains("<meta name=\"robots\" content=\"noindex\">"));
        EXPECT_FALSE(html.contains("rel=\"canonical\""));
    }
}

TEST(Theme, StaysUnderSixtyKilobytesForAWholePage) {
    const TestSite site;
    const auto theme = site.theme();
    ListPage list = sample_list(ListKind::front);
    while (list.entries.size() < 20) {
        list.entries.push_back(list.entries.front());
    }
    std::size_t weight = theme->list(list).size();
    for (const Asset& asset : theme->assets()) {
        weight += asset.bytes.size();
    }
    std::vector<story::Card> cards(5, sample_cards()[0]);
    weight += 2 * theme->box(BoxKind::new_articles, cards, "en", story::Window::week).size();
    EXPECT_LT(weight, 60'000U);
}

TEST(Theme, HasAllWordsInAllItsLanguages) {
    std::string english;
    for (const base::EmbeddedFile& file : generated::theme_files()) {
        if (file.path == "words/en.toml") {
            english = file.bytes;
        }
    }
    const auto keys = [](std::string_view text) {
        std::vector<std::string> found;
        for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
            const std::string_view line = text.substr(at, text.find('\n', at) - at);
            if (const std::size_t equals = line.find(" = "); !line.starts_with('#') && equals != std::string_view::npos) {
                found.emplace_back(line.substr(0, equals));
            }
        }
        return found;
    };
    ASSERT_GT(keys(english).size(), 40U);
    for (const base::EmbeddedFile& file : generated::theme_files()) {
        if (file.path.starts_with("words/")) {
            EXPECT_EQ(keys(file.bytes), keys(english)) << file.path;
        }
    }
}

TEST(Theme, HasNoTemplateThatNoTestRenders) {
    for (const base::EmbeddedFile& file : generated::theme_files()) {
        if (!file.path.ends_with(".mustache")) {
            continue;
        }
        // The file with a mark of its own, as a site's theme may have it: the mark must show in some page.
        TestSite site;
        const std::string mark = "marked:" + std::string(file.path);
        site.write("themes/default/" + std::string(file.path), std::string(file.bytes) + "<!--" + mark + "-->\n");
        EXPECT_TRUE(everything(*site.theme(), "en").contains(mark)) << file.path;
    }
}

TEST(Theme, RendersAllPagesInAllLanguagesAsHtmlThatParses) {
    const TestSite site;
    const auto theme = site.theme();
    for (const std::string& language : theme->wordings()) {
        const std::string pages = everything(*theme, language);
        EXPECT_FALSE(pages.contains("{{")) << language;
        EXPECT_EQ(count(pages, "<html "), count(pages, "</html>"));
        EXPECT_EQ(count(pages, kNewArticlesMark), count(pages, "</html>"));
        EXPECT_EQ(count(pages, kMostViewedMark), count(pages, "</html>"));
    }
}

TEST(Theme, RendersTheSameFromSeveralThreads) {
    const TestSite site;
    const auto theme = site.theme();
    const std::string expected = everything(*theme, "fa") + everything(*theme, "en");
    std::atomic<int> wrong = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                for (int round = 0; round < 5; ++round) {
                    wrong += everything(*theme, "fa") + everything(*theme, "en") == expected ? 0 : 1;
                }
            });
        }
    }
    EXPECT_EQ(wrong, 0);
}

TEST(Theme, HasTheBreakingLineAtTheStartOfTheBodyWhereATemplateHasNoPlaceForIt) {
    TestSite site;
    const auto page = site.theme()->story(sample_story());
    EXPECT_EQ(count(page, kBreakingMark), 1U);
    EXPECT_LT(page.find("class=\"skip\""), page.find(kBreakingMark));
    site.write("themes/default/templates/partials/header.mustache", "<header>Another one</header>\n");
    const auto bare = site.theme()->story(sample_story());
    EXPECT_EQ(count(bare, kBreakingMark), 1U);
    EXPECT_EQ(bare.find(kBreakingMark), bare.find('>', bare.find("<body")) + 1);
}

TEST(Theme, EscapesTheBreakingLineAndLinksIt) {
    const TestSite site;
    const auto line = site.theme()->breaking(sample_line(), "en");
    EXPECT_TRUE(line.contains(">The &lt;harbour&gt; is closed &amp; will stay so</a>"));
    EXPECT_TRUE(line.contains("<a href=\"/2026/03/sample\" lang=\"fa\" dir=\"auto\">"));
    EXPECT_TRUE(line.contains("aria-label=\"Breaking\""));
    EXPECT_FALSE(site.theme()->breaking({.text = "No link", .url = {}, .language = {}}, "en").contains("<a "));
}

}  // namespace
}  // namespace stoppress::render
