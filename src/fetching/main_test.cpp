// SPDX-License-Identifier: GPL-3.0-or-later
// The test program as its own child: the real one, or one that was taken over and tries what the sandbox must prevent.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <functional>
#include <map>

#include "base/processes/own_child.hpp"
#include "fetching/fetch_child.hpp"
#include "fetching/fetch_message.hpp"

namespace stoppress::fetching {
namespace {

/// An answer that passes for a good one, with `body`.
void give(const std::string& body) {
    ChildAnswer answer;
    answer.verdict = Verdict::answered;
    answer.status = 200;
    answer.body = body;
    static_cast<void>(base::write_child_output(write_answer(answer)));
}

/// Whether it cannot connect to a listening server.
bool cannot_connect() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(80);
    socklen_t size = sizeof address;
    return ::connect(3, reinterpret_cast<const sockaddr*>(&address), sizeof address) < 0 && errno == EINPROGRESS &&
           ::getpeername(3, reinterpret_cast<sockaddr*>(&address), &size) < 0;
}

void execute() {
    std::string name = "/bin/true";
    const std::array<char*, 2> arguments{name.data(), nullptr};
    ::execv(name.c_str(), arguments.data());
}

int try_to_leave(const std::string& way) {
    const pid_t parent = ::getppid();
    if (way == "die") {
        std::abort();
    }
    if (way == "lie") {
        give(std::string(20'000'000, 'x'));
        return 0;
    }
    if (way == "hang") {
        ::pause();
    }
    base::must(limit_fetch_process());
    ::dup2(::socket(AF_INET, SOCK_STREAM, 0), 3);
    base::must(enter_fetch_sandbox());
    const std::map<std::string, std::function<bool()>> refused{{"socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) < 0; }},
                                                               {"connect", cannot_connect},
                                                               {"open", [] { return ::open("/etc/hostname", O_RDONLY) < 0; }}};
    const std::map<std::string, std::function<void()>> deadly{{"execve", execute},
                                                              {"fork", [] { ::syscall(SYS_fork); }},
                                                              {"kill-parent", [parent] { ::kill(parent, SIGUSR1); }},
                                                              {"bind", [] {
                                                                   sockaddr_in any{};
                                                                   any.sin_family = AF_INET;
                                                                   ::bind(3, reinterpret_cast<const sockaddr*>(&any), sizeof any);
                                                               }}};
    if (const auto found = refused.find(way); found != refused.end()) {
        give(found->second() ? "refused" : "open");
    } else {
        deadly.at(way)();
        give("alive");
    }
    ::_exit(0);
}

}  // namespace
}  // namespace stoppress::fetching

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv, argv + argc);
    if (argc == 2 && arguments[1] == stoppress::fetching::kFetchArgument) {
        stoppress::fetching::run_fetch_child();
    }
    if (argc == 3 && arguments[1] == "--as-child") {
        return stoppress::fetching::try_to_leave(arguments[2]);
    }
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
