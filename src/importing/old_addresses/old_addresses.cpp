// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/old_addresses/old_addresses.hpp"

#include <fmt/format.h>
#include <libxml/xmlreader.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "importing/limits.hpp"
#include "importing/text/text.hpp"
#include "importing/values/value.hpp"
#include "importing/xml/tag_guard.hpp"

namespace stoppress::importing {
namespace {

struct CloseGzip {
    void operator()(gzFile_s* file) const { gzclose_r(file); }
};
struct FreeReader {
    void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

/// A file, unpacked if it is gzip.
class Unpacked {
public:
    static base::Result<Unpacked> open(const std::filesystem::path& file) {
        std::error_code failed;
        if (!std::filesystem::is_regular_file(file, failed)) {
            return base::fail(base::ErrorCode::not_found, fmt::format("{} is not a file.", file.string()));
        }
        Unpacked opened;
        opened.stream_.reset(gzopen(file.c_str(), "rb"));
        if (opened.stream_ == nullptr) {
            return base::fail(base::ErrorCode::io, fmt::format("{} cannot be opened.", file.string()));
        }
        return opened;
    }

    /// Adds the next bytes; false at the end.
    base::Result<bool> read(std::string& text) {
        const std::size_t before = text.size();
        text.resize(before + kUnpackedChunk);
        const int size = gzread(stream_.get(), text.data() + before, static_cast<unsigned>(kUnpackedChunk));
        text.resize(before + static_cast<std::size_t>(std::max(size, 0)));
        if (size < 0) {
            return base::fail(base::ErrorCode::io, "the file cannot be read to its end.");
        }
        return size > 0;
    }

private:
    static constexpr std::size_t kUnpackedChunk = std::size_t{256} * 1024;
    std::unique_ptr<gzFile_s, CloseGzip> stream_;
};

/// Style sheets, programs and the like: parts of the old pages, which nobody goes to.
bool is_part_of_pages(std::string_view path) {
    static constexpr std::array<std::string_view, 14> kParts{".css", ".js",  ".mjs", ".map",         ".woff",    ".woff2", ".ttf",
                                                             ".eot", ".otf", ".ico", ".webmanifest", ".php.bak", ".axd",   ".scss"};
    const std::string lower = ascii_lower(path);
    return std::ranges::any_of(kParts, [&lower](std::string_view part) { return lower.ends_with(part); });
}

/// The part of the query that the page depends on, with its question mark: WordPress's short links and feeds, and pages of lists.
std::string kept_query(std::string_view query) {
    for (const std::string_view parameter : split(query, '&')) {
        for (const std::string_view name : {"p=", "page_id=", "attachment_id=", "feed=", "page=", "window="}) {
            if (parameter.starts_with(name)) {
                return "?" + std::string(parameter);
            }
        }
    }
    return {};
}

std::string host_of(std::string_view address) {
    std::string host = ascii_lower(address.substr(0, address.find_first_of("/?#")));
    return host.starts_with("www.") ? host.substr(4) : host;
}

}  // namespace

base::Result<OldAddressList::Kind> OldAddressList::read(const std::filesystem::path& file) {
    TRY(Unpacked unpacked, Unpacked::open(file));
    std::string text;
    TRY(bool more, unpacked.read(text));
    text.erase(0, text.starts_with("\xEF\xBB\xBF") ? 3 : 0);
    const std::size_t before = addresses_;
    Kind kind = Kind::list;
    const std::string_view begin = trim(std::string_view(text).substr(0, 1024));
    const bool xml = begin.starts_with('<');
    const bool json = begin.starts_with('{') && text.contains("jsonfeed.org/version/");
    while (more && (xml || json)) {
        TRY(more, unpacked.read(text));
        if (text.size() > kMaxAddressFileBytes) {
            return base::fail(base::ErrorCode::too_large,
                              fmt::format("{} has more than {} bytes; split it into several files.", file.string(), kMaxAddressFileBytes));
        }
    }
    if (xml) {
        TRY(kind, read_xml(text, file.string()));
    } else if (json && read_json_feed(text)) {
        kind = Kind::feed;
    } else {
        while (true) {
            // Whole lines; one that is too long is no address.
            const std::size_t end = more ? text.rfind('\n') + 1 : text.size();
            read_lines(std::string_view(text).substr(0, end), kind);
            text.erase(0, end == 0 && text.size() > kMaxFileBytes ? text.size() : end);
            if (!more || !problem_.empty()) {
                break;
            }
            TRY(more, unpacked.read(text));
        }
    }
    if (!problem_.empty()) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{}: {}.", file.string(), problem_));
    }
    if (addresses_ == before) {
        return base::fail(
            base::ErrorCode::invalid,
            fmt::format("{} holds no addresses; name a sitemap, a feed, an access log or a list with one address in each line.",
                        file.string()));
    }
    return kind;
}

void OldAddressList::add(std::string_view address, std::uint64_t visits) {
    address = trim(address);
    const std::size_t scheme = is_web_address(address) ? address.find("://") + 3 : 0;
    if (scheme == 0 && !address.starts_with('/')) {
        ++left_out_;
        return;
    }
    const std::string host = scheme == 0 ? std::string() : host_of(address.substr(scheme));
    const std::size_t begin = std::min(address.find_first_of("/?#", scheme), address.size());
    std::string_view path = address.substr(begin);
    path = path.substr(0, path.find('#'));
    const std::size_t question = std::min(path.find('?'), path.size());
    const std::string query = question == path.size() ? std::string() : kept_query(path.substr(question + 1));
    path = path.substr(0, question);
    if (path.size() > kMaxAddressBytes || is_part_of_pages(path)) {
        ++left_out_;
        return;
    }
    if (addresses_ >= kMaxFiles) {
        problem_ = fmt::format("there are more than {} addresses", kMaxFiles);
        return;
    }
    const auto [at, added] = hosts_[host].try_emplace((path.empty() ? "/" : std::string(path)) + query, 0);
    addresses_ += added ? 1 : 0;
    at->second += visits;
}

std::string OldAddressList::chosen_host(std::string_view host) const {
    if (!host.empty() && hosts_.contains(host_of(host))) {
        return host_of(host);
    }
    auto chosen = hosts_.end();
    for (auto at = hosts_.begin(); at != hosts_.end(); ++at) {
        if (!at->first.empty() && (chosen == hosts_.end() || at->second.size() > chosen->second.size())) {
            chosen = at;
        }
    }
    return chosen == hosts_.end() ? std::string() : chosen->first;
}

OldAddressList::Paths OldAddressList::of_host(std::string_view host) const {
    const auto chosen = hosts_.find(chosen_host(host));
    Paths paths = chosen == hosts_.end() ? Paths() : chosen->second;
    if (const auto without = hosts_.find(""); without != hosts_.end() && without != chosen) {
        for (const auto& [path, visits] : without->second) {
            paths[path] += visits;
        }
    }
    return paths;
}

std::size_t OldAddressList::of_others(std::string_view host) const {
    const std::string chosen = chosen_host(host);
    std::size_t others = 0;
    for (const auto& [name, paths] : hosts_) {
        others += name.empty() || name == chosen ? 0 : paths.size();
    }
    return others;
}

base::Result<OldAddressList::Kind> OldAddressList::read_xml(std::string_view text, const std::string& name) {
    TagGuard guard;
    if (!guard.pass(text)) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} has a tag that is too long or has too many attributes.", name));
    }
    const std::unique_ptr<xmlTextReader, FreeReader> reader(
        xmlReaderForMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT));
    std::optional<Kind> kind;
    std::string element;
    std::string value;
    bool permalink = true;
    int result = 0;
    while (reader != nullptr && (result = xmlTextReaderRead(reader.get())) == 1) {
        const auto view = [](const xmlChar* bytes) { return bytes == nullptr ? "" : reinterpret_cast<const char*>(bytes); };
        const int type = xmlTextReaderNodeType(reader.get());
        if (type == XML_READER_TYPE_DOCUMENT_TYPE || xmlTextReaderDepth(reader.get()) > kMaxXmlDepth) {
            return base::fail(base::ErrorCode::invalid, fmt::format("{} declares a document type or is nested too deeply.", name));
        }
        if (type == XML_READER_TYPE_ELEMENT) {
            element = view(xmlTextReaderConstLocalName(reader.get()));
            value.clear();
            const auto attribute = [&reader](const char* wanted) {
                const std::unique_ptr<xmlChar, void (*)(void*)> found(
                    xmlTextReaderGetAttribute(reader.get(), reinterpret_cast<const xmlChar*>(wanted)), xmlFree);
                return found == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(found.get()));
            };
            if (!kind.has_value()) {
                if (element == "sitemapindex") {
                    return base::fail(base::ErrorCode::invalid,
                                      fmt::format("{} is an index of sitemaps; name the sitemaps that it lists, as files.", name));
                }
                kind = element == "urlset" ? Kind::sitemap : Kind::feed;
            }
            permalink = attribute("isPermaLink") != "false";
            if (element == "link" && *kind == Kind::feed && (attribute("rel").empty() || attribute("rel") == "alternate")) {
                if (const std::string address = attribute("href"); !address.empty()) {
                    add(address, 0);
                }
            }
        } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) {
            value += std::string_view(view(xmlTextReaderConstValue(reader.get()))).substr(0, kMaxAddressBytes);
        } else if (type == XML_READER_TYPE_END_ELEMENT) {
            const bool address = *kind == Kind::sitemap ? element == "loc" : element == "link" || (element == "guid" && permalink);
            if (address && is_web_address(trim(value))) {
                add(value, 0);
            }
            element.clear();
            value.clear();
        }
    }
    if (result != 0 || !kind.has_value()) {
        return base::fail(base::ErrorCode::invalid, fmt::format("{}: invalid XML in line {}; nothing behind it can be read.", name,
                                                                reader == nullptr ? 0 : xmlTextReaderGetParserLineNumber(reader.get())));
    }
    return *kind;
}

bool OldAddressList::read_json_feed(std::string_view text) {
    const ReadValue read = read_json(text);
    const auto* feed = std::get_if<Value>(&read);
    const Value* items = feed == nullptr ? nullptr : feed->find("items");
    if (items == nullptr || items->values() == nullptr) {
        return false;
    }
    for (const Value& item : *items->values()) {
        add(item.text_of("url"), 0);
    }
    return true;
}

void OldAddressList::read_lines(std::string_view text, Kind& kind) {
    while (!text.empty() && problem_.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trim(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        if (line.starts_with('/') || is_web_address(line)) {
            add(line.substr(0, line.find_first_of(" \t,;")), 0);
            continue;
        }
        const LoggedRequest request = read_log_line(line);
        // What the old site did not answer either is no loss.
        if (!request.target.empty() && (request.method == "GET" || request.method == "HEAD") && request.status >= 200 &&
            request.status < 400) {
            kind = Kind::log;
            has_visits_ = true;
            add(request.target, 1);
        } else {
            ++left_out_;
        }
    }
}

}  // namespace stoppress::importing
