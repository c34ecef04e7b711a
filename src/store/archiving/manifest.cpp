// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/archiving/manifest.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "base/text/json_text.hpp"
#include "store/archiving/line_reader.hpp"
#include "store/archiving/site_archive.hpp"

namespace stoppress::store {

namespace {

constexpr std::string_view kFilesBegin = "  \"files\": [";
constexpr std::string_view kFilesEnd = "  ]";
constexpr std::size_t kHashDigits = 64;

base::Error bad_manifest(std::string_view what) {
    return base::fail(base::ErrorCode::corrupt, fmt::format("{} is damaged: {}.", kManifestFile, what));
}

std::string json_quoted(std::string_view text) {
    std::string json;
    base::append_json_string(json, text);
    return json;
}

std::optional<boost::json::object> object_in(std::string_view text) {
    boost::system::error_code error;
    boost::json::parse_options options;
    options.max_depth = 3;
    auto value = boost::json::parse(text, error, {}, options);
    if (error || !value.is_object()) {
        return std::nullopt;
    }
    return std::move(value.get_object());
}

std::string text_at(const boost::json::object& object, std::string_view key) {
    const auto* const value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(std::string_view(value->get_string())) : std::string();
}

std::int64_t number_at(const boost::json::object& object, std::string_view key) {
    const auto* const value = object.if_contains(key);
    return value != nullptr && value->is_int64() ? value->get_int64() : -1;
}

bool is_sha256(std::string_view text) {
    return text.size() == kHashDigits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

base::Result<ArchivedFile> file_in(std::string_view line) {
    if (line.ends_with(',')) {
        line.remove_suffix(1);
    }
    const auto object = object_in(line);
    const auto size = object ? number_at(*object, "size") : -1;
    ArchivedFile file;
    if (object) {
        file = {.name = text_at(*object, "name"),
                .size = static_cast<std::uint64_t>(std::max<std::int64_t>(size, 0)),
                .sha256 = text_at(*object, "sha256")};
    }
    if (size < 0 || !is_sha256(file.sha256) || file.name == kManifestFile) {
        return bad_manifest("a line is not a file with its size and hash");
    }
    if (!is_archived_name(file.name)) {
        return bad_manifest("the name of a file in it could lead out of the archive");
    }
    return file;
}

base::Result<ArchiveHead> head_in(const std::string& text) {
    const auto object = object_in(text + "]}");
    if (!object || text_at(*object, "kind") != "stoppress archive") {
        return bad_manifest("it does not begin as `stoppress export archive` writes it");
    }
    ArchiveHead head{.format = number_at(*object, "format"),
                     .schema = number_at(*object, "schema"),
                     .program = text_at(*object, "program"),
                     .written_at = text_at(*object, "written_at"),
                     .title = text_at(*object, "title"),
                     .url = text_at(*object, "url")};
    if (head.format > kSiteArchiveFormat || head.schema > current_schema()) {
        return base::fail(base::ErrorCode::unsupported,
                          fmt::format("This archive was written by a newer version of Stoppress ({}): install that version or a later one.",
                                      head.program.substr(0, kMaxArchivedName)));
    }
    if (head.format != kSiteArchiveFormat || head.schema != current_schema()) {
        return base::fail(base::ErrorCode::unsupported,
                          fmt::format("This archive was written by Stoppress {}, whose database had another form: import it with that "
                                      "version; `stoppress serve` of this one then upgrades the site.",
                                      head.program.substr(0, kMaxArchivedName)));
    }
    return head;
}

}  // namespace

std::string manifest_begin(const ArchiveHead& head) {
    return fmt::format(
        "{{\n  \"kind\": \"stoppress archive\",\n  \"format\": {},\n  \"schema\": {},\n  \"program\": {},\n  \"written_at\": {},\n"
        "  \"title\": {},\n  \"url\": {},\n"
        "  \"about\": \"Each file with its size and SHA-256. `stoppress import archive` reads data/, media/, themes/ and stoppress.toml; "
        "stories/ is for people and other programs.\",\n{}\n",
        head.format, head.schema, json_quoted(head.program), json_quoted(head.written_at), json_quoted(head.title), json_quoted(head.url),
        kFilesBegin);
}

std::string manifest_line(const ArchivedFile& file, bool first) {
    return fmt::format("{}    {{\"name\": {}, \"size\": {}, \"sha256\": \"{}\"}}", first ? "" : ",\n", json_quoted(file.name), file.size,
                       file.sha256);
}

std::string manifest_end() {
    return fmt::format("\n{}\n}}\n", kFilesEnd);
}

base::Result<ArchiveHead> read_manifest(const std::filesystem::path& manifest,
                                        const std::function<base::Result<void>(const ArchivedFile&)>& each) {
    TRY(auto file, File::open(manifest));
    LineReader lines(std::move(file), kMaxManifestLine);
    const auto line = [&lines]() -> base::Result<std::string_view> {
        TRY_VOID(lines.number() > kMaxArchivedFiles ? base::Result<void>(bad_manifest("it has too many files")) : base::Result<void>());
        auto next = lines.next();
        if (!next.has_value()) {
            return bad_manifest(next.error().message);
        }
        return *next ? base::Result<std::string_view>(**next) : bad_manifest("its end is missing");
    };
    std::string text;
    while (true) {
        TRY(const auto next, line());
        text += next;
        if (next == kFilesBegin) {
            break;
        }
        if (text.size() > kMaxManifestLine) {
            return bad_manifest("it does not begin as `stoppress export archive` writes it");
        }
    }
    TRY(auto head, head_in(text));
    while (true) {
        TRY(const auto next, line());
        if (next == kFilesEnd) {
            break;
        }
        TRY(const auto entry, file_in(next));
        TRY_VOID(each(entry));
    }
    TRY(const auto last, line());
    TRY(const auto behind, [&]() -> base::Result<bool> {
        auto more = lines.next();
        return !more.has_value() || more->has_value();
    }());
    if (last != "}" || behind) {
        return bad_manifest("something follows its end");
    }
    return head;
}

}  // namespace stoppress::store
