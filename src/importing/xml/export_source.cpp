// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/xml/export_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "base/text/ascii.hpp"
#include "importing/limits.hpp"

namespace stoppress::importing {
namespace {

/// Bytes before the first element; a document type must be within them.
constexpr std::size_t kPrologBytes = std::size_t{64} * 1024;

/// Bytes read at once, and behind the end of a file for the parser's looking ahead, which takes 512 bytes at a time.
constexpr std::size_t kChunkBytes = std::size_t{32} * 1024;
constexpr std::size_t kLookAheadBytes = 2'048;

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

/// Where the XML declaration begins; npos if there is none.
std::size_t declaration_in(std::string_view bytes) {
    constexpr std::string_view kBegin = "<?xml";
    std::size_t at = bytes.find(kBegin);
    while (at != std::string_view::npos &&
           (at + kBegin.size() >= bytes.size() || !std::string_view(" \t\r\n").contains(bytes[at + kBegin.size()]))) {
        at = bytes.find(kBegin, at + 1);
    }
    return at;
}

/// Where the first element of that name begins, whatever its prefix; npos if there is none.
std::size_t root_in(std::string_view bytes, std::string_view name) {
    for (std::size_t at = bytes.find(name); at != std::string_view::npos; at = bytes.find(name, at + 1)) {
        constexpr std::size_t kLongestPrefix = 64;
        const std::size_t from = at - std::min(at, kLongestPrefix);
        const std::size_t opening = bytes.substr(from, at - from).rfind('<');
        const std::size_t begin = from + opening;
        const std::string_view prefix = opening == std::string_view::npos ? " " : bytes.substr(begin + 1, at - begin - 1);
        const bool named = prefix.empty() || (prefix.ends_with(':') && prefix.find_first_of(" \t\r\n!?/") == std::string_view::npos);
        const std::size_t end = at + name.size();
        if (named && (end >= bytes.size() || std::string_view(" \t\r\n>/").contains(bytes[end]))) {
            return begin;
        }
    }
    return std::string_view::npos;
}

/// Encodings in which each ASCII byte has its ASCII meaning.
bool is_like_ascii(std::string_view encoding) {
    return encoding.empty() || encoding == "utf-8" || encoding == "utf8" || encoding == "us-ascii" || encoding == "ascii" ||
           encoding.starts_with("iso-8859-") || encoding.starts_with("windows-125");
}

}  // namespace

base::Result<std::unique_ptr<ExportSource>> ExportSource::open(const ExportKind& kind, const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about{};
    if (descriptor < 0 || ::fstat(descriptor, &about) != 0) {
        const std::string why = std::generic_category().message(errno);
        if (descriptor >= 0) {
            ::close(descriptor);
        }
        return base::fail(base::ErrorCode::not_found, fmt::format("cannot read {}: {}", file.string(), why));
    }
    auto source = std::make_unique<ExportSource>(kind, descriptor, static_cast<std::uint64_t>(about.st_size));
    if (!S_ISREG(about.st_mode)) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{} is not a file; name the XML file of {}.", file.string(), kind.one));
    }
    return source;
}

ExportSource::~ExportSource() {
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

std::ptrdiff_t ExportSource::take(char* buffer, std::size_t wanted) {
    std::ptrdiff_t got = 0;
    if (descriptor_ >= 0) {
        do {
            got = ::read(descriptor_, buffer, wanted);
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            problem_ = "the file cannot be read: " + std::generic_category().message(errno);
            return -1;
        }
    } else {
        got = static_cast<std::ptrdiff_t>(std::min(wanted, text_.size() - static_cast<std::size_t>(read_)));
        std::memcpy(buffer, text_.data() + read_, static_cast<std::size_t>(got));
    }
    read_ += static_cast<std::uint64_t>(got);
    return got;
}

bool ExportSource::begin() {
    begun_ = true;
    head_.resize(kPrologBytes);
    std::size_t filled = 0;
    while (filled < head_.size()) {
        const auto got = take(head_.data() + filled, head_.size() - filled);
        if (got < 0) {
            return false;
        }
        if (got == 0) {
            break;
        }
        filled += static_cast<std::size_t>(got);
    }
    head_.resize(filled);
    if (filled < kPrologBytes && head_.find_first_not_of(" \t\r\n") == std::string::npos) {
        problem_ = "the file is empty";
        return false;
    }
    // XML allows nothing before its declaration, not even an empty line, which plug-ins and PHP's warnings leave there.
    const std::size_t declaration = std::min(declaration_in(head_), root_in(head_, kind_.root));
    const auto before = std::string_view(head_).substr(0, std::min(declaration, head_.size()));
    // A document type stays, to be refused.
    if (declaration != std::string::npos && !before.contains("<!DOCTYPE") && !before.contains("<!ENTITY")) {
        lines_left_out_ = static_cast<std::size_t>(std::ranges::count(before, '\n'));
        head_.erase(0, declaration);
    }
    const std::string encoding = declared_encoding(head_);
    mender_ = XmlMender(encoding.empty() || encoding.starts_with("utf") || encoding.ends_with("ascii"));
    return true;
}

bool ExportSource::feed() {
    std::string chunk = std::exchange(head_, {});
    if (chunk.empty()) {
        chunk.resize(kChunkBytes);
        const auto got = take(chunk.data(), chunk.size());
        if (got < 0) {
            return false;
        }
        chunk.resize(static_cast<std::size_t>(got));
    }
    if (chunk.empty()) {
        over_ = true;
        mender_.finish();
        // The parser looks ahead, and gives nothing of what it has read when a file breaks off: so it has to read spaces then.
        mender_.add(std::string(kLookAheadBytes, ' '));
        mender_.finish();
        return true;
    }
    for (char& byte : chunk) {
        // Exports contain control characters that XML forbids; one of them would end the whole file. Written without a
        // branch, so that the compiler takes many bytes at a time.
        const bool forbidden = (static_cast<unsigned char>(byte) < 0x20) & (byte != '\n') & (byte != '\r') & (byte != '\t');
        byte = forbidden ? ' ' : byte;
    }
    mender_.add(chunk);
    return check_prolog(chunk);
}

int ExportSource::read(char* buffer, int length) {
    if (!begun_ && !begin()) {
        return -1;
    }
    while (mender_.ready().empty() && !over_) {
        if (!feed()) {
            return -1;
        }
    }
    const std::string_view bytes = mender_.ready().substr(0, static_cast<std::size_t>(length));
    std::memcpy(buffer, bytes.data(), bytes.size());
    mender_.drop(bytes.size());
    return check_tags({buffer, bytes.size()}) ? static_cast<int>(bytes.size()) : -1;
}

bool ExportSource::check_tags(std::string_view bytes) {
    if (tags_.pass(bytes)) {
        return true;
    }
    problem_ = fmt::format("an element has more than {} attributes or {} bytes of them, or a text in more than {} pieces",
                           kMaxXmlAttributes, kMaxXmlTagBytes, kMaxXmlPieces);
    return false;
}

bool ExportSource::check_prolog(std::string_view bytes) {
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
        problem_ = fmt::format("not {}: it does not start with \"<\"; save it as UTF-8", kind_.one);
        return false;
    }
    if (!is_like_ascii(declared_encoding(prolog_))) {
        problem_ = "the file declares an encoding that is not supported; save it as UTF-8";
        return false;
    }
    const std::size_t root = root_in(prolog_, kind_.root);
    if (prolog_.substr(0, root).contains("<!DOCTYPE") || prolog_.substr(0, root).contains("<!ENTITY")) {
        problem_ = fmt::format("the file declares a document type, which {} do not have", kind_.many);
        return false;
    }
    if (root != std::string::npos) {
        prolog_over_ = true;
        prolog_.clear();
    } else if (prolog_.size() > kPrologBytes) {
        problem_ = fmt::format("not {}: it does not start with <{}>", kind_.one, kind_.root);
        return false;
    }
    return true;
}

}  // namespace stoppress::importing
