// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/substack/posts_csv.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "base/files/stdio_file.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::substack {
namespace {

constexpr std::array<std::pair<std::string_view, std::string SubstackPost::*>, 8> kColumns{{{"post_id", &SubstackPost::id},
                                                                                            {"post_date", &SubstackPost::date},
                                                                                            {"is_published", &SubstackPost::published},
                                                                                            {"type", &SubstackPost::type},
                                                                                            {"audience", &SubstackPost::audience},
                                                                                            {"title", &SubstackPost::title},
                                                                                            {"subtitle", &SubstackPost::subtitle},
                                                                                            {"podcast_url", &SubstackPost::podcast_url}}};

/// Collects the fields of a row from the parser's events.
class Rows {
public:
    explicit Rows(const EachPost& each) : each_(each) {}

    void field(std::string_view text) {
        if (fields_.size() < kMaxWxrFields) {
            fields_.emplace_back(cut(text, kMaxStandfirstBytes));
        }
    }
    void end() {
        ++row_;
        const std::vector<std::string> fields = std::exchange(fields_, {});
        if (columns_.empty()) {
            for (const std::string& name : fields) {
                const auto known =
                    std::ranges::find(kColumns, trim(name), &std::pair<std::string_view, std::string SubstackPost::*>::first);
                columns_.push_back(known == kColumns.end() ? nullptr : known->second);
            }
            return;
        }
        if (stopped_ || (fields.size() == 1 && trim(fields.front()).empty())) {
            return;
        }
        SubstackPost post;
        post.row = row_;
        for (std::size_t i = 0; i < std::min(fields.size(), columns_.size()); ++i) {
            if (columns_[i] != nullptr) {
                post.*columns_[i] = trim(fields[i]);
            }
        }
        stopped_ = !each_(std::move(post));
    }
    void broken(std::string why) {
        SubstackPost post;
        post.row = row_ + 1;
        post.problem = std::move(why);
        stopped_ = stopped_ || !each_(std::move(post));
    }

    [[nodiscard]] bool stopped() const { return stopped_; }
    [[nodiscard]] bool has_ids() const { return std::ranges::find(columns_, &SubstackPost::id) != columns_.end(); }
    [[nodiscard]] bool begun() const { return !columns_.empty(); }

private:
    const EachPost& each_;
    std::vector<std::string SubstackPost::*> columns_;
    std::vector<std::string> fields_;
    std::size_t row_ = 0;
    bool stopped_ = false;
};

void on_field(void* bytes, std::size_t size, void* rows) {
    static_cast<Rows*>(rows)->field(std::string_view(static_cast<const char*>(bytes), size));
}
void on_row(int /*end*/, void* rows) {
    static_cast<Rows*>(rows)->end();
}

class Parser {
public:
    Parser() : begun_(csv_init(&state_, CSV_STRICT | CSV_STRICT_FINI) == 0) {}
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;
    Parser(Parser&&) = delete;
    Parser& operator=(Parser&&) = delete;
    ~Parser() {
        if (begun_) {
            csv_free(&state_);
        }
    }

    [[nodiscard]] bool begun() const { return begun_; }
    [[nodiscard]] csv_parser* get() { return &state_; }

private:
    csv_parser state_{};
    bool begun_;
};

}  // namespace

base::Result<void> read_posts(const std::filesystem::path& path, const EachPost& each) {
    const base::StdioFile file(std::fopen(path.c_str(), "re"));
    if (file == nullptr) {
        return base::fail(base::ErrorCode::not_found, fmt::format("{} cannot be opened: {}.", path.string(), std::strerror(errno)));
    }
    Parser parser;
    if (!parser.begun()) {
        return base::fail(base::ErrorCode::internal, "the CSV parser could not be started.");
    }
    Rows rows(each);
    std::array<char, std::size_t{64} * 1024> chunk{};
    bool first = true;
    std::size_t open_bytes = 0;
    std::size_t size = 0;
    while (!rows.stopped() && (size = std::fread(chunk.data(), 1, chunk.size(), file.get())) > 0) {
        std::string_view text(chunk.data(), size);
        text.remove_prefix(std::exchange(first, false) && text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
        // A quotation mark that never closes would collect the whole file.
        open_bytes = csv_get_buffer_size(parser.get());
        if (csv_parse(parser.get(), text.data(), text.size(), on_field, on_row, &rows) != text.size() || open_bytes > kMaxFileBytes) {
            rows.broken(open_bytes > kMaxFileBytes ? "a quotation mark does not close" : csv_strerror(csv_error(parser.get())));
            return {};
        }
        if (rows.begun() && !rows.has_ids()) {
            break;
        }
    }
    if (std::ferror(file.get()) != 0) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be read to its end.", path.string()));
    }
    if (csv_fini(parser.get(), on_field, on_row, &rows) != 0 && !rows.stopped() && rows.has_ids()) {
        rows.broken("a quotation mark does not close");
    }
    if (!rows.has_ids()) {
        return base::fail(base::ErrorCode::invalid,
                          fmt::format("{} is not the list of posts of a Substack export: it has no column post_id.", path.string()));
    }
    return {};
}

}  // namespace stoppress::importing::substack
