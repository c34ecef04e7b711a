// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/transaction/node.hpp"

#include <sodium.h>

#include "base/time/clock.hpp"

namespace stoppress::store {

namespace {

constexpr std::chrono::hours kForgottenAfter{30 * 24};

std::int64_t random_id() {
    std::uint64_t bits = 0;
    randombytes_buf(&bits, sizeof bits);
    return static_cast<std::int64_t>((bits >> 1U) | 1U);
}

}  // namespace

Node::Node() : id_(random_id()) {}

void Node::enter(Session& session, base::Time now) {
    session.query("node.enter").set("id", id_).set("now", base::to_milliseconds(now)).run();
    session.query("node.forget").set("before", base::to_milliseconds(now - kForgottenAfter)).run();
}

void Node::mark(Session& session, base::Time now) {
    marked_ = commits_ + 1;
    session.query("node.mark").set("id", id_).set("commits", marked_).set("now", base::to_milliseconds(now)).run();
}

bool Node::stands(Session& session) {
    auto query = session.query("node.commits");
    const bool stands = query.set("id", id_).one() && query.integer("commits") == marked_;
    if (stands) {
        committed();
    }
    return stands;
}

}  // namespace stoppress::store
