// SPDX-License-Identifier: GPL-3.0-or-later
// The test program as its own child: the real one, or a compromised one that tries what the sandbox must prevent.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <map>

#include "base/result.hpp"
#include "media/crops/crop_sandbox.hpp"
#include "media/images/image_sandbox.hpp"
#include "media/images/image_sandbox_answer.hpp"
#include "media/images/sandbox_process.hpp"
#include "media/recordings/recording_sandbox.hpp"

namespace stoppress::media {
namespace {

struct Answer {
    AnswerHead head;
    PictureHead picture;
    std::string_view bytes;
};

void give(const Answer& answer) {
    const std::string whole = std::string(reinterpret_cast<const char*>(&answer.head), sizeof answer.head) +
                              std::string(reinterpret_cast<const char*>(&answer.picture), sizeof answer.picture) +
                              std::string(answer.bytes);
    static_cast<void>(::write(1, whole.data(), whole.size()));
}

Answer processed(std::string_view bytes) {
    Answer answer;
    answer.head.verdict = Verdict::processed;
    answer.head.pictures = 1;
    answer.head.width = answer.head.height = 1;
    answer.picture = {static_cast<std::uint32_t>(Format::gif), 1, 1, static_cast<std::uint32_t>(bytes.size())};
    answer.head.length = sizeof answer.picture + bytes.size();
    answer.bytes = bytes;
    return answer;
}

void lie(std::string_view how) {
    Answer answer = processed(how == "lie-html" ? "<html>" : "GIF89a");
    answer.head.length += how == "lie-length" ? 1 : 0;
    answer.head.pictures = how == "lie-many" ? 1'000'000'000 : how == "lie-none" ? 0 : 1;
    answer.head.width = how == "lie-original" ? 2'000'000'000 : 1;
    answer.head.height = how == "lie-original" ? 2'000'000'000 : how == "lie-flat" ? 0 : 1;
    answer.head.credit = how == "lie-credit" ? 400'000'000 : 0;
    answer.picture.length += how == "lie-piece" ? 4'000'000'000U : 0;
    answer.picture.width += how == "lie-size" ? 1'000'000 : 0;
    if (how != "lie-nothing") {
        give(answer);
    }
}

void eat_memory() {
    std::vector<std::string> eaten;
    while (true) {
        eaten.emplace_back(std::size_t{16} << 20U, 'x');
    }
}

void run_made_code() {
    ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

void execute() {
    std::string name = "/bin/true";
    const std::array<char*, 2> arguments{name.data(), nullptr};
    ::execv(name.c_str(), arguments.data());
}

void connect_to_a_server() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(80);
    // The pipe stands in for a socket that it might have been left with.
    ::connect(1, reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

void open_a_file() {
    if (::open("/etc/hostname", O_RDONLY) < 0 && ::open("/proc/self/mem", O_RDWR) < 0 && ::open("made", O_WRONLY | O_CREAT, 0600) < 0) {
        std::abort();
    }
}

/// What a decoder that was taken over might do. Whoever comes back alive gives an answer that passes for a picture.
int try_to_leave(const std::string& way) {
    const pid_t parent = ::getppid();
    const std::map<std::string, std::function<void()>> ways{{"socket", [] { ::socket(AF_INET, SOCK_STREAM, 0); }},
                                                            {"connect", connect_to_a_server},
                                                            {"execve", execute},
                                                            {"fork", [] { ::syscall(SYS_fork); }},
                                                            {"kill-parent", [parent] { ::kill(parent, SIGUSR1); }},
                                                            {"run-made-code", run_made_code},
                                                            {"unlink", [] { ::unlink("/nowhere"); }},
                                                            {"ptrace", [parent] { ::ptrace(PTRACE_ATTACH, parent, nullptr, nullptr); }},
                                                            {"open", open_a_file},
                                                            {"eat-memory", eat_memory},
                                                            {"spin", [] {
                                                                 for (volatile bool on = true; on;) {
                                                                 }
                                                             }}};
    if (way.starts_with("lie")) {
        lie(way);
        return 0;
    }
    base::must(limit_process());
    base::must(enter_sandbox());
    ways.at(way)();
    give(processed("GIF89a"));
    ::_exit(0);
}

}  // namespace
}  // namespace stoppress::media

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv, argv + argc);
    if (argc == 2 && arguments[1] == stoppress::media::kImageSandboxArgument) {
        return stoppress::media::run_image_sandbox_child();
    }
    if (argc == 3 && arguments[1] == stoppress::media::kCropArgument) {
        return stoppress::media::run_crop_sandbox_child(arguments[2]);
    }
    if (argc == 2 && arguments[1] == stoppress::media::kRecordingArgument) {
        return stoppress::media::run_recording_child();
    }
    if (argc == 3 && arguments[1] == "--as-child") {
        return stoppress::media::try_to_leave(arguments[2]);
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
