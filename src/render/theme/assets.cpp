// SPDX-License-Identifier: GPL-3.0-or-later
#include "render/theme/assets.hpp"

#include <brotli/encode.h>
#include <fmt/core.h>
#include <sodium.h>
#include <zlib.h>

namespace stoppress::render {

namespace {

constexpr std::string_view kAssets = "assets/";

struct ContentType {
    std::string_view suffix;
    std::string_view type;
    bool compresses;
};
constexpr std::array<ContentType, 14> kContentTypes{{{".css", "text/css; charset=utf-8", true},
                                                     {".js", "text/javascript; charset=utf-8", true},
                                                     {".svg", "image/svg+xml", true},
                                                     {".json", "application/json", true},
                                                     {".txt", "text/plain; charset=utf-8", true},
                                                     {".ico", "image/x-icon", true},
                                                     {".png", "image/png", false},
                                                     {".jpg", "image/jpeg", false},
                                                     {".jpeg", "image/jpeg", false},
                                                     {".webp", "image/webp", false},
                                                     {".avif", "image/avif", false},
                                                     {".gif", "image/gif", false},
                                                     {".woff", "font/woff", false},
                                                     {".woff2", "font/woff2", false}}};

const ContentType& content_type_of(std::string_view path) {
    const auto found = std::ranges::find_if(kContentTypes, [path](const ContentType& type) { return path.ends_with(type.suffix); });
    return found != kContentTypes.end() ? *found : kContentTypes[4];
}

std::string gzipped(const std::string& bytes) {
    z_stream stream{};
    constexpr int kGzip = 15 + 16;
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    std::string packed(deflateBound(&stream, bytes.size()), '\0');
    // zlib takes its input as non-const but does not write to it.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int outcome = deflate(&stream, Z_FINISH);
    packed.resize(outcome == Z_STREAM_END ? stream.total_out : 0);
    deflateEnd(&stream);
    return packed.size() < bytes.size() ? packed : std::string{};
}

std::string brotlied(const std::string& bytes) {
    std::size_t size = BrotliEncoderMaxCompressedSize(bytes.size());
    std::string packed(size, '\0');
    const bool done = BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT, bytes.size(),
                                            reinterpret_cast<const std::uint8_t*>(bytes.data()), &size,
                                            reinterpret_cast<std::uint8_t*>(packed.data())) == BROTLI_TRUE;
    packed.resize(done ? size : 0);
    return packed.size() < bytes.size() ? packed : std::string{};
}

}  // namespace

std::string hash_of(const ThemeFiles& files, std::string_view prefix) {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    const auto add = [&state](std::string_view text) {
        const std::string framed = fmt::format("{}:", text.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(framed.data()), framed.size());
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(text.data()), text.size());
    };
    for (auto file = files.lower_bound(prefix); file != files.end() && file->first.starts_with(prefix); ++file) {
        add(file->first);
        for (const ThemeFile& layer : file->second) {
            add(layer.bytes);
        }
    }
    std::array<unsigned char, 16> digest{};
    crypto_generichash_final(&state, digest.data(), digest.size());
    std::string text;
    for (const unsigned char byte : digest) {
        text += fmt::format("{:02x}", byte);
    }
    return text;
}

base::Result<std::vector<Asset>> make_assets(const ThemeFiles& files, const std::string& folder) {
    std::vector<Asset> assets;
    for (auto file = files.lower_bound(kAssets); file != files.end() && file->first.starts_with(kAssets); ++file) {
        const ThemeFile& content = file->second.back();
        if (file->first.ends_with(".css")) {
            TRY_VOID(check_css(files, file->first, content));
        }
        const ContentType& type = content_type_of(file->first);
        Asset asset;
        asset.path = folder + "/" + file->first.substr(kAssets.size());
        asset.content_type = type.type;
        asset.bytes = content.bytes;
        if (type.compresses) {
            asset.gzip = gzipped(asset.bytes);
            asset.brotli = brotlied(asset.bytes);
        }
        assets.push_back(std::move(asset));
    }
    return assets;
}

}  // namespace stoppress::render
