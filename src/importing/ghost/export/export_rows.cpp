// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/ghost/export/export_rows.hpp"

#include <fmt/format.h>

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/value_stack.hpp>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <limits>
#include <vector>

#include "base/files/stdio_file.hpp"
#include "base/text/utf8.hpp"
#include "importing/limits.hpp"
#include "importing/text/code_points.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::ghost {
namespace {

using boost::system::error_code;

constexpr std::size_t kChunk = std::size_t{256} * 1024;
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Receives the parser's events, builds the rows, and forgets everything else.
class Handler {
public:
    // NOLINTBEGIN(readability-identifier-naming): the parser asks for these by name.
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    // NOLINTEND(readability-identifier-naming)

    explicit Handler(const EachRow& each) : each_(each) {}

    RowsRead read;
    bool stopped = false;

    static bool on_document_begin(error_code& /*failed*/) { return true; }
    static bool on_document_end(error_code& /*failed*/) { return true; }
    bool on_object_begin(error_code& /*failed*/) {
        if (row_depth_ == 0 && begins_row()) {
            row_depth_ = frames_.size() + 1;
            row_bytes_ = 0;
            stack_.reset();
        }
        frames_.push_back({false, {}});
        return true;
    }
    bool on_object_end(std::size_t members, error_code& failed) {
        const bool row = row_depth_ == frames_.size();
        if (row_depth_ != 0 && counts(" ")) {
            stack_.push_object(members);
        }
        frames_.pop_back();
        return !row || deliver(failed);
    }
    bool on_array_begin(error_code& /*failed*/) {
        frames_.push_back({true, {}});
        return true;
    }
    bool on_array_end(std::size_t values, error_code& /*failed*/) {
        frames_.pop_back();
        if (row_depth_ != 0 && counts(" ")) {
            stack_.push_array(values);
        } else if (row_depth_ == 0) {
            rows_ = 0;
        }
        return true;
    }
    bool on_key_part(std::string_view part, std::size_t /*size*/, error_code& /*failed*/) {
        if (row_depth_ == 0) {
            append(frames_.back().next, part);
        } else if (counts(part)) {
            stack_.push_chars(part);
        }
        return true;
    }
    bool on_key(std::string_view rest, std::size_t /*size*/, error_code& /*failed*/) {
        if (row_depth_ == 0) {
            append(frames_.back().next, rest);
            frames_.back().key = std::exchange(frames_.back().next, {});
            read.has_data = read.has_data || is_data(frames_.size());
        } else if (counts(rest)) {
            stack_.push_key(rest);
        }
        return true;
    }
    bool on_string_part(std::string_view part, std::size_t /*size*/, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(part)) {
            stack_.push_chars(part);
        }
        return true;
    }
    bool on_string(std::string_view rest, std::size_t /*size*/, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(rest)) {
            stack_.push_string(rest);
        }
        return true;
    }
    static bool on_number_part(std::string_view /*part*/, error_code& /*failed*/) { return true; }
    bool on_int64(std::int64_t number, std::string_view text, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(text)) {
            stack_.push_int64(number);
        }
        return true;
    }
    bool on_uint64(std::uint64_t number, std::string_view text, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(text)) {
            stack_.push_uint64(number);
        }
        return true;
    }
    bool on_double(double number, std::string_view text, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(text)) {
            stack_.push_double(number);
        }
        return true;
    }
    bool on_bool(bool truth, error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(" ")) {
            stack_.push_bool(truth);
        }
        return true;
    }
    bool on_null(error_code& /*failed*/) {
        if (row_depth_ != 0 && counts(" ")) {
            stack_.push_null();
        }
        return true;
    }
    static bool on_comment_part(std::string_view /*part*/, error_code& /*failed*/) { return true; }
    static bool on_comment(std::string_view /*rest*/, error_code& /*failed*/) { return true; }

private:
    struct Frame {
        bool array = false;
        std::string key;  ///< of an object: the member whose value comes
        std::string next{};
    };

    /// Whether the container at `depth` is the export's object of tables: "data" of the root, or of an element of its "db".
    [[nodiscard]] bool is_data(std::size_t depth) const {
        const bool plain = depth == 2 && frames_[0].key == "data";
        const bool listed = depth == 4 && frames_[0].key == "db" && frames_[1].array && frames_[2].key == "data";
        return (plain || listed) && !frames_[depth - 1].array;
    }
    [[nodiscard]] bool begins_row() const { return frames_.size() >= 2 && frames_.back().array && is_data(frames_.size() - 1); }
    [[nodiscard]] bool too_large() const { return row_bytes_ > kMaxGhostRowBytes; }
    /// Adds to the size of the row; false if it is too large, and then no more of it is kept.
    [[nodiscard]] bool counts(std::string_view part) {
        if (!too_large()) {
            row_bytes_ += part.size() + 16;
            if (too_large()) {
                stack_.reset();
            }
        }
        return !too_large();
    }
    static void append(std::string& text, std::string_view part) {
        text.append(part.substr(0, kMaxNameBytes - std::min(kMaxNameBytes, text.size())));
    }

    bool deliver(error_code& failed) {
        row_depth_ = 0;
        Row row;
        row.table = frames_[frames_.size() - 2].key;
        row.number = ++rows_;
        if (too_large()) {
            row.problem = fmt::format("it has more than {} bytes", kMaxGhostRowBytes);
        } else {
            row.values = std::move(stack_.release().as_object());
        }
        if (!each_(std::move(row))) {
            stopped = true;
            failed = boost::system::errc::make_error_code(boost::system::errc::operation_canceled);
        }
        return !stopped;
    }

    const EachRow& each_;
    boost::json::value_stack stack_;
    std::vector<Frame> frames_;
    std::size_t row_depth_ = 0;  ///< frames with the row's own; 0: outside of rows
    std::size_t row_bytes_ = 0;
    std::size_t rows_ = 0;  ///< of the table so far
};

/// With U+FFFD for what is not UTF-8.
std::string repaired(std::string_view text) {
    if (base::is_utf8(text)) {
        return std::string(text);
    }
    std::string out;
    for_each_code_point(text, [&out](UChar32 c, std::string_view written) { out += c < 0 ? kReplacement : written; });
    return out;
}

/// Feeds the parser; true: the file was read to its end.
base::Result<bool> feed(boost::json::basic_parser<Handler>& parser, std::FILE* file, error_code& failed) {
    std::vector<char> chunk(kChunk);
    RowsRead& read = parser.handler().read;
    while (true) {
        const std::size_t size = std::fread(chunk.data(), 1, chunk.size(), file);
        if (size == 0) {
            break;
        }
        std::string_view text(chunk.data(), size);
        if (read.bytes == 0 && text.starts_with("\xEF\xBB\xBF")) {
            text.remove_prefix(3);
            read.bytes += 3;
        }
        const std::size_t used = parser.write_some(true, text.data(), text.size(), failed);
        read.bytes += used;
        if (failed) {
            return false;
        }
        if (parser.done() && text.find_first_not_of(" \t\r\n", used) != std::string_view::npos) {
            failed = boost::json::error::extra_data;
            return false;
        }
    }
    if (std::ferror(file) != 0) {
        return base::fail(base::ErrorCode::io, "the file cannot be read to its end.");
    }
    parser.write_some(false, nullptr, 0, failed);
    return !failed;
}

}  // namespace

base::Result<RowsRead> read_rows(const std::filesystem::path& path, const EachRow& each) {
    const base::StdioFile file(std::fopen(path.c_str(), "re"));
    if (file == nullptr) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} cannot be opened: {}.", path.string(), std::strerror(errno)));
    }
    boost::json::parse_options options;
    options.max_depth = kMaxDepth;
    options.allow_invalid_utf8 = true;
    boost::json::basic_parser<Handler> parser(options, each);
    error_code failed;
    TRY(const bool whole, feed(parser, file.get(), failed));
    RowsRead read = std::move(parser.handler().read);
    if (!whole && !parser.handler().stopped) {
        read.broken = fmt::format("invalid JSON at byte {}: {}", read.bytes, failed.message());
    }
    return read;
}

std::string text_of(const boost::json::object& row, std::string_view member) {
    const boost::json::value* value = row.if_contains(member);
    if (value == nullptr) {
        return {};
    }
    switch (value->kind()) {
        case boost::json::kind::string:
            return repaired(value->get_string());
        case boost::json::kind::int64:
            return std::to_string(value->get_int64());
        case boost::json::kind::uint64:
            return std::to_string(value->get_uint64());
        case boost::json::kind::double_:
            return fmt::format("{}", value->get_double());
        case boost::json::kind::bool_:
            return value->get_bool() ? "true" : "false";
        default:
            return {};
    }
}

bool truth_of(const boost::json::object& row, std::string_view member) {
    const std::string text = text_of(row, member);
    return text == "1" || text == "true";
}

std::int64_t number_of(const boost::json::object& row, std::string_view member, std::int64_t otherwise) {
    const std::string text = text_of(row, member);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failed == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

}  // namespace stoppress::importing::ghost
