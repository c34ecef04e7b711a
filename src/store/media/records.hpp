// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and other media: their metadata, and the files that belong to them.
// Thread: plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/ids.hpp"
#include "base/time/time.hpp"

namespace stoppress::store {

/// A file that readers get.
struct MediumFile {
    std::string hash;
    std::string content_type;
    std::int64_t width = 0;  ///< in pixels; both 0: not a picture
    std::int64_t height = 0;
    std::int64_t size = 0;  ///< in bytes
    friend bool operator==(const MediumFile&, const MediumFile&) = default;
};

/// Of a file.
struct Measures {
    std::int64_t width = 0;  ///< in pixels; both 0: not a picture
    std::int64_t height = 0;
    std::int64_t size = 0;  ///< in bytes
    friend bool operator==(const Measures&, const Measures&) = default;
};

/// What a sound or film file says of itself.
struct RecordingFacts {
    std::int64_t duration = 0;  ///< in milliseconds; 0: not known
    std::int64_t width = 0;     ///< in pixels; both 0: sound
    std::int64_t height = 0;
    std::string video;  ///< name of the codec; empty: none
    std::string audio;
    friend bool operator==(const RecordingFacts&, const RecordingFacts&) = default;
};

/// The content type of captions.
inline constexpr const char* kCaptionsType = "text/vtt";

/// Captions of a recording in one language.
struct CaptionTrack {
    std::string language;  ///< BCP 47
    std::string label;     ///< what players call it; empty: the language's name
    std::string hash;      ///< of the file that readers get
    std::int64_t size = 0;
    friend bool operator==(const CaptionTrack&, const CaptionTrack&) = default;
};

/// The point that a crop of a picture keeps, in thousandths from its left and its top.
struct FocalPoint {
    std::int64_t x = 0;
    std::int64_t y = 0;
    friend bool operator==(const FocalPoint&, const FocalPoint&) = default;
};

/// A picture, an audio file or a document: its metadata, the files that readers get, and its original.
struct Medium {
    base::MediumId id;
    MediumFile file;                              ///< the file that links and previews use
    std::vector<MediumFile> renditions{};         ///< of a picture: its other forms, by type and width
    std::string original;                         ///< hash of the original
    std::string original_type;                    ///< its content type
    std::optional<Measures> original_measures{};  ///< nothing: a program stored it that did not keep them
    std::string file_name;                        ///< its name where it came from; not the name of a file here
    std::string alt;
    std::string caption;  ///< plain text
    std::string credit;
    std::string copyright;
    std::optional<FocalPoint> focal_point{};
    std::string placeholder;  ///< a data: address; may be empty
    std::string source;       ///< its address on the site that it was imported from; empty: none
    base::Time created_at;
    std::string created_by;
    std::optional<RecordingFacts> recording{};  ///< of sound and film that was read
    std::vector<CaptionTrack> captions{};       ///< of a recording, by language
    friend bool operator==(const Medium&, const Medium&) = default;
};

/// Changes of a medium; members that are not set stay unchanged.
struct MediumChange {
    std::optional<std::string> alt{};
    std::optional<std::string> caption{};
    std::optional<std::string> credit{};
    std::optional<std::string> copyright{};
    std::optional<std::optional<FocalPoint>> focal_point{};
};

/// Selects media, newest first.
struct MediaQuery {
    std::vector<std::string> words{};  ///< each must occur in name, alt, caption, credit or copyright; at most 4 are used
    std::string type;                  ///< "image", "audio" or "application"; empty: all
    std::int64_t limit = 20;           ///< 1..100
    base::MediumId before{};           ///< only those with a lower id; 0: from the start
};

/// What a cropped picture was made from: a rectangle of another picture, in pixels as that one is seen (upright).
struct Crop {
    base::MediumId made_from;
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::int64_t rotate = 0;  ///< degrees by which the piece was then turned clockwise: 0, 90, 180 or 270
    friend bool operator==(const Crop&, const Crop&) = default;
};

/// A medium as the newsroom sees it.
struct CountedMedium {
    Medium medium;
    std::int64_t used_by = 0;    ///< stories
    std::int64_t trash = 0;      ///< the number of its entry in the trash; 0: it is not there
    std::optional<Crop> crop{};  ///< nothing: it was not cropped here, or what it was made from is gone
};

/// A file that no medium uses any more.
struct GoneFile {
    bool original = false;
    std::string hash;
    std::string content_type;
};

/// Whether a medium that stories use may be changed; if not, that fails with `forbidden`.
enum class WhileUsed : std::uint8_t { allowed, refused };

}  // namespace stoppress::store
