// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/xml/wxr_reader.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <libxml/xmlreader.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <system_error>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/wordpress/xml/wxr_source.hpp"

namespace stoppress::importing::wordpress {
namespace {

int read_source(void* context, char* buffer, int length) {
    return static_cast<Source*>(context)->read(buffer, length);
}
int close_source(void* /*context*/) {
    return 0;
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

enum class Space : std::uint8_t { none, wp, excerpt, content, dc, other };

/// By what the namespace address contains, http or https, whatever the version.
Space space_of(std::string_view uri) {
    if (uri.empty()) {
        return Space::none;
    }
    if (uri.contains("wordpress.org/export/")) {
        return uri.contains("/excerpt") ? Space::excerpt : Space::wp;
    }
    if (uri.contains("purl.org/rss/1.0/modules/content")) {
        return Space::content;
    }
    return uri.contains("purl.org/dc/elements") ? Space::dc : Space::other;
}

std::int64_t whole_number(std::string_view text) {
    text = trim(text);
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

}  // namespace

const std::string* WxrItem::meta_value(std::string_view key) const {
    for (const auto& [field, value] : meta) {
        if (field == key) {
            return &value;
        }
    }
    return nullptr;
}

class WxrReader::Impl {
public:
    explicit Impl(std::unique_ptr<Source> source) : source_(std::move(source)) {
        // Without XML_PARSE_HUGE the parser itself refuses texts of more than 10 MB; XML_PARSE_NOENT stays off, so
        // nothing is expanded.
        reader_.reset(xmlReaderForIO(read_source, close_source, source_.get(), "export.xml", nullptr,
                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES | XML_PARSE_COMPACT));
    }

    Next next() {
        if (reader_ == nullptr || over_) {
            return reader_ == nullptr ? fail("the XML parser could not be started") : Next(End{});
        }
        while (step()) {
            if (xmlTextReaderNodeType(reader_.get()) != XML_READER_TYPE_ELEMENT) {
                continue;
            }
            const int depth = xmlTextReaderDepth(reader_.get());
            const std::string_view name = view(xmlTextReaderConstLocalName(reader_.get()));
            const Space space = space_of(view(xmlTextReaderConstNamespaceUri(reader_.get())));
            if (depth == 0 && name != "rss") {
                return fail("not a WordPress export: it does not start with <rss>");
            }
            if (depth != 2) {
                continue;
            }
            if (space == Space::none && name == "item") {
                return finished(read_item());
            }
            if (space == Space::wp && name == "author") {
                return finished(read_author());
            }
            if (space == Space::wp && (name == "category" || name == "tag" || name == "term")) {
                return finished(read_term(std::string(name)));
            }
            read_channel_field(space, name);
        }
        if (!failure_.reason.empty()) {
            return failure_;
        }
        return End{};
    }

    WxrSite site;
    [[nodiscard]] const Source& source() const { return *source_; }

private:
    bool step() {
        const int got = xmlTextReaderRead(reader_.get());
        if (got == 1) {
            const int type = xmlTextReaderNodeType(reader_.get());
            if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE) {
                static_cast<void>(fail("an entity or a document type, which WordPress exports do not have"));
                return false;
            }
            if (xmlTextReaderDepth(reader_.get()) > kMaxXmlDepth) {
                static_cast<void>(fail("elements are nested too deeply"));
                return false;
            }
            return true;
        }
        if (got < 0) {
            const xmlError* error = xmlGetLastError();
            const std::string reason = !source_->problem().empty()          ? source_->problem()
                                       : error != nullptr && error->message ? "invalid XML: " + single_line(error->message)
                                                                            : std::string("invalid XML");
            static_cast<void>(fail(reason));
        }
        over_ = true;
        return false;
    }

    Next fail(std::string reason) {
        over_ = true;
        failure_ = {line(), std::move(reason)};
        return failure_;
    }

    /// A complete element; if the file breaks off inside it, the failure instead.
    template <class Thing>
    Next finished(Thing thing) {
        if (!failure_.reason.empty()) {
            return failure_;
        }
        return Next(std::move(thing));
    }

    [[nodiscard]] std::size_t line() const {
        if (reader_ == nullptr) {
            return 0;
        }
        const xmlNode* node = xmlTextReaderCurrentNode(reader_.get());
        const long own = node == nullptr ? 0 : xmlGetLineNo(node);
        // libxml2 stores only 16 bits for elements; beyond that the parser's position is more accurate.
        const long at = own > 0 && own < 65535 ? own : static_cast<long>(xmlTextReaderGetParserLineNumber(reader_.get()));
        return static_cast<std::size_t>(std::max(at, 0L)) + source_->lines_left_out();
    }

    /// The text of the current element, without nested elements. Afterwards the reader is at its end.
    std::string text(std::size_t limit, bool* cut_off = nullptr, std::size_t* first_line = nullptr) {
        std::string out;
        if (xmlTextReaderIsEmptyElement(reader_.get()) == 1) {
            return out;
        }
        const int depth = xmlTextReaderDepth(reader_.get());
        while (step()) {
            const int type = xmlTextReaderNodeType(reader_.get());
            if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader_.get()) == depth) {
                break;
            }
            if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA && type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE &&
                type != XML_READER_TYPE_WHITESPACE) {
                continue;
            }
            const std::string_view piece = view(xmlTextReaderConstValue(reader_.get()));
            if (first_line != nullptr && *first_line == 0) {
                *first_line = line();
                const auto lines = static_cast<std::size_t>(std::ranges::count(piece, '\n'));
                // A text's line is the parser's line after reading it.
                *first_line = xmlGetLineNo(xmlTextReaderCurrentNode(reader_.get())) < 65535 ? *first_line
                              : *first_line > lines                                         ? *first_line - lines
                                                                                            : 1;
            }
            if (out.size() + piece.size() > limit) {
                if (cut_off != nullptr) {
                    *cut_off = true;
                }
                out += cut(piece, limit - out.size());
                limit = out.size();
            } else {
                out += piece;
            }
        }
        return out;
    }

    /// Calls `field` for each direct child of the current element.
    template <class Field>
    void children(Field field) {
        if (xmlTextReaderIsEmptyElement(reader_.get()) == 1) {
            return;
        }
        const int depth = xmlTextReaderDepth(reader_.get());
        std::size_t count = 0;
        while (step()) {
            const int type = xmlTextReaderNodeType(reader_.get());
            const int at = xmlTextReaderDepth(reader_.get());
            if (type == XML_READER_TYPE_END_ELEMENT && at == depth) {
                return;
            }
            if (type == XML_READER_TYPE_ELEMENT && at == depth + 1 && ++count <= kMaxWxrFields) {
                const std::string name(view(xmlTextReaderConstLocalName(reader_.get())));
                field(space_of(view(xmlTextReaderConstNamespaceUri(reader_.get()))), name);
            }
        }
    }

    std::string attribute(const char* name) {
        xmlChar* value = xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name));
        std::string text(cut(view(value), kMaxNameBytes));
        xmlFree(value);
        return text;
    }

    void read_channel_field(Space space, std::string_view name) {
        if (space == Space::none && name == "title") {
            site.title = text(kMaxNameBytes);
        } else if (space == Space::none && name == "link") {
            site.link = text(kMaxAddressBytes);
        } else if (space == Space::none && name == "language") {
            site.language = text(kMaxNameBytes);
        } else if (space == Space::wp && name == "wxr_version") {
            site.version = text(kMaxNameBytes);
        } else if (space == Space::wp && name == "base_blog_url") {
            site.blog_url = text(kMaxAddressBytes);
        } else if (space == Space::wp && name == "base_site_url") {
            site.site_url = text(kMaxAddressBytes);
        }
    }

    WxrAuthor read_author() {
        WxrAuthor author;
        author.line = line();
        children([&](Space, const std::string& name) {
            if (name == "author_login") {
                author.login = text(kMaxNameBytes);
            } else if (name == "author_email") {
                author.email = text(kMaxNameBytes);
            } else if (name == "author_display_name") {
                author.display_name = text(kMaxNameBytes);
            } else if (name == "author_first_name") {
                author.first_name = text(kMaxNameBytes);
            } else if (name == "author_last_name") {
                author.last_name = text(kMaxNameBytes);
            } else if (name == "author_description") {
                author.description = text(kMaxStandfirstBytes);
            }
        });
        return author;
    }

    WxrTerm read_term(const std::string& element) {
        WxrTerm term;
        term.taxonomy = element == "tag" ? "post_tag" : element;
        term.line = line();
        children([&](Space, const std::string& name) {
            if (name == "category_nicename" || name == "tag_slug" || name == "term_slug") {
                term.slug = text(kMaxNameBytes);
            } else if (name == "cat_name" || name == "tag_name" || name == "term_name") {
                term.name = text(kMaxNameBytes);
            } else if (name == "term_id") {
                term.number = whole_number(text(kMaxNameBytes));
            } else if (name == "category_parent" || name == "term_parent") {
                term.parent = text(kMaxNameBytes);
            } else if (name == "category_description" || name == "tag_description" || name == "term_description") {
                term.description = text(kMaxStandfirstBytes);
            } else if (name == "term_taxonomy") {
                term.taxonomy = text(kMaxNameBytes);
            }
        });
        return term;
    }

    void read_meta(WxrItem& item) {
        std::string key;
        std::string value;
        children([&](Space, const std::string& name) {
            if (name == "meta_key") {
                key = text(kMaxNameBytes);
            } else if (name == "meta_value") {
                value = text(kMaxWxrFieldBytes);
            }
        });
        // Of everything that plug-ins write there, only these are read.
        static constexpr std::array<std::string_view, 9> kRead{
            "newspack_post_subtitle",    "_thumbnail_id",     "footnotes",    "_wp_attachment_image_alt",
            "_wp_attachment_metadata",   "_wp_attached_file", "_wp_old_slug", "_yoast_wpseo_primary_category",
            "rank_math_primary_category"};
        if (std::ranges::find(kRead, key) != kRead.end() || key.starts_with("cap-")) {
            if (item.meta.size() < kMaxFormerAddresses) {
                item.meta.emplace_back(std::move(key), std::move(value));
            }
        }
    }

    void read_wp_field(WxrItem& item, const std::string& name) {
        if (name == "post_id") {
            item.id = whole_number(text(kMaxNameBytes));
        } else if (name == "post_parent") {
            item.parent = whole_number(text(kMaxNameBytes));
        } else if (name == "post_date") {
            item.date = text(kMaxNameBytes);
        } else if (name == "post_date_gmt") {
            item.date_gmt = text(kMaxNameBytes);
        } else if (name == "post_modified_gmt") {
            item.modified_gmt = text(kMaxNameBytes);
        } else if (name == "post_name") {
            item.name = text(kMaxNameBytes);
        } else if (name == "status") {
            item.status = text(kMaxNameBytes);
        } else if (name == "is_sticky") {
            item.sticky = whole_number(text(kMaxNameBytes)) != 0;
        } else if (name == "post_type") {
            item.type = text(kMaxNameBytes);
        } else if (name == "post_password") {
            item.password = text(kMaxNameBytes);
        } else if (name == "attachment_url") {
            item.attachment_url = text(kMaxAddressBytes);
        } else if (name == "postmeta") {
            read_meta(item);
        } else if (name == "comment") {
            ++item.comments;
            children([](Space, const std::string&) {});
        }
    }

    void read_plain_field(WxrItem& item, const std::string& name) {
        bool cut_off = false;
        if (name == "title") {
            item.title = text(kMaxHeadlineBytes, &cut_off);
            item.problem = cut_off ? fmt::format("its title is too long: the limit is {} bytes", kMaxHeadlineBytes) : item.problem;
        } else if (name == "link") {
            item.link = text(kMaxAddressBytes, &cut_off);
            item.problem = cut_off ? fmt::format("its link is too long: the limit is {} bytes", kMaxAddressBytes) : item.problem;
        } else if (name == "guid") {
            item.guid = text(kMaxNameBytes);
        } else if (name == "pubDate") {
            item.pub_date = text(kMaxNameBytes);
        } else if (name == "category") {
            WxrFiling filing{attribute("domain"), attribute("nicename"), {}};
            filing.name = text(kMaxNameBytes);
            if (item.filings.size() < kMaxTopics) {
                item.filings.push_back(std::move(filing));
            }
        }
    }

    WxrItem read_item() {
        WxrItem item;
        item.line = line();
        children([&](Space space, const std::string& name) {
            bool cut_off = false;
            if (space == Space::wp) {
                read_wp_field(item, name);
            } else if (space == Space::none) {
                read_plain_field(item, name);
            } else if (space == Space::dc && name == "creator") {
                item.creator = text(kMaxNameBytes);
            } else if (space == Space::content && name == "encoded") {
                item.content = text(kMaxFileBytes, &cut_off, &item.content_line);
                item.problem = cut_off ? fmt::format("its text is too long: the limit is {} bytes", kMaxFileBytes) : item.problem;
            } else if (space == Space::excerpt && name == "encoded") {
                item.excerpt = text(kMaxStandfirstBytes);
            }
        });
        return item;
    }

    std::unique_ptr<Source> source_;
    std::unique_ptr<xmlTextReader, FreeReader> reader_;
    ReadFailure failure_;
    bool over_ = false;
};

base::Result<std::unique_ptr<WxrReader>> WxrReader::open(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about{};
    if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
        const std::string why = std::generic_category().message(errno);
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return base::fail(base::ErrorCode::not_found, fmt::format("cannot read {}: {}", file.string(), why));
    }
    auto source = std::make_unique<Source>(descriptor, static_cast<std::uint64_t>(about.st_size));
    if (!S_ISREG(about.st_mode)) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("{} is not a file; name the XML file of a WordPress export.", file.string()));
    }
    return std::make_unique<WxrReader>(std::make_unique<Impl>(std::move(source)));
}

WxrReader::WxrReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
WxrReader::~WxrReader() = default;
WxrReader::Next WxrReader::next() {
    return impl_->next();
}
const WxrSite& WxrReader::site() const {
    return impl_->site;
}
std::uint64_t WxrReader::bytes_read() const {
    return impl_->source().read_so_far();
}
std::uint64_t WxrReader::mended() const {
    return impl_->source().mended();
}
std::uint64_t WxrReader::bytes_in_all() const {
    return impl_->source().size();
}

std::vector<WxrReader::Next> WxrReader::read_all(std::string_view text) {
    WxrReader reader(std::make_unique<Impl>(std::make_unique<Source>(text)));
    std::vector<Next> all;
    do {
        all.push_back(reader.next());
    } while (!std::holds_alternative<End>(all.back()) && !std::holds_alternative<ReadFailure>(all.back()));
    return all;
}

}  // namespace stoppress::importing::wordpress
