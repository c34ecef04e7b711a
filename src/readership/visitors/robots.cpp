// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/visitors/robots.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <boost/json/parse.hpp>

#include "generated/robots_files.hpp"
#include "readership/limits.hpp"
#include "readership/visitors/browser_name.hpp"

namespace stoppress::readership {

using base::ErrorCode;
using base::fail;

class Robots::Set {
public:
    explicit Set(const RE2::Options& options) : patterns_(options, RE2::UNANCHORED) {}
    Set(const Set&) = delete;
    Set& operator=(const Set&) = delete;
    Set(Set&&) = delete;
    Set& operator=(Set&&) = delete;
    ~Set() = default;

    [[nodiscard]] base::Result<void> add(std::string_view pattern) {
        std::string why;
        if (patterns_.Add({pattern.data(), pattern.size()}, &why) < 0) {
            return fail(ErrorCode::internal, "the list of robots has an invalid pattern: " + why);
        }
        return {};
    }
    [[nodiscard]] bool compile() { return patterns_.Compile(); }
    [[nodiscard]] bool matches(std::string_view text) const {
        RE2::Set::ErrorInfo error{};
        // A name that exceeds even this memory is not a browser's.
        return patterns_.Match({text.data(), text.size()}, nullptr, &error) || error.kind != RE2::Set::kNoError;
    }

private:
    RE2::Set patterns_;
};

namespace {

RE2::Options options() {
    RE2::Options options;
    options.set_encoding(RE2::Options::EncodingLatin1);  // so that any byte is valid
    options.set_never_capture(true);
    options.set_log_errors(false);
    options.set_max_mem(kRobotSetBytes);
    return options;
}

}  // namespace

Robots::Robots(std::unique_ptr<const Set> set) : set_(std::move(set)) {}
Robots::~Robots() = default;

base::Result<std::unique_ptr<const Robots>> Robots::create() {
    const auto* file = base::find_embedded(generated::robots_files(), "crawler-user-agents.json");
    if (file == nullptr) {
        return fail(ErrorCode::internal, "the list of robots is not embedded in the program");
    }
    boost::system::error_code failed;
    const auto list = boost::json::parse(file->bytes, failed);
    const auto* rows = failed ? nullptr : list.if_array();
    if (rows == nullptr || rows->empty()) {
        return fail(ErrorCode::internal, "the list of robots cannot be read");
    }
    auto set = std::make_unique<Set>(options());
    for (const auto& row : *rows) {
        const auto* fields = row.if_object();
        const auto* pattern = fields == nullptr ? nullptr : fields->if_contains("pattern");
        if (pattern == nullptr || !pattern->is_string()) {
            return fail(ErrorCode::internal, "the list of robots has a row without a pattern");
        }
        TRY_VOID(set->add(std::string_view(pattern->get_string())));
    }
    if (!set->compile()) {
        return fail(ErrorCode::internal, "the list of robots needs more memory than its limit");
    }
    return std::make_unique<const Robots>(std::move(set));
}

bool Robots::is_robot(std::string_view user_agent) const {
    const auto name = user_agent.substr(0, kUserAgentBytes);
    return !has_browser_form(name) || set_->matches(name);
}

}  // namespace stoppress::readership
