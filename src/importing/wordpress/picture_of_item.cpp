// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/picture_of_item.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/files/read_file.hpp"
#include "importing/limits.hpp"
#include "importing/text.hpp"
#include "media/import_file.hpp"
#include "media/limits.hpp"
#include "store/engine/read_pool.hpp"
#include "store/media/media_reader.hpp"

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

class PictureBuilder {
public:
    PictureBuilder(const WxrItem& item, const ImportOptions& options, const MediaTools& tools)
        : item_(item), options_(options), tools_(tools), url_(trim(item.attachment_url)) {}

    BuiltPicture build() {
        built_.item.kind = "attachments";
        built_.item.file = options_.source.filename().string();
        built_.item.line = item_.line;
        built_.id = item_.id;
        built_.address = url_;
        if (url_.empty() || item_.id <= 0) {
            refuse("an attachment without an address or an id (wp:attachment_url, wp:post_id)");
            return std::move(built_);
        }
        base::Result<std::string> bytes = find_file();
        auto known = known_picture();
        if (!known.has_value()) {
            built_.failed = known.error();
        } else if (bytes.has_value()) {
            take(*bytes, *known);
        } else if (bytes.error().code == base::ErrorCode::not_found && known->has_value() && is_kept(**known)) {
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

    base::Result<std::optional<store::Medium>> known_picture() {
        std::optional<store::Medium> known;
        TRY_VOID(tools_.pool.run([&](store::ReadSnapshot& snapshot) -> base::Result<void> {
            TRY(known, store::MediaReader(snapshot).medium(url_));
            return {};
        }));
        return known;
    }

    [[nodiscard]] bool holds(media::Part part, const std::string& hash, const std::string& type) const {
        const auto format = media::format_of_type(type);
        return format && tools_.media_library.holds(part, {hash, *format});
    }

    /// Whether all its forms are there; a picture imported by an earlier version has only one, and is processed again.
    [[nodiscard]] bool is_kept(const store::Medium& medium) const {
        const auto jpeg = media::content_type(media::Format::jpeg);
        const bool card = medium.file.content_type == jpeg ||
                          std::ranges::any_of(medium.renditions, [&](const store::MediumFile& file) { return file.content_type == jpeg; });
        return holds(media::Part::rendition, medium.file.hash, medium.file.content_type) &&
               holds(media::Part::original, medium.original, medium.original_type) && card && !medium.renditions.empty() &&
               std::ranges::all_of(medium.renditions, [&](const store::MediumFile& file) {
                   return holds(media::Part::rendition, file.hash, file.content_type);
               });
    }

    void take(const std::string& bytes, const std::optional<store::Medium>& known) {
        const auto format = media::format_of(bytes);
        const bool picture = format.has_value() && media::is_picture(*format);
        if (!picture && is_other_file(file_name_)) {
            skip("not a picture; stories keep linking to its old address: " + shown_url());
            return;
        }
        if (known.has_value() && known->original == media::hash_of(bytes) && is_kept(*known)) {
            put(*known);
            return;
        }
        const auto imported = media::import_file(tools_.image_sandbox, tools_.media_library, bytes, media::Accept::pictures);
        if (!imported.has_value()) {
            if (imported.error().code == base::ErrorCode::io || imported.error().code == base::ErrorCode::unavailable) {
                built_.failed = imported.error();
            } else {
                refuse(fmt::format("picture refused, {}: {}", imported.error().message, shown_url()));
            }
            return;
        }
        if (imported->still) {
            built_.item.notes.push_back({item_.line, "the animation is too large, only its first frame is imported: " + shown_url()});
        }
        put(medium_of(*imported));
    }

    [[nodiscard]] static store::MediumFile file_of(const media::KeptFile& kept) {
        return {kept.name.hash, std::string(media::content_type(kept.name.format)), kept.width, kept.height,
                static_cast<std::int64_t>(kept.size)};
    }

    [[nodiscard]] static store::Medium medium_of(const media::ImportedFile& imported) {
        store::Medium medium;
        medium.file = file_of(imported.main);
        for (const auto& other : imported.others) {
            medium.renditions.push_back(file_of(other));
        }
        // In the store's order, so that a second run finds no difference.
        std::ranges::sort(medium.renditions, {},
                          [](const store::MediumFile& file) { return std::tuple(file.content_type, file.width, file.hash); });
        medium.original = imported.original.hash;
        medium.original_type = media::content_type(imported.original.format);
        medium.placeholder = imported.placeholder;
        medium.credit = imported.credit;
        medium.copyright = imported.copyright;
        medium.created_by = "import";
        return medium;
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

std::optional<TakenPicture> taken_picture(const store::Medium& medium) {
    const auto format = media::format_of_type(medium.file.content_type);
    if (!format.has_value() || !media::is_hash(medium.file.hash)) {
        return std::nullopt;
    }
    return TakenPicture{
        {medium.file.hash, *format}, static_cast<std::uint32_t>(medium.file.width), static_cast<std::uint32_t>(medium.file.height)};
}

}  // namespace stoppress::importing::wordpress
