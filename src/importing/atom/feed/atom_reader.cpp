// SPDX-License-Identifier: GPL-3.0-or-later
// Blogger's forms, as programs that read its exports say of them: until 2025 "Back up content" gave one feed with posts, pages, comments,
// the template and all settings, told apart by a category of the scheme http://schemas.google.com/g/2005#kind, drafts by app:draft
// (jekyll-import, lib/jekyll-import/importers/blogger.rb). Google Takeout gives feed.atom with blogger:type, blogger:status,
// blogger:filename and so on instead, labels under the scheme "tag:blogger.com,1999:blog-NUMBER", empty <category/>, <link/>,
// <enclosure/> and <blogger:trashed/>, and no address of the blog (simulot/bloggerout, internal/takeout/blogger/data).
#include "importing/atom/feed/atom_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "importing/atom/feed/addresses.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/xml/xml_pull.hpp"

namespace stoppress::importing::atom {
namespace {

constexpr ExportKind kAtom{"feed", "an Atom feed", "Atom feeds"};
constexpr std::string_view kAtomSpace = "http://www.w3.org/2005/Atom";
constexpr std::string_view kBloggerSpace = "http://schemas.google.com/blogger/";
constexpr std::string_view kThreadSpace = "http://purl.org/syndication/thread/1.0";
constexpr std::string_view kTombSpace = "http://purl.org/atompub/tombstones/1.0";
constexpr std::string_view kKindScheme = "http://schemas.google.com/g/2005#kind";

/// RFC 5023, and its draft, which Blogger's older export uses.
bool is_publishing(std::string_view space) {
    return space == "http://www.w3.org/2007/app" || space == "http://purl.org/atom/app#";
}

AtomKind kind_named(std::string_view term) {
    const std::string name = ascii_lower(term.substr(term.rfind('#') + 1));
    return name == "post"       ? AtomKind::post
           : name == "page"     ? AtomKind::page
           : name == "comment"  ? AtomKind::comment
           : name == "settings" ? AtomKind::settings
                                : AtomKind::other;
}

/// A text of plain characters as HTML. Entities that HTML has are what people see, since systems write them where RFC 4287 wants characters.
std::string html_of_plain(std::string_view text) {
    return replace_all(replace_all(text, "<", "&lt;"), ">", "&gt;");
}

}  // namespace

class AtomReader::Impl {
public:
    explicit Impl(std::unique_ptr<ExportSource> source) : xml_(std::move(source)) {}

    Next next() {
        while (xml_.step()) {
            if (!xml_.at_element()) {
                continue;
            }
            const int depth = xml_.depth();
            if (depth == 0 && (xml_.name() != "feed" || xml_.space() != kAtomSpace)) {
                failed_ = true;
                return xml_.fail(not_a_feed());
            }
            if (depth == 0) {
                feed.language = attribute("xml:lang");
                base_ = attribute("xml:base");
            }
            if (depth != 1) {
                continue;
            }
            const std::string name(xml_.name());
            if (xml_.space() == kAtomSpace && name == "entry") {
                return finished(read_entry());
            }
            if (xml_.space() == kTombSpace && name == "deleted-entry") {
                AtomDeleted deleted{std::string(trim(xml_.attribute("ref", kMaxAddressBytes))), attribute("when")};
                xml_.children([](const std::string&, const std::string&) {});
                return finished(std::move(deleted));
            }
            if (xml_.space() == kAtomSpace) {
                read_feed_field(name);
            }
        }
        if (!failed_ && !xml_.failure().reason.empty()) {
            failed_ = true;
            return xml_.failure();
        }
        return End{};
    }

    AtomFeed feed;
    [[nodiscard]] const ExportSource& source() const { return xml_.source(); }

private:
    template <class Thing>
    Next finished(Thing thing) {
        if (!xml_.failure().reason.empty()) {
            failed_ = true;
            return xml_.failure();
        }
        return Next(std::move(thing));
    }

    [[nodiscard]] std::string not_a_feed() const {
        if (xml_.name() == "feed") {
            return "a feed of another version than Atom 1.0 (RFC 4287), which is not read";
        }
        return "not an Atom feed: it does not start with <feed>";
    }

    std::string attribute(const char* name) { return xml_.attribute(name, kMaxNameBytes); }
    std::string value() { return std::string(trim(xml_.text(kMaxNameBytes))); }

    /// Of the current element: its own xml:base within `outer`.
    std::string base_within(const std::string& outer) {
        const std::string own = xml_.attribute("xml:base", kMaxAddressBytes);
        return own.empty() ? outer : resolved(outer, own);
    }

    /// A text construct as HTML (RFC 4287, 3.1).
    std::string text_construct(std::size_t limit, bool& cut_off, bool* plain = nullptr, std::size_t* line = nullptr,
                               std::string* base = nullptr) {
        const std::string type = ascii_lower(attribute("type"));
        const bool in_plain = type.empty() || type == "text" || type == "text/plain";
        if (plain != nullptr) {
            *plain = in_plain;
        }
        if (type == "xhtml" || type == "application/xhtml+xml") {
            if (line != nullptr) {
                *line = xml_.line();
            }
            return xml_.markup(limit, &cut_off, base);
        }
        std::string text = xml_.text(limit, &cut_off, line);
        return in_plain ? html_of_plain(text) : text;
    }

    void read_feed_field(const std::string& name) {
        bool cut_off = false;
        if (name == "title") {
            feed.title = text_construct(kMaxNameBytes, cut_off);
        } else if (name == "subtitle") {
            feed.subtitle = text_construct(kMaxHeadlineBytes, cut_off);
        } else if (name == "id") {
            feed.id = value();
            feed.blogger = feed.blogger || feed.id.starts_with("tag:blogger.com,1999:");
        } else if (name == "author") {
            if (feed.authors.size() < kMaxAuthors) {
                feed.authors.push_back(read_person());
            }
        } else if (name == "link") {
            read_feed_link();
        }
    }

    void read_feed_link() {
        const std::string rel = attribute("rel");
        const std::string href = resolved(base_within(base_), xml_.attribute("href", kMaxAddressBytes));
        if (href.empty()) {
            return;
        }
        if (rel.empty() || rel == "alternate") {
            feed.alternate = feed.alternate.empty() ? href : feed.alternate;
        } else if (rel == "self") {
            feed.self = href;
        } else if ((rel == "next" || rel == "prev-archive") && feed.further.size() < kMaxFormerAddresses) {
            feed.further.push_back(href);
        }
    }

    AtomPerson read_person() {
        AtomPerson person;
        xml_.children([&](const std::string& space, const std::string& name) {
            if (space != kAtomSpace) {
                return;
            }
            if (name == "name") {
                person.name = single_line(value());
            } else if (name == "email") {
                person.email = value();
            } else if (name == "uri") {
                person.uri = value();
            }
        });
        return person;
    }

    void read_link(AtomEntry& entry) {
        const std::string rel = attribute("rel");
        const std::string href = xml_.attribute("href", kMaxAddressBytes);
        if (href.empty()) {
            return;  // Takeout writes an empty element
        }
        const std::string address = resolved(base_within(entry_base_), href);
        const std::string type = ascii_lower(attribute("type"));
        if (rel.empty() || rel == "alternate") {
            const bool page = type.empty() || type.contains("html");
            // There may be several, in other languages and types.
            if (page && entry.alternate.empty()) {
                entry.alternate = address;
            }
        } else if (rel == "enclosure") {
            add_file(entry, {address, type, attribute("title")});
        } else if (constexpr std::string_view kComment = "/comments/default/"; rel == "related" && href.contains(kComment)) {
            // Blogger's older export names the comment that is answered by its feed.
            entry.answers = href.substr(href.rfind(kComment) + kComment.size());
        }
    }

    /// Each address once.
    static void add_file(AtomEntry& entry, AtomEnclosure file) {
        if (entry.enclosures.size() < kMaxFormerAddresses &&
            std::ranges::find(entry.enclosures, file.address, &AtomEnclosure::address) == entry.enclosures.end()) {
            entry.enclosures.push_back(std::move(file));
        }
    }

    void read_category(AtomEntry& entry) {
        const std::string scheme = attribute("scheme");
        const std::string term = attribute("term");
        const std::string label = attribute("label");
        if (scheme == kKindScheme) {
            entry.blogger = true;
            entry.kind = kind_named(term);
        } else if (!trim(term).empty() && entry.labels.size() < kMaxTopics) {
            entry.labels.push_back({single_line(term), single_line(label.empty() ? term : label)});
        }
    }

    void read_content(AtomEntry& entry) {
        const std::string type = ascii_lower(attribute("type"));
        const std::string elsewhere = xml_.attribute("src", kMaxAddressBytes);
        const bool known = type.empty() || type == "text" || type == "html" || type == "xhtml" || type == "application/xhtml+xml" ||
                           type.starts_with("text/");
        entry.base = base_within(entry_base_);
        if (const std::string language = attribute("xml:lang"); !language.empty()) {
            entry.language = language;
        }
        if (!elsewhere.empty() || !known) {
            entry.content_elsewhere = elsewhere.empty() ? "of the type " + type : elsewhere;
            return;
        }
        bool cut_off = false;
        std::string base;
        entry.content = text_construct(kMaxFileBytes, cut_off, &entry.plain, &entry.content_line, &base);
        entry.base = base.empty() ? entry.base : resolved(entry.base, base);
        if (cut_off) {
            entry.problem = fmt::format("its text is too long: the limit is {} bytes", kMaxFileBytes);
        }
    }

    void read_atom_field(AtomEntry& entry, const std::string& name) {
        bool cut_off = false;
        if (name == "id") {
            entry.id = std::string(trim(xml_.text(kMaxAddressBytes, &cut_off)));
            entry.problem = cut_off ? fmt::format("its id is too long: the limit is {} bytes", kMaxAddressBytes) : entry.problem;
        } else if (name == "title") {
            entry.title = text_construct(kMaxHeadlineBytes, cut_off);
            entry.problem = cut_off ? fmt::format("its title is too long: the limit is {} bytes", kMaxHeadlineBytes) : entry.problem;
        } else if (name == "content") {
            read_content(entry);
        } else if (name == "summary") {
            entry.summary = text_construct(kMaxFileBytes, cut_off);
            entry.problem = cut_off ? fmt::format("its summary is too long: the limit is {} bytes", kMaxFileBytes) : entry.problem;
        } else if (name == "published") {
            entry.published = value();
        } else if (name == "updated") {
            entry.updated = value();
        } else if (name == "link") {
            read_link(entry);
        } else if (name == "category") {
            read_category(entry);
        } else if (name == "author") {
            if (entry.authors.size() < kMaxAuthors) {
                entry.authors.push_back(read_person());
            }
        } else if (name == "contributor") {
            const AtomPerson person = read_person();
            if (entry.contributors.size() < kMaxAuthors && !person.name.empty()) {
                entry.contributors.push_back(person.name);
            }
        } else if (name == "enclosure") {
            if (const std::string url = xml_.attribute("url", kMaxAddressBytes); !url.empty()) {
                add_file(entry, {url, ascii_lower(attribute("type")), {}});
            }
        } else if (name == "source") {
            read_source_element();
        }
    }

    /// Of an entry that another feed had first: its authors, if the entry names none (RFC 4287, 4.2.1).
    void read_source_element() {
        xml_.children([&](const std::string& space, const std::string& name) {
            if (space == kAtomSpace && name == "author" && source_authors_.size() < kMaxAuthors) {
                source_authors_.push_back(read_person());
            }
        });
    }

    void read_blogger_field(AtomEntry& entry, const std::string& name) {
        if (name == "type") {
            entry.blogger = true;
            entry.kind = kind_named(value());
        } else if (name == "status") {
            if (const std::string status = value(); !status.empty() && status != entry.status) {
                entry.status += (entry.status.empty() ? "" : " ") + status;
            }
        } else if (name == "trashed") {
            entry.trashed = !value().empty() || entry.trashed;
        } else if (name == "filename") {
            entry.filename = std::string(trim(xml_.text(kMaxAddressBytes)));
        } else if (name == "metaDescription") {
            entry.meta_description = single_line(xml_.text(kMaxStandfirstBytes));
        } else if (name == "location") {
            xml_.children([&](const std::string&, const std::string& part) {
                if (part == "name") {
                    entry.place = single_line(value());
                }
            });
        } else if (name == "parent") {
            const std::string parent = std::string(trim(xml_.text(kMaxAddressBytes)));
            is_reply_ = is_reply_ || !parent.empty();
            entry.reply_to = parent.empty() ? entry.reply_to : parent;
        } else if (name == "inReplyTo") {
            const std::string answered = std::string(trim(xml_.text(kMaxAddressBytes)));
            entry.answers = answered.empty() ? entry.answers : answered;
        }
    }

    AtomEntry read_entry() {
        AtomEntry entry;
        entry.line = xml_.line();
        entry.language = attribute("xml:lang");
        entry.language = entry.language.empty() ? feed.language : entry.language;
        entry_base_ = base_within(base_);
        entry.base = entry_base_;
        is_reply_ = false;
        source_authors_.clear();
        bool whole = true;
        const bool all = xml_.children([&](const std::string& space, const std::string& name) {
            if (space == kAtomSpace) {
                read_atom_field(entry, name);
            } else if (space.starts_with(kBloggerSpace)) {
                read_blogger_field(entry, name);
            } else if (is_publishing(space) && name == "control") {
                whole = xml_.children([&](const std::string& inner, const std::string& part) {
                    entry.draft = (is_publishing(inner) && part == "draft" && ascii_lower(value()) == "yes") || entry.draft;
                }) && whole;
            } else if (space == kThreadSpace && name == "in-reply-to") {
                is_reply_ = true;
                if (entry.reply_to.empty()) {
                    entry.reply_to = std::string(trim(xml_.attribute("ref", kMaxAddressBytes)));
                }
            }
        });
        if (!all || !whole) {
            // What was left out may say that it is a draft.
            entry.problem = fmt::format("it has more than {} elements", kMaxWxrFields);
        }
        if (entry.authors.empty()) {
            entry.authors = source_authors_;
        }
        if (!entry.blogger && is_reply_) {
            entry.kind = AtomKind::comment;
        }
        feed.blogger = feed.blogger || entry.blogger;
        keep_setting(entry);
        return entry;
    }

    /// "tag:blogger.com,1999:blog-1.settings.BLOG_LOCALE".
    void keep_setting(AtomEntry& entry) {
        constexpr std::string_view kMark = ".settings.";
        constexpr std::size_t kMaxSettings = 500;
        const std::size_t at = entry.id.find(kMark);
        if (entry.kind == AtomKind::settings && at != std::string::npos && feed.settings.size() < kMaxSettings) {
            entry.setting = ascii_lower(entry.id.substr(at + kMark.size()));
            feed.settings[entry.setting] = cut(trim(entry.content), kMaxNameBytes);
        }
    }

    XmlPull xml_;
    std::string base_;
    std::string entry_base_;
    std::vector<AtomPerson> source_authors_;
    bool is_reply_ = false;
    bool failed_ = false;  ///< the failure was given
};

base::Result<std::unique_ptr<AtomReader>> AtomReader::open(const std::filesystem::path& file) {
    TRY(auto source, ExportSource::open(kAtom, file));
    return std::make_unique<AtomReader>(std::make_unique<Impl>(std::move(source)));
}

AtomReader::AtomReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
AtomReader::~AtomReader() = default;
AtomReader::Next AtomReader::next() {
    return impl_->next();
}
const AtomFeed& AtomReader::feed() const {
    return impl_->feed;
}
std::uint64_t AtomReader::bytes_read() const {
    return impl_->source().read_so_far();
}
std::uint64_t AtomReader::bytes_in_all() const {
    return impl_->source().size();
}
std::uint64_t AtomReader::mended() const {
    return impl_->source().mended();
}

std::vector<AtomReader::Next> AtomReader::read_all(std::string_view text, AtomFeed* feed) {
    AtomReader reader(std::make_unique<Impl>(std::make_unique<ExportSource>(kAtom, text)));
    std::vector<Next> all;
    do {
        all.push_back(reader.next());
    } while (!std::holds_alternative<End>(all.back()) && !std::holds_alternative<ReadFailure>(all.back()));
    if (feed != nullptr) {
        *feed = reader.feed();
    }
    return all;
}

}  // namespace stoppress::importing::atom
