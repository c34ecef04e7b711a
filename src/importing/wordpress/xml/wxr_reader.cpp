// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/xml/wxr_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/xml/xml_pull.hpp"

namespace stoppress::importing::wordpress {
namespace {

constexpr ExportKind kWxr{"rss", "a WordPress export", "WordPress exports"};

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
    explicit Impl(std::unique_ptr<ExportSource> source) : xml_(std::move(source)) {}

    Next next() {
        while (xml_.step()) {
            if (!xml_.at_element()) {
                continue;
            }
            const int depth = xml_.depth();
            const std::string_view name = xml_.name();
            const Space space = space_of(xml_.space());
            if (depth == 0 && name != "rss") {
                failed_ = true;
                return xml_.fail("not a WordPress export: it does not start with <rss>");
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
        if (!failed_ && !xml_.failure().reason.empty()) {
            failed_ = true;
            return xml_.failure();
        }
        return End{};
    }

    WxrSite site;
    [[nodiscard]] const ExportSource& source() const { return xml_.source(); }

private:
    /// A complete element; if the file breaks off inside it, the failure instead.
    template <class Thing>
    Next finished(Thing thing) {
        if (!xml_.failure().reason.empty()) {
            failed_ = true;
            return xml_.failure();
        }
        return Next(std::move(thing));
    }

    std::string text(std::size_t limit, bool* cut_off = nullptr, std::size_t* first_line = nullptr) {
        return xml_.text(limit, cut_off, first_line);
    }

    /// Calls `field` for each direct child of the current element. False: there are too many, and the last were left out.
    template <class Field>
    bool children(Field field) {
        return xml_.children([&field](const std::string& space, const std::string& name) { field(space_of(space), name); });
    }

    std::string attribute(const char* name) { return xml_.attribute(name, kMaxNameBytes); }

    void read_channel_field(Space space, std::string_view name) {
        if (space == Space::none && name == "title") {
            site.title = text(kMaxNameBytes);
        } else if (space == Space::none && name == "description") {
            site.description = text(kMaxHeadlineBytes);
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
        author.line = xml_.line();
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
            } else if (name == "author_id") {
                author.number = whole_number(text(kMaxNameBytes));
            }
        });
        return author;
    }

    WxrTerm read_term(const std::string& element) {
        WxrTerm term;
        term.taxonomy = element == "tag" ? "post_tag" : element;
        term.line = xml_.line();
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
        static constexpr std::array<std::string_view, 11> kRead{
            "newspack_post_subtitle",     "_thumbnail_id",     "footnotes",    "_wp_attachment_image_alt",
            "_wp_attachment_metadata",    "_wp_attached_file", "_wp_old_slug", "_yoast_wpseo_primary_category",
            "rank_math_primary_category", "enclosure",         "audio_file"};
        if (std::ranges::find(kRead, key) != kRead.end() || key.starts_with("cap-") || key.starts_with("_menu_item_")) {
            if (item.meta.size() < kMaxFormerAddresses) {
                item.meta.emplace_back(std::move(key), std::move(value));
            }
        }
    }

    void read_comment(WxrItem& item) {
        WxrComment comment;
        comment.line = xml_.line();
        std::string approved;
        std::string type;
        bool cut_off = false;
        children([&](Space space, const std::string& name) {
            if (space != Space::wp) {
                return;
            }
            if (name == "comment_id") {
                comment.id = whole_number(text(kMaxNameBytes));
            } else if (name == "comment_parent") {
                comment.parent = whole_number(text(kMaxNameBytes));
            } else if (name == "comment_user_id") {
                comment.user = whole_number(text(kMaxNameBytes));
            } else if (name == "comment_author") {
                comment.author = text(kMaxHeadlineBytes);
            } else if (name == "comment_author_url") {
                comment.url = text(kMaxAddressBytes);
            } else if (name == "comment_date") {
                comment.date = text(kMaxNameBytes);
            } else if (name == "comment_date_gmt") {
                comment.date_gmt = text(kMaxNameBytes);
            } else if (name == "comment_content") {
                comment.content = text(kMaxCommentBytes, &cut_off);
            } else if (name == "comment_approved") {
                approved = trim(text(kMaxNameBytes));
            } else if (name == "comment_type") {
                type = trim(text(kMaxNameBytes));
            }
        });
        comment.left_out = why_left_out(approved, type);
        if (cut_off) {
            comment.problem = fmt::format("its text is too long: the limit is {} bytes", kMaxCommentBytes);
        }
        add_comment(item, std::move(comment));
    }

    static std::string why_left_out(const std::string& approved, const std::string& type) {
        if (type == "pingback" || type == "trackback") {
            return "a " + type + ", not a comment";
        }
        if (!type.empty() && type != "comment") {
            return "of a type that is not imported (" + std::string(cut(type, 60)) + ")";
        }
        if (approved == "1" || approved == "approved") {
            return {};
        }
        if (approved == "spam") {
            return "spam";
        }
        if (approved == "trash" || approved == "post-trashed") {
            return "in the trash";
        }
        return "not approved";
    }

    void add_comment(WxrItem& item, WxrComment comment) {
        const bool shown = comment.left_out.empty() && comment.problem.empty();
        if (shown && (++shown_comments_ > kMaxItemComments || comment_bytes_ + comment.content.size() > kMaxItemCommentBytes)) {
            comment.problem = fmt::format("its story has too many comments: the limit is {} with {} bytes in all", kMaxItemComments,
                                          kMaxItemCommentBytes);
        }
        if (!comment.left_out.empty() || !comment.problem.empty()) {
            comment.content = {};
            comment.author = {};
            comment.url = {};
        }
        comment_bytes_ += comment.content.size();
        item.comments.push_back(std::move(comment));
    }

    void read_wp_field(WxrItem& item, const std::string& name) {
        if (name == "post_id") {
            item.id = whole_number(text(kMaxNameBytes));
        } else if (name == "post_parent") {
            item.parent = whole_number(text(kMaxNameBytes));
        } else if (name == "menu_order") {
            item.menu_order = whole_number(text(kMaxNameBytes));
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
            read_comment(item);
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
        item.line = xml_.line();
        shown_comments_ = 0;
        comment_bytes_ = 0;
        const bool whole = children([&](Space space, const std::string& name) {
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
        if (!whole) {
            // What was left out may be its status.
            item.problem = fmt::format("it has more than {} elements", kMaxWxrFields);
        }
        return item;
    }

    XmlPull xml_;
    std::size_t shown_comments_ = 0;  ///< of the item that is read, as the next
    std::size_t comment_bytes_ = 0;
    bool failed_ = false;  ///< the failure was given
};

base::Result<std::unique_ptr<WxrReader>> WxrReader::open(const std::filesystem::path& file) {
    TRY(auto source, ExportSource::open(kWxr, file));
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
    WxrReader reader(std::make_unique<Impl>(std::make_unique<ExportSource>(kWxr, text)));
    std::vector<Next> all;
    do {
        all.push_back(reader.next());
    } while (!std::holds_alternative<End>(all.back()) && !std::holds_alternative<ReadFailure>(all.back()));
    return all;
}

}  // namespace stoppress::importing::wordpress
