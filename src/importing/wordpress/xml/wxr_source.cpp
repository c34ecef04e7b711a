// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/wordpress/xml/wxr_source.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <span>
#include <system_error>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "importing/limits.hpp"

namespace stoppress::importing::wordpress {
namespace {

/// Bytes before the first element; a document type must be within them.
constexpr std::size_t kPrologBytes = std::size_t{64} * 1024;

/// From the XML declaration, in lower case; empty if it names none.
std::string declared_encoding(std::string_view prolog) {
    const std::size_t end = prolog.find("?>");
    if (end == std::string_view::npos) {
        return "";
    }
    std::string_view declaration = prolog.substr(0, end);
    const std::size_t at = declaration.find("encoding");
    if (!declaration.contains("<?xml") || at == std::string_view::npos) {
        return "";
    }
    declaration.remove_prefix(at + std::string_view("encoding").size());
    const std::size_t begin = declaration.find_first_of("'\"");
    if (begin == std::string_view::npos) {
        return "";
    }
    const std::size_t quote = declaration.find(declaration[begin], begin + 1);
    return base::ascii_lower(declaration.substr(begin + 1, quote == std::string_view::npos ? quote : quote - begin - 1));
}

/// Encodings in which each ASCII byte has its ASCII meaning.
bool is_like_ascii(std::string_view encoding) {
    return encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii" || encoding == "ascii" ||
           encoding.starts_with("iso-8859-") || encoding.starts_with("windows-125");
}

}  // namespace

Source::~Source() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

int Source::read(char* buffer, int length) {
    const auto wanted = static_cast<std::size_t>(length);
    std::size_t got = 0;
    if (descriptor_ >= 0) {
        ssize_t count = -1;
        do {
            count = ::read(descriptor_, buffer, wanted);
        } while (count < 0 && errno == EINTR);
        if (count < 0) {
            problem_ = "the file cannot be read: " + std::generic_category().message(errno);
            return -1;
        }
        got = static_cast<std::size_t>(count);
    } else {
        got = std::min(wanted, text_.size() - static_cast<std::size_t>(read_));
        std::memcpy(buffer, text_.data() + read_, got);
    }
    read_ += got;
    for (char& byte : std::span(buffer, got)) {
        // Exports contain control characters that XML forbids; one of them would end the whole file. Written without a
        // branch, so that the compiler takes many bytes at a time.
        const bool forbidden = (static_cast<unsigned char>(byte) < 0x20) & (byte != '\n') & (byte != '\r') & (byte != '\t');
        byte = forbidden ? ' ' : byte;
    }
    return check_prolog({buffer, got}) && check_tags({buffer, got}) ? static_cast<int>(got) : -1;
}

bool Source::check_tags(std::string_view bytes) {
    if (tags_.pass(bytes)) {
        return true;
    }
    problem_ = fmt::format("an element has more than {} attributes or {} bytes of them, or a text in more than {} pieces",
                           kMaxXmlAttributes, kMaxXmlTagBytes, kMaxXmlPieces);
    return false;
}

bool Source::check_prolog(std::string_view bytes) {
    if (prolog_over_) {
        return true;
    }
    prolog_ += bytes;
    if (prolog_.starts_with("\xFE\xFF") || prolog_.starts_with("\xFF\xFE")) {
        problem_ = "the file is in UTF-16; save it as UTF-8";
        return false;
    }
    // TagGuard reads bytes as ASCII; an encoding with another form of "<" would bypass it.
    if (const std::size_t first = prolog_.find_first_not_of("\xEF\xBB\xBF \t\r\n"); first != std::string::npos && prolog_[first] != '<') {
        problem_ = "not a WordPress export: it does not start with \"<\"; save it as UTF-8";
        return false;
    }
    if (!is_like_ascii(declared_encoding(prolog_))) {
        problem_ = "the file declares an encoding that is not supported; save it as UTF-8";
        return false;
    }
    const std::size_t root = prolog_.find("<rss");
    if (prolog_.substr(0, root).contains("<!DOCTYPE") || prolog_.substr(0, root).contains("<!ENTITY")) {
        problem_ = "the file declares a document type, which WordPress exports do not have";
        return false;
    }
    if (root != std::string::npos) {
        prolog_over_ = true;
        prolog_.clear();
    } else if (prolog_.size() > kPrologBytes) {
        problem_ = "not a WordPress export: it does not start with <rss>";
        return false;
    }
    return true;
}

}  // namespace stoppress::importing::wordpress
