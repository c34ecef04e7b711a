// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/picture_of_item.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/files/read_file.hpp"
#include "importing/files/media_files.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "media/limits.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// Whether a file's name says that it is not a picture.
bool is_other_file(std::string_view name) {
    static constexpr std::array<std::string_view, 36> kOthers{
        "pdf", "doc", "docx", "odt", "rtf", "txt", "csv", "xls",  "xlsx", "ods", "ppt", "pptx", "odp", "pps", "key", "mp3", "m4a", "ogg",
        "oga", "wav", "flac", "aac", "mp4", "m4v", "mov", "webm", "ogv",  "avi", "mpg", "mpeg", "wmv", "3gp", "zip", "gz",  "vtt", "epub"};
    const std::size_t dot = name.rfind('.');
    return dot != std::string_view::npos && std::ranges::find(kOthers, ascii_lower(name.substr(dot + 1))) != kOthers.end();
}

/// The names that stand in the attachment's metadata (serialised PHP) between quotation marks: "pic-300x200.jpg".
std::vector<std::string> sizes_in(std::string_view metadata, std::string_view url) {
    constexpr std::size_t kMaxSizes = 40;
    std::string_view stem = url.substr(url.rfind('/') + 1);
    stem = stem.substr(0, stem.rfind('.'));
    stem.remove_suffix(stem.ends_with("-scaled") ? std::string_view("-scaled").size() : 0);
    const std::string before = '"' + percent_decoded(stem) + '-';
    std::vector<std::string> names;
    for (std::size_t at = metadata.find(before); at != std::string_view::npos && names.size() < kMaxSizes;
         at = metadata.find(before, at + 1)) {
        const std::string_view name = metadata.substr(at + 1, metadata.find('"', at + 1) - at - 1);
        if (name.size() < before.size()) {
            continue;  // the stem has a quotation mark in it
        }
        const std::string_view size = name.substr(before.size() - 1, name.rfind('.') - (before.size() - 1));
        const bool sized = size.size() <= 11 && size.contains('x') && size.find_first_not_of("0123456789x") == std::string_view::npos;
        if (sized && std::ranges::find(names, name) == names.end()) {
            names.emplace_back(name);
        }
    }
    return names;
}

class PictureBuilder {
public:
    PictureBuilder(const WxrItem& item, const ImportOptions& options, const MediaTools& tools)
        : item_(item), options_(options), tools_(tools), url_(trim(item.attachment_url)) {}

    BuiltPicture build() {
        built_.item.kind = "attachments";
        built_.item.file = item_.file;
        built_.item.line = item_.line;
        built_.id = item_.id;
        built_.address = url_;
        built_.page = item_.link;
        if (const std::string* metadata = item_.meta_value("_wp_attachment_metadata")) {
            built_.sizes = sizes_in(*metadata, url_);
        }
        if (url_.empty() || item_.id <= 0) {
            refuse("an attachment without an address or an id (wp:attachment_url, wp:post_id)");
            return std::move(built_);
        }
        base::Result<std::string> bytes = find_file();
        auto known = known_medium(tools_, url_);
        if (!known.has_value()) {
            built_.failed = known.error();
        } else if (bytes.has_value()) {
            take(*bytes, *known);
        } else if (bytes.error().code == base::ErrorCode::not_found && known->has_value() && is_kept(tools_, **known)) {
            put(**std::move(known));
        } else if (bytes.error().code == base::ErrorCode::not_found) {
            skip("the file is not in the folder of --media; stories keep linking to its old address: " + shown_url());
        } else {
            refuse(fmt::format("an attachment whose file {}: {}", bytes.error().message, shown_url()));
        }
        return std::move(built_);
    }

private:
    void skip(std::string what) { built_.skipped = Note{item_.line, std::move(what)}; }
    void refuse(std::string what) { built_.refused = Note{item_.line, std::move(what)}; }
    [[nodiscard]] std::string shown_url() const { return std::string(cut(url_, 500)); }

    /// Possible paths of the file below --media, the most likely first.
    [[nodiscard]] std::vector<std::string> names() const {
        std::vector<std::string> all;
        const auto add = [&all](std::string name) {
            if (!name.empty() && std::ranges::find(all, name) == all.end()) {
                all.push_back(std::move(name));
            }
        };
        if (const std::string* attached = item_.meta_value("_wp_attached_file")) {
            add(*attached);
            add(percent_decoded(*attached));
        }
        const std::string path = url_.substr(0, url_.find_first_of("?#"));
        if (const std::size_t uploads = path.find("/uploads/"); uploads != std::string::npos) {
            add(percent_decoded(path.substr(uploads + 9)));
        } else if (const std::size_t host = path.find("://"); host != std::string::npos) {
            // WordPress.com's exports: the path alone, or the name alone.
            const std::size_t slash = path.find('/', host + 3);
            add(slash == std::string::npos ? std::string() : percent_decoded(path.substr(slash + 1)));
        }
        add(percent_decoded(path.substr(path.rfind('/') + 1)));
        return all;
    }

    [[nodiscard]] base::Result<std::string> find_file() {
        base::Result<std::string> found = base::fail(base::ErrorCode::not_found, "does not exist");
        for (const std::string& name : names()) {
            auto read = base::read_file_below(*options_.media, name, media::kMaxOriginalBytes);
            if (read.has_value()) {
                file_name_ = name.substr(name.rfind('/') + 1);
                return read;
            }
            if (found.error().code == base::ErrorCode::not_found) {
                found = std::move(read);
            }
        }
        return found;
    }

    void take(const std::string& bytes, const std::optional<store::Medium>& known) {
        const auto format = media::format_of(bytes);
        const bool picture = format.has_value() && media::is_picture(*format);
        if (!picture && is_other_file(file_name_)) {
            skip("not a picture; imported as a download where a story links to it: " + shown_url());
            return;
        }
        auto taken = take_file(tools_, {bytes}, media::Accept::pictures, known);
        if (!taken.has_value()) {
            if (ends_taking(taken.error())) {
                built_.failed = taken.error();
            } else {
                refuse(fmt::format("picture refused, {}: {}", taken.error().message, shown_url()));
            }
            return;
        }
        if (taken->still) {
            built_.item.notes.push_back({item_.line, "the animation is too large, only its first frame is imported: " + shown_url()});
        }
        put(std::move(taken->medium));
    }

    /// With the current texts, which may have changed though the picture has not.
    void put(store::Medium medium) {
        if (!file_name_.empty()) {
            medium.file_name = cut(file_name_, kMaxNameBytes);
        }
        const std::string* alt = item_.meta_value("_wp_attachment_image_alt");
        medium.alt = alt == nullptr ? std::string() : std::string(cut(text_of_html(*alt), kMaxNameBytes));
        medium.caption = cut(text_of_html(item_.excerpt), kMaxHeadlineBytes);
        medium.source = url_;
        built_.medium = std::move(medium);
    }

    const WxrItem& item_;
    const ImportOptions& options_;
    const MediaTools& tools_;
    std::string url_;
    std::string file_name_;
    BuiltPicture built_;
};

}  // namespace

BuiltPicture picture_of_item(const WxrItem& item, const ImportOptions& options, const MediaTools& tools) {
    return PictureBuilder(item, options, tools).build();
}

}  // namespace stoppress::importing::wordpress
