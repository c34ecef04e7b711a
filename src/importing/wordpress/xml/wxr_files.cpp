// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/xml/wxr_files.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "importing/files/unzip.hpp"
#include "importing/limits.hpp"
#include "importing/text/text.hpp"

namespace stoppress::importing::wordpress {
namespace {

namespace fs = std::filesystem;

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};

bool is_gzip(const fs::path& file) {
    std::array<char, 2> begin{};
    std::ifstream in(file, std::ios::binary);
    in.read(begin.data(), begin.size());
    return in.gcount() == 2 && begin[0] == '\x1F' && begin[1] == '\x8B';
}

}  // namespace

base::Result<WxrFiles> WxrFiles::open(const std::vector<fs::path>& paths, std::vector<std::string> post_types) {
    WxrFiles files;
    files.post_types_ = std::move(post_types);
    for (const fs::path& path : paths) {
        TRY_VOID(files.add(path));
    }
    return files;
}

base::Result<void> WxrFiles::add(const fs::path& path) {
    std::error_code failed;
    const bool file = fs::is_regular_file(path, failed);
    if (file && (is_zip(path) || is_gzip(path))) {
        if (folder_.path().empty()) {
            TRY(folder_, base::TemporaryFolder::make("wxr"));
        }
        return is_zip(path) ? add_zip(path) : add_gzip(path);
    }
    // Others are refused, with the reason, when they are opened.
    files_.push_back({path, path.filename().string()});
    return {};
}

base::Result<void> WxrFiles::add_zip(const fs::path& path) {
    std::vector<WxrFile> found;
    const auto choose = [&](const std::string& name) -> base::Result<std::optional<UnzipTarget>> {
        if (!ascii_lower(name).ends_with(".xml")) {
            return std::optional<UnzipTarget>();
        }
        const fs::path target = folder_.path() / fmt::format("{:06}.xml", files_.size() + found.size());
        found.push_back({target, name.substr(name.rfind('/') + 1)});
        return UnzipTarget{target};
    };
    TRY(auto left_out, unzip(path, choose));
    if (found.empty()) {
        return unusable_zip(path, "there is no export (an .xml file) in it");
    }
    std::ranges::sort(found, {}, &WxrFile::name);
    std::ranges::move(found, std::back_inserter(files_));
    std::ranges::move(left_out, std::back_inserter(left_out_));
    return {};
}

base::Result<void> WxrFiles::add_gzip(const fs::path& path) {
    const fs::path target = folder_.path() / fmt::format("{:06}.xml", files_.size());
    const std::unique_ptr<gzFile_s, CloseGzip> in(gzopen(path.c_str(), "rb"));
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
    files_.push_back({target, name.ends_with(".gz") ? name.substr(0, name.size() - 3) : name});
    return {};
}

base::Result<std::unique_ptr<WxrStream>> WxrStream::open(const WxrFiles& files) {
    std::vector<std::unique_ptr<WxrReader>> readers;
    for (const WxrFile& file : files.all()) {
        TRY(auto reader, WxrReader::open(file.path));
        readers.push_back(std::move(reader));
    }
    return std::make_unique<WxrStream>(files, std::move(readers));
}

WxrReader::Next WxrStream::next() {
    while (true) {
        if (!over_) {
            WxrReader::Next found = readers_[at_]->next();
            const bool failed = std::holds_alternative<ReadFailure>(found);
            over_ = failed || std::holds_alternative<WxrReader::End>(found);
            if (auto* item = std::get_if<WxrItem>(&found)) {
                item->file = file();
                item->type = files_.is_post_type(item->type) ? "post" : item->type;
            }
            if (!over_ || failed) {
                return found;
            }
        }
        if (at_ + 1 == readers_.size()) {
            return WxrReader::End{};
        }
        ++at_;
        over_ = false;
    }
}

std::uint64_t WxrStream::bytes_read() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_read(); });
    return bytes;
}

std::uint64_t WxrStream::bytes_in_all() const {
    std::uint64_t bytes = 0;
    std::ranges::for_each(readers_, [&bytes](const auto& reader) { bytes += reader->bytes_in_all(); });
    return bytes;
}

std::uint64_t WxrStream::mended() const {
    std::uint64_t mended = 0;
    std::ranges::for_each(readers_, [&mended](const auto& reader) { mended += reader->mended(); });
    return mended;
}

}  // namespace stoppress::importing::wordpress
