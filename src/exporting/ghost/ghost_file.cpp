// SPDX-License-Identifier: GPL-3.0-or-later
#include "exporting/ghost/ghost_file.hpp"

#include <boost/json/serialize.hpp>

#include <array>
#include <chrono>
#include <fstream>

#include <fmt/format.h>

namespace stoppress::exporting {
namespace {

/// Bytes of rows that are kept in memory before they are written.
constexpr std::size_t kRowsKept = std::size_t{1} << 18U;

/// Ghost wants a version that it knows how to read; this form is that of 5 and 6.
constexpr std::string_view kGhostVersion = "6.0.0";

std::string waiting_file(const std::string& table) {
    return "." + table + ".rows";
}

}  // namespace

base::Result<GhostFile> GhostFile::make(const OutputFolder& folder, const std::filesystem::path& name, base::Time now) {
    TRY(auto out, folder.open(name));
    GhostFile file(folder, std::move(out));
    file.posts_.lines = fmt::format(R"({{"db":[{{"meta":{{"exported_on":{},"version":"{}"}},"data":{{"posts":[)",
                                    std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count(), kGhostVersion);
    return file;
}

base::Result<void> GhostFile::flush(Table& table) {
    TRY_VOID(table.file->append(table.lines));
    table.lines.clear();
    return {};
}

base::Result<void> GhostFile::row(std::string_view table, const boost::json::object& values) {
    Table* into = &posts_;
    if (table != "posts") {
        const std::string name(table);
        into = &others_[name];
        if (!into->file) {
            TRY(into->file, folder_->open(waiting_file(name)));
        }
    }
    into->lines += into->rows++ == 0 ? "" : ",";
    into->lines += boost::json::serialize(values);
    return into->lines.size() < kRowsKept ? base::Result<void>{} : flush(*into);
}

base::Result<void> GhostFile::append(const std::string& name, Table& table) {
    TRY_VOID(flush(table));
    table.file.reset();
    posts_.lines += fmt::format(",\"{}\":[", name);
    TRY_VOID(flush(posts_));
    std::ifstream in(folder_->place_of(waiting_file(name)), std::ios::binary);
    std::array<char, std::size_t{1} << 16U> piece{};
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        TRY_VOID(posts_.file->append({piece.data(), static_cast<std::size_t>(in.gcount())}));
    }
    if (!in.eof()) {
        return base::fail(base::ErrorCode::io, folder_->place_of(waiting_file(name)).native() + " cannot be read.");
    }
    posts_.lines = "]";
    return folder_->drop(waiting_file(name));
}

base::Result<void> GhostFile::finish() {
    posts_.lines += "]";
    for (auto& [name, table] : others_) {
        TRY_VOID(append(name, table));
    }
    posts_.lines += "}}]}\n";
    TRY_VOID(flush(posts_));
    posts_.file.reset();
    return {};
}

}  // namespace stoppress::exporting
