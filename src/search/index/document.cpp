// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/index/document.hpp"

#include <string_view>

#include "search/index/terms.hpp"
#include "search/limits.hpp"
#include "search/text/words.hpp"

namespace stoppress::search {

namespace {

constexpr Xapian::termcount kHeadline = 6;
constexpr Xapian::termcount kNames = 4;
constexpr Xapian::termcount kStandfirst = 3;
constexpr Xapian::termcount kBody = 1;
constexpr Xapian::termpos kBetweenFields = 100;  // no phrase goes over it

class Fields {
public:
    Fields(Xapian::Document& document, std::string_view language) : document_(document), language_(language) {}

    void add(std::string_view text, Xapian::termcount weight) {
        for (const auto& word : words_of(text.substr(0, kMaxBodyBytes), language_)) {
            document_.add_posting(word.text, ++position_, weight);
            for (const auto& part : word.parts) {
                document_.add_posting(part, position_, weight);
            }
            if (const auto stem = stem_term(word.accented, language_); !stem.empty()) {
                document_.add_term(stem, weight);
            }
        }
        position_ += kBetweenFields;
    }

private:
    Xapian::Document& document_;
    std::string_view language_;
    Xapian::termpos position_ = 0;
};

}  // namespace

Xapian::Document document_of(const Entry& entry, Named named) {
    Xapian::Document document;
    Fields fields(document, entry.language);
    fields.add(entry.headline, kHeadline);
    fields.add(entry.standfirst, kStandfirst);
    for (const auto& name : entry.names) {
        fields.add(name, kNames);
    }
    fields.add(entry.body, kBody);
    if (named == Named::yes) {
        document.add_boolean_term(story_term(entry.id));
    }
    if (entry.section) {
        document.add_boolean_term(section_term(entry.section));
    }
    for (const auto topic : entry.topics) {
        document.add_boolean_term(topic_term(topic));
    }
    for (const auto author : entry.authors) {
        document.add_boolean_term(author_term(author));
    }
    document.add_boolean_term(language_term(entry.language));
    document.add_boolean_term(language_term(without_region(entry.language)));
    document.add_value(kPublishedSlot, time_value(entry.published_at));
    return document;
}

}  // namespace stoppress::search
