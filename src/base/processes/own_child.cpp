// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/processes/own_child.hpp"

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

#include <fmt/format.h>

#include "base/files/descriptor.hpp"

namespace stoppress::base {
namespace {

using SteadyClock = std::chrono::steady_clock;

Error not_started(const char* what) {
    return fail(ErrorCode::io, fmt::format("the child process cannot be started ({}: {})", what, std::strerror(errno)));
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

/// The child's descriptors: 0 the input, 1 for the answer, 2 /dev/null.
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

/// Everything that the child writes until it closes the pipe, up to the limit of an answer.
ChildOutput read_output(int descriptor, const OwnChild& child) {
    constexpr std::chrono::milliseconds kLook{200};  // for checking whether it was abandoned
    ChildOutput output;
    const auto latest = SteadyClock::now() + child.patience;
    std::array<char, std::size_t{1} << 16U> buffer{};
    while (output.bytes.size() <= child.most_output) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(latest - SteadyClock::now());
        if (left.count() <= 0 || child.abandoned) {
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

/// The number of the new process, or 0 with errno set.
pid_t spawn(const OwnChild& child, int input, int output) {
    const SpawnFiles files(input, output);
    std::string program = "stoppress";
    std::vector<std::string> words = child.arguments;
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
    pid_t number = 0;
    errno = ::posix_spawn(&number, "/proc/self/exe", files.get(), nullptr, arguments.data(), environment.data());
    return errno == 0 ? number : 0;
}

}  // namespace

Result<ChildOutput> run_own_child(const OwnChild& child) {
    // A file is opened anew, because the child would move the offset of its caller.
    const Descriptor input(child.input_file < 0 ? ::memfd_create("input", MFD_CLOEXEC)
                                                : ::open(fmt::format("/proc/self/fd/{}", child.input_file).c_str(), O_RDONLY | O_CLOEXEC));
    if (input.number() < 0 || !write_all(input.number(), child.input) || ::lseek(input.number(), 0, SEEK_SET) != 0) {
        return not_started("input");
    }
    std::array<int, 2> ends{-1, -1};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return not_started("pipe");
    }
    const Descriptor reading(ends[0]);
    pid_t number = 0;
    {
        const Descriptor writing(ends[1]);
        number = spawn(child, input.number(), writing.number());
        if (number == 0) {
            return not_started("program");
        }
    }
    Child running(number);
    ChildOutput output = read_output(reading.number(), child);
    output.status = running.end();
    return output;
}

Result<std::string> read_child_input(std::size_t most) {
    std::string bytes(std::size_t{1} << 16U, '\0');
    std::size_t filled = 0;
    while (filled <= most) {
        const auto got = ::read(STDIN_FILENO, bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(ErrorCode::io, std::strerror(errno));
        }
        if (got == 0) {
            bytes.resize(filled);
            return bytes;
        }
        filled += static_cast<std::size_t>(got);
        if (filled == bytes.size()) {
            bytes.resize(2 * filled);
        }
    }
    return fail(ErrorCode::too_large, "the input is too large");
}

bool write_child_output(std::string_view bytes) {
    return write_all(STDOUT_FILENO, bytes);
}

std::string_view AnswerPieces::next(std::size_t size) {
    whole_ = whole_ && size <= bytes_.size();
    const auto piece = bytes_.substr(0, whole_ ? size : 0);
    bytes_.remove_prefix(piece.size());
    return piece;
}

}  // namespace stoppress::base
