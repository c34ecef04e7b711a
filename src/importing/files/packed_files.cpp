// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/files/packed_files.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <memory>
#include <set>
#include <tuple>

#include "importing/files/unzip.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBeside = "beside";

struct CloseGzipFile {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

bool is_gzip(const fs::path& file) {
    std::array<char, 2> begin{};
    std::ifstream in(file, std::ios::binary);
    in.read(begin.data(), begin.size());
    return in.gcount() == 2 && begin[0] == '\x1F' && begin[1] == '\x8B';
}

}  // namespace

base::Result<PackedFiles> PackedFiles::open(const std::vector<fs::path>& paths, const Wanted& wanted) {
    PackedFiles files;
    for (const fs::path& path : paths) {
        TRY_VOID(files.add(path, wanted));
    }
    if (files.documents_.empty() && wanted.document_needed && files.without_document_.has_value()) {
        return *files.without_document_;
    }
    return files;
}

fs::path PackedFiles::beside() const {
    std::error_code failed;
    fs::path all = folder_.path() / kBeside;
    return !folder_.path().empty() && fs::is_directory(all, failed) ? all : fs::path();
}

base::Result<void> PackedFiles::add(const fs::path& path, const Wanted& wanted) {
    std::error_code failed;
    const bool file = fs::is_regular_file(path, failed);
    if (file && (is_zip(path) || is_gzip(path))) {
        if (folder_.path().empty()) {
            TRY(folder_, base::TemporaryFolder::make(wanted.system));
        }
        return is_zip(path) ? add_zip(path, wanted) : add_gzip(path);
    }
    // Others are refused, with the reason, when they are opened.
    const std::string name = path.filename().string();
    documents_.push_back({path, name, name, path.parent_path()});
    return {};
}

base::Result<void> PackedFiles::add_zip(const fs::path& path, const Wanted& wanted) {
    std::vector<PackedFile> found;
    std::set<std::string> names;
    const fs::path beside = folder_.path() / kBeside / fmt::format("{:06}", beside_folders_.size());
    const auto choose = [&](const std::string& name) -> base::Result<std::optional<UnzipTarget>> {
        const auto use = wanted.choose(name);
        if (!use.has_value()) {
            return std::optional<UnzipTarget>();
        }
        if (*use == PackedUse::beside) {
            // Nothing says which of the two counts.
            if (!names.insert(name).second) {
                return unusable_zip(path, fmt::format("it has two files named {}", cut(name, kMaxNameBytes)));
            }
            return UnzipTarget{beside / name, wanted.beside_limit};
        }
        const fs::path target = folder_.path() / fmt::format("{:06}.xml", documents_.size() + found.size());
        found.push_back({target, name.substr(name.rfind('/') + 1), name, beside / fs::path(name).parent_path(), true});
        return UnzipTarget{target};
    };
    TRY(auto left_out, unzip(path, choose));
    beside_folders_.push_back(beside);
    if (found.empty()) {
        without_document_ = without_document_.value_or(unusable_zip(path, wanted.missing));
        if (names.empty()) {
            left_out_.push_back(fmt::format("{} is not used: {}", path.filename().string(), wanted.missing));
        }
    }
    std::ranges::sort(found, [](const PackedFile& one, const PackedFile& other) {
        return std::tie(one.name, one.place) < std::tie(other.name, other.place);
    });
    std::ranges::move(found, std::back_inserter(documents_));
    std::ranges::move(left_out, std::back_inserter(left_out_));
    return {};
}

base::Result<void> PackedFiles::add_gzip(const fs::path& path) {
    const fs::path target = folder_.path() / fmt::format("{:06}.xml", documents_.size());
    const std::unique_ptr<gzFile_s, CloseGzipFile> in(gzopen(path.c_str(), "rb"));
    std::ofstream out(target, std::ios::binary | std::ios::trunc);
    std::error_code failed;
    const std::uint64_t size = fs::file_size(path, failed);
    std::uint64_t room = std::max(kMinZipBytes, failed ? 0 : size * kMaxZipExpansion);
    std::vector<char> chunk(std::size_t{256} * 1024);
    int read = 0;
    while (in != nullptr && (read = gzread(in.get(), chunk.data(), static_cast<unsigned>(chunk.size()))) > 0) {
        if (static_cast<std::uint64_t>(read) > room) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("{} holds more than {} times its own size.", path.string(), kMaxZipExpansion));
        }
        room -= static_cast<std::uint64_t>(read);
        out.write(chunk.data(), read);
    }
    out.close();
    if (!out) {
        return base::fail(base::ErrorCode::io, fmt::format("{} cannot be unpacked to {}; set TMPDIR to a folder with more room.",
                                                           path.string(), folder_.path().string()));
    }
    if (read < 0) {
        // What came before is imported; the XML breaks off there.
        left_out_.push_back(path.filename().string() + " is no complete gzip file: what is behind the damage is left out");
    }
    std::string name = path.filename().string();
    name = name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name;
    documents_.push_back({target, name, name, path.parent_path()});
    return {};
}

}  // namespace stoppress::importing
