// SPDX-License-Identifier: GPL-3.0-or-later
// The parent's side: starts the child, waits for its answer, and verifies all of it.
#include "media/images/image_sandbox.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

#include <fmt/format.h>

#include "base/files/descriptor.hpp"
#include "base/text/utf8.hpp"
#include "media/images/image_sandbox_answer.hpp"

namespace stoppress::media {
namespace {

using SteadyClock = std::chrono::steady_clock;

base::Error not_started(const char* what) {
    return base::fail(base::ErrorCode::io,
                      fmt::format("the process for decoding pictures cannot be started ({}: {})", what, std::strerror(errno)));
}

bool write_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto put = ::write(descriptor, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(put));
    }
    return true;
}

/// The child's descriptors: 0 the original, 1 for the answer, 2 /dev/null.
class SpawnFiles {
public:
    SpawnFiles(int input, int output) {
        posix_spawn_file_actions_init(&actions_);
        posix_spawn_file_actions_adddup2(&actions_, input, 0);
        posix_spawn_file_actions_adddup2(&actions_, output, 1);
#ifndef STOPPRESS_SANITIZED
        posix_spawn_file_actions_addopen(&actions_, 2, "/dev/null", O_WRONLY, 0);
#endif
    }
    SpawnFiles(const SpawnFiles&) = delete;
    SpawnFiles& operator=(const SpawnFiles&) = delete;
    SpawnFiles(SpawnFiles&&) = delete;
    SpawnFiles& operator=(SpawnFiles&&) = delete;
    ~SpawnFiles() { posix_spawn_file_actions_destroy(&actions_); }
    [[nodiscard]] const posix_spawn_file_actions_t* get() const { return &actions_; }

private:
    posix_spawn_file_actions_t actions_{};
};

/// A running child, which is ended at the latest with this object.
class Child {
public:
    explicit Child(pid_t number) : number_(number) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    Child(Child&&) = delete;
    Child& operator=(Child&&) = delete;
    ~Child() { end(); }

    /// Its wait status. A child that has already ended keeps its own, whatever signal is sent afterwards.
    int end() {
        if (number_ > 0) {
            ::kill(number_, SIGKILL);
            while (::waitpid(number_, &status_, 0) < 0 && errno == EINTR) {
            }
            number_ = 0;
        }
        return status_;
    }

private:
    pid_t number_;
    int status_ = 0;
};

struct Output {
    std::string bytes;
    bool in_time = true;
};

/// Everything that the child writes until it closes the pipe, up to the limit of an answer.
Output read_output(int descriptor, std::chrono::milliseconds patience, const std::atomic<bool>& abandoned) {
    constexpr std::chrono::milliseconds kLook{200};  // for checking whether it was abandoned
    Output output;
    const auto latest = SteadyClock::now() + patience;
    std::array<char, std::size_t{1} << 16U> buffer{};
    while (output.bytes.size() <= sizeof(AnswerHead) + kMaxAnswerBytes) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(latest - SteadyClock::now());
        if (left.count() <= 0 || abandoned) {
            output.in_time = false;
            break;
        }
        pollfd waiting{descriptor, POLLIN, 0};
        if (::poll(&waiting, 1, static_cast<int>(std::min(left, kLook).count())) <= 0) {
            continue;
        }
        const auto got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            break;
        }
        output.bytes.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return output;
}

/// One line of plain characters, whatever a decoder wrote.
std::string plain(std::string_view text) {
    std::string line;
    for (const char c : text.substr(0, kMaxReasonBytes)) {
        line += c >= ' ' && c < '\x7f' ? c : ' ';
    }
    while (line.ends_with(' ')) {
        line.pop_back();
    }
    return line;
}

base::Error broken(std::string_view reason) {
    return base::fail(base::ErrorCode::invalid,
                      reason.empty() ? std::string("it cannot be decoded") : fmt::format("it cannot be decoded: {}", reason),
                      {"file-broken"});
}

/// Why a child has not answered.
base::Error unanswered(const Output& output, int status) {
    if (!output.in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)) {
        return broken("it took too long");
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) {
        return broken("the decoder made a forbidden system call");
    }
    if (WIFSIGNALED(status)) {
        return broken(fmt::format("the decoder was ended by signal {}", WTERMSIG(status)));
    }
    return broken("the decoder failed");
}

/// Reads pieces from the front of an answer; a missing one is empty, and so are all after it.
class Pieces {
public:
    explicit Pieces(std::string_view bytes) : bytes_(bytes) {}
    std::string_view next(std::size_t size) {
        whole_ = whole_ && size <= bytes_.size();
        const auto piece = bytes_.substr(0, whole_ ? size : 0);
        bytes_.remove_prefix(piece.size());
        return piece;
    }
    template <class Head>
    Head head() {
        Head head;
        if (const auto piece = next(sizeof head); piece.size() == sizeof head) {
            std::memcpy(&head, piece.data(), sizeof head);
        }
        return head;
    }
    [[nodiscard]] bool whole() const { return whole_; }
    [[nodiscard]] std::string_view rest() const { return bytes_; }

private:
    std::string_view bytes_;
    bool whole_ = true;
};

bool is_sound(const Rendition& rendition) {
    return rendition.bytes.size() <= kMaxRenditionBytes && format_of(rendition.bytes) == rendition.format && rendition.width >= 1 &&
           rendition.width <= kMaxWidth && rendition.height >= 1 && rendition.height <= kMaxHeight;
}

/// The rendition described by the child; nothing if it is impossible.
std::optional<ProcessedImage> read_developed(const AnswerHead& head, Pieces pieces) {
    if (head.pictures < 1 || head.pictures > kMaxRenditions || head.placeholder > kMaxPlaceholderBytes || head.credit > kMaxCreditBytes ||
        head.copyright > kMaxCreditBytes || head.caption > kMaxCaptionBytes || head.alt > kMaxAltBytes) {
        return std::nullopt;
    }
    std::vector<PictureHead> heads;
    heads.reserve(head.pictures);
    for (std::uint32_t i = 0; i < head.pictures; ++i) {
        heads.push_back(pieces.head<PictureHead>());
    }
    ProcessedImage processed;
    processed.still = head.still != 0;
    processed.placeholder = pieces.next(head.placeholder);
    processed.credit = pieces.next(head.credit);
    processed.copyright = pieces.next(head.copyright);
    processed.caption = pieces.next(head.caption);
    processed.alt = pieces.next(head.alt);
    for (const std::string* const text : {&processed.credit, &processed.copyright, &processed.caption, &processed.alt}) {
        if (!base::is_utf8(*text)) {
            return std::nullopt;
        }
    }
    for (const PictureHead& picture : heads) {
        Rendition rendition{std::string(pieces.next(picture.length)), static_cast<Format>(picture.format), picture.width, picture.height};
        if (!pieces.whole() || !is_sound(rendition)) {
            return std::nullopt;
        }
        if (&picture == heads.data()) {
            processed.main = std::move(rendition);
        } else {
            processed.others.push_back(std::move(rendition));
        }
    }
    const bool placed = processed.placeholder.empty() || format_of(processed.placeholder) == Format::webp;
    return pieces.rest().empty() && placed ? std::optional(std::move(processed)) : std::nullopt;
}

base::Result<ProcessedImage> read_answer(const Output& output, int status, std::uint64_t most_pixels) {
    Pieces pieces(output.bytes);
    const auto head = pieces.head<AnswerHead>();
    if (!output.in_time || !pieces.whole() || head.mark != AnswerHead{}.mark || head.length != pieces.rest().size()) {
        return unanswered(output, status);
    }
    switch (head.verdict) {
        case Verdict::failed:
            return base::fail(base::ErrorCode::io, plain(pieces.rest()));
        case Verdict::too_large:
            return base::fail(base::ErrorCode::too_large, plain(pieces.rest()),
                              base::reason_with("picture-too-large", "limit", static_cast<std::int64_t>(most_pixels / 1'000'000)));
        case Verdict::too_complex:
            return base::fail(base::ErrorCode::too_large, plain(pieces.rest()), {"picture-too-complex"});
        case Verdict::processed:
            break;
        default:
            return broken(plain(pieces.rest()));
    }
    auto processed = read_developed(head, pieces);
    if (!processed.has_value()) {
        return broken("the decoder did not return a picture");
    }
    return std::move(*processed);
}

base::Error unsupported(std::string_view original) {
    const auto opening = original.substr(0, 1000);
    if (opening.find("<svg") != std::string_view::npos) {
        return base::fail(base::ErrorCode::unsupported, "SVG is not supported because it can contain scripts", {"file-svg"});
    }
    if (original.empty()) {
        return base::fail(base::ErrorCode::unsupported, "it is empty", {"file-empty"});
    }
    if (is_heif(original)) {
        return base::fail(base::ErrorCode::unsupported, "HEIC is not supported; export the picture as JPEG", {"file-heic"});
    }
    return base::fail(base::ErrorCode::unsupported, "it is not a picture in a supported format (JPEG, PNG, WebP, GIF, AVIF)",
                      {"file-type"});
}

}  // namespace

base::Result<ProcessedImage> ImageSandbox::process(std::string_view original) const {
    const auto format = format_of(original);
    if (!format.has_value() || !is_picture(*format)) {
        return unsupported(original);
    }
    if (original.size() > kMaxOriginalBytes) {
        return base::fail(base::ErrorCode::too_large,
                          fmt::format("it is too large: {} bytes, the limit is {}", original.size(), kMaxOriginalBytes),
                          too_large_file(kMaxOriginalBytes));
    }
    const base::Descriptor input(::memfd_create("picture", MFD_CLOEXEC));
    if (input.number() < 0 || !write_all(input.number(), original) || ::lseek(input.number(), 0, SEEK_SET) != 0) {
        return not_started("memory");
    }
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return not_started("pipe");
    }
    const base::Descriptor reading(ends[0]);
    pid_t number = 0;
    {
        const base::Descriptor writing(ends[1]);
        const SpawnFiles files(input.number(), writing.number());
        std::string program = "stoppress";
        std::vector<std::string> words = arguments_;
        std::vector<char*> arguments{program.data()};
        for (std::string& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        // A process that may be taken over gets nothing of the environment.
        std::array<std::string, 4> settings{"LC_ALL=C", "MALLOC_ARENA_MAX=1", "G_SLICE=always-malloc", "ASAN_OPTIONS=detect_leaks=0"};
        std::array<char*, settings.size() + 1> environment{};
        for (std::size_t i = 0; i < settings.size(); ++i) {
            environment.at(i) = settings.at(i).data();
        }
        errno = ::posix_spawn(&number, "/proc/self/exe", files.get(), nullptr, arguments.data(), environment.data());
        if (errno != 0) {
            return not_started("program");
        }
    }
    Child child(number);
    const auto output = read_output(reading.number(), patience_, abandoned_);
    if (abandoned_) {
        return base::fail(base::ErrorCode::unavailable, "The server is shutting down. Try again in a moment.");
    }
    return read_answer(output, child.end(), format == Format::jpeg || format == Format::png ? kMaxPixels : kMaxPixelsAtOnce);
}

}  // namespace stoppress::media
