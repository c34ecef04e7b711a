// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/storage/s3_listing.hpp"

#include <libxml/parser.h>

#include <charconv>
#include <functional>
#include <limits>

#include "media/xml_reader.hpp"

namespace stoppress::media {
namespace {

constexpr int kMaxDepth = 8;                // a list has three
constexpr std::size_t kMaxCodeLength = 64;  // "AuthorizationHeaderMalformed" has 28

/// Calls `element` with the path of each element that begins ("ListBucketResult/Contents"), and `text` with that of
/// each text in one. False if it is not XML, or contains anything but plain elements.
bool read_elements(std::string_view xml, const std::function<void(std::string_view path)>& element,
                   const std::function<void(std::string_view path, std::string_view text)>& text) {
    if (xml.size() > static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        return false;
    }
    const XmlReader reader(
        xmlReaderForMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT));
    std::vector<std::string> path;  // for each depth, the whole path
    int read = reader == nullptr ? -1 : xmlTextReaderRead(reader.get());
    for (; read == 1; read = xmlTextReaderRead(reader.get())) {
        const int type = xmlTextReaderNodeType(reader.get());
        const int depth = xmlTextReaderDepth(reader.get());
        if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE || depth < 0 || depth > kMaxDepth) {
            return false;
        }
        if (type == XML_READER_TYPE_ELEMENT) {
            path.resize(static_cast<std::size_t>(depth));
            path.push_back((path.empty() ? "" : path.back() + '/') + std::string(xml_text(xmlTextReaderConstLocalName(reader.get()))));
            element(path.back());
        } else if (type == XML_READER_TYPE_TEXT && depth > 0 && static_cast<std::size_t>(depth) <= path.size()) {
            text(path[static_cast<std::size_t>(depth) - 1], xml_text(xmlTextReaderConstValue(reader.get())));
        }
    }
    return read == 0;
}

}  // namespace

void prepare_xml() {
    xmlInitParser();
}

base::Result<S3Listing> parse_listing(std::string_view xml) {
    S3Listing listing;
    bool is_list = false;
    bool sound = true;
    const bool read = read_elements(
        xml,
        [&](std::string_view path) {
            is_list = is_list || path == "ListBucketResult";
            if (path == "ListBucketResult/Contents") {
                listing.objects.emplace_back();
            }
        },
        [&](std::string_view path, std::string_view text) {
            if (path == "ListBucketResult/Contents/Key") {
                listing.objects.back().key = text;
            } else if (path == "ListBucketResult/Contents/Size") {
                const auto number = std::from_chars(text.data(), text.data() + text.size(), listing.objects.back().size);
                sound = sound && number.ec == std::errc{} && number.ptr == text.data() + text.size();
            } else if (path == "ListBucketResult/NextContinuationToken") {
                listing.next = text;
            }
        });
    if (!read || !is_list || !sound) {
        return base::fail(base::ErrorCode::corrupt, "The answer is not a bucket listing.");
    }
    return listing;
}

std::string error_code_in(std::string_view xml) {
    std::string code;
    const bool read = read_elements(
        xml, [](std::string_view) {},
        [&code](std::string_view path, std::string_view text) {
            if (path == "Error/Code") {
                code = text.substr(0, kMaxCodeLength);
            }
        });
    const bool word =
        std::ranges::all_of(code, [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    return read && word ? code : std::string();
}

}  // namespace stoppress::media
