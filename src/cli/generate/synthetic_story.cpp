// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/synthetic_story.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "cli/generate/synthetic_words.hpp"
#include "document/convert.hpp"
#include "store/filing/records.hpp"

namespace stoppress::cli {

namespace {

// Fixed, so that the same seed gives the same site whenever it is made.
constexpr std::int64_t kFirstPublished = 1'325'408'400'000;  // 2012-01-01T09:00:00Z
constexpr std::int64_t kLastPublished = 1'767'171'600'000;   // 2025-12-31T09:00:00Z
constexpr std::size_t kOpeningLength = 500;
constexpr int kWords = 600;

/// SplitMix64: small, fast, and the same everywhere, unlike the standard library's distributions.
class Dice {
public:
    explicit Dice(std::uint64_t state) : state_(state) {}
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31U);
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    bool one_in(std::size_t count) { return below(count) == 0; }
    std::string_view of(Phrases phrases) { return phrases[below(phrases.size())]; }
    /// Prefers small numbers, since a few topics and authors have most of the stories.
    std::size_t skewed(std::size_t count) { return std::min(below(count), below(count)); }

private:
    std::uint64_t state_;
};

void append_capitalised(std::string& text, std::string_view phrase) {
    const auto start = text.size();
    text += phrase;
    if (char& first = text[start]; first >= 'a' && first <= 'z') {
        first = static_cast<char>(first - 'a' + 'A');
    }
}

void append_core(std::string& text, const Phrasebook& book, Dice& dice) {
    text += ' ';
    const auto verb = dice.of(book.verbs);
    const auto object = dice.of(book.objects);
    text += book.verb_last ? object : verb;
    text += ' ';
    text += book.verb_last ? verb : object;
}

void append_sentence(std::string& text, const Phrasebook& book, Dice& dice) {
    if (dice.one_in(3)) {
        append_capitalised(text, dice.of(book.openers));
        text += book.comma;
        text += dice.of(book.subjects);
    } else {
        append_capitalised(text, dice.of(book.subjects));
    }
    append_core(text, book, dice);
    const auto clauses = dice.below(3);
    for (std::size_t i = 0; i < clauses; ++i) {
        text += book.comma;
        text += dice.of(book.clauses);
    }
    text += book.stop;
}

std::string sentences(const Phrasebook& book, Dice& dice, std::size_t count) {
    std::string text;
    text.reserve(count * 140);
    for (std::size_t i = 0; i < count; ++i) {
        append_sentence(text, book, dice);
    }
    text.pop_back();
    return text;
}

std::string headline_of(const Phrasebook& book, Dice& dice) {
    std::string text;
    append_capitalised(text, dice.of(book.subjects));
    append_core(text, book, dice);
    return text;
}

document::Inlines plain(std::string text) {
    document::Inlines content;
    content.emplace_back().text = std::move(text);
    return content;
}

document::Blocks one_paragraph(std::string text) {
    document::Blocks blocks;
    blocks.emplace_back().node = document::Paragraph{plain(std::move(text))};
    return blocks;
}

/// A paragraph with emphasised text in it.
document::Inlines emphasised(const Phrasebook& book, Dice& dice, std::size_t count) {
    auto content = plain(sentences(book, dice, count) + ' ');
    auto& run = content.emplace_back();
    run.text = dice.of(book.objects);
    run.marks.add(dice.one_in(2) ? document::Mark::strong : document::Mark::emphasis);
    content.emplace_back().text = ".";
    return content;
}

document::List list_of(const Phrasebook& book, Dice& dice) {
    document::List list;
    list.ordered = dice.one_in(3);
    for (std::size_t i = 0, count = 3 + dice.below(4); i < count; ++i) {
        list.items.push_back(one_paragraph(std::string(dice.of(book.objects))));
    }
    return list;
}

document::Quote quote_of(const Phrasebook& book, Dice& dice) {
    document::Quote quote;
    quote.pull = dice.one_in(2);
    quote.blocks = one_paragraph(sentences(book, dice, 1));
    quote.attribution = plain(fmt::format("{} {}", dice.of(first_names()), dice.of(last_names())));
    return quote;
}

document::Table table_of(const Phrasebook& book, Dice& dice) {
    document::Table table;
    table.alignments = {document::Alignment::none, document::Alignment::right, document::Alignment::right};
    table.header = {plain(std::string(dice.of(book.subjects))), plain("2024"), plain("2025")};
    for (std::size_t i = 0, rows = 3 + dice.below(4); i < rows; ++i) {
        table.rows.push_back(
            {plain(std::string(dice.of(book.objects))), plain(std::to_string(dice.below(9000))), plain(std::to_string(dice.below(9000)))});
    }
    return table;
}

std::int64_t words_in(const document::Inlines& content) {
    std::int64_t words = 0;
    for (const auto& run : content) {
        words += 1 + std::ranges::count(run.text, ' ');
    }
    return words;
}

document::Document body_of(const Phrasebook& book, Dice& dice) {
    document::Document body;
    const auto special = dice.below(8);  // one of lists, quotes and tables in most stories
    std::int64_t words = 0;
    for (int paragraph = 0; words < kWords; ++paragraph) {
        if (paragraph > 0 && paragraph % 4 == 0) {
            body.blocks.emplace_back().node = document::Heading{2, plain(headline_of(book, dice)), {}};
        }
        if (paragraph == 3 && special < 2) {
            body.blocks.emplace_back().node = list_of(book, dice);
        } else if (paragraph == 3 && special < 4) {
            body.blocks.emplace_back().node = quote_of(book, dice);
        } else if (paragraph == 5 && special == 4) {
            body.blocks.emplace_back().node = table_of(book, dice);
        }
        const auto count = 3 + dice.below(3);
        document::Paragraph made{dice.one_in(4) ? emphasised(book, dice, count) : plain(sentences(book, dice, count))};
        words += words_in(made.content);
        body.blocks.emplace_back().node = std::move(made);
    }
    return body;
}

/// The headline's words if they are ASCII; the number makes it unique.
std::string slug_of(std::string_view headline, std::string_view language, std::int64_t number) {
    if (language != "en") {
        return fmt::format("{}-{}", language, number + 1);
    }
    std::string slug;
    for (const char c : headline.substr(0, 60)) {
        slug += c == ' ' ? '-' : base::ascii_lower(c);
    }
    return fmt::format("{}-{}", slug, number + 1);
}

std::vector<std::size_t> some_of(Dice& dice, std::size_t count, std::size_t of) {
    std::vector<std::size_t> chosen;
    while (chosen.size() < count) {
        if (const auto next = dice.skewed(of); std::ranges::find(chosen, next) == chosen.end()) {
            chosen.push_back(next);
        }
    }
    return chosen;
}

std::vector<store::NamedEntry> entries(std::span<const NamedPhrase> phrases) {
    std::vector<store::NamedEntry> made;
    for (const auto& phrase : phrases) {
        auto& entry = made.emplace_back();
        entry.slug = phrase.slug;
        entry.name = phrase.name;
        entry.description = phrase.description;
    }
    return made;
}

}  // namespace

std::vector<store::NamedEntry> SyntheticSite::sections() {
    return entries(section_names());
}

std::vector<store::NamedEntry> SyntheticSite::topics() {
    return entries(topic_names());
}

std::vector<store::NamedEntry> SyntheticSite::authors() {
    std::vector<store::NamedEntry> made;
    for (std::size_t i = 0; i < first_names().size(); ++i) {
        for (std::size_t j = i % 3; j < last_names().size(); j += 3) {
            auto& entry = made.emplace_back();
            entry.name = fmt::format("{} {}", first_names()[i], last_names()[j]);
            entry.slug = base::ascii_lower(fmt::format("{}-{}", first_names()[i], last_names()[j]));
            entry.description = fmt::format("{} writes for this newspaper.", entry.name);
        }
    }
    return made;
}

store::BulkStory SyntheticSite::story(std::int64_t number) const {
    Dice dice(seed_ ^ (static_cast<std::uint64_t>(number) * 0xd1342543de82ef95ULL));
    dice.next();
    const auto in_twenty = dice.below(20);
    const auto& book = in_twenty == 0 ? persian() : in_twenty == 1 ? arabic() : english();

    store::BulkStory made;
    made.language = book.language;
    made.headline = headline_of(book, dice);
    if (!dice.one_in(4)) {
        made.standfirst = sentences(book, dice, 1 + dice.below(2));
    }
    const auto body = body_of(book, dice);
    made.body = document::to_json(body);
    if (made.standfirst.empty()) {
        made.opening = document::opening_text(body, kOpeningLength);
    }
    made.slug = slug_of(made.headline, book.language, number);
    made.section = dice.skewed(section_names().size());
    made.topics = some_of(dice, dice.below(4), topic_names().size());
    static const auto kAuthors = authors().size();
    made.authors = some_of(dice, 1 + dice.below(5) / 4, kAuthors);
    // Evenly through the years, with the minutes of a working day.
    const auto span = static_cast<double>(kLastPublished - kFirstPublished);
    const auto even =
        static_cast<std::int64_t>(span * static_cast<double>(number) / static_cast<double>(std::max<std::int64_t>(stories_, 1)));
    made.published_at = base::from_milliseconds(kFirstPublished + even / 60'000 * 60'000);
    return made;
}

}  // namespace stoppress::cli
