// SPDX-License-Identifier: GPL-3.0-or-later
#include "importing/hugo/site/path_patterns.hpp"

#include <fmt/format.h>
#include <unicode/regex.h>

#include "importing/text/text.hpp"

namespace stoppress::importing::hugo {
namespace {

/// For one pattern and one path, in ICU's units: some milliseconds each; bytes.
constexpr std::int32_t kMaxPatternSteps = 100;
constexpr std::int32_t kMaxPatternBytes = 1 << 20;
constexpr std::size_t kMaxPatterns = 100;

/// The glob as a regular expression for a whole path.
std::string expression_of(std::string_view glob) {
    std::string out = "^";
    int braces = 0;
    for (std::size_t at = 0; at < glob.size(); ++at) {
        const char c = glob[at];
        if (c == '*') {
            const bool any = glob.substr(at).starts_with("**");
            out += any ? ".*" : "[^/]*";
            at += any ? 1 : 0;
        } else if (c == '?') {
            out += "[^/]";
        } else if (c == '{') {
            out += "(?:";
            ++braces;
        } else if (c == '}' && braces > 0) {
            out += ')';
            --braces;
        } else if (c == ',' && braces > 0) {
            out += '|';
        } else if (const std::size_t end = c == '[' ? glob.find(']', at + 2) : std::string_view::npos; end != std::string_view::npos) {
            std::string_view inside = glob.substr(at + 1, end - at - 1);
            const bool except = inside.starts_with('!');
            inside.remove_prefix(except ? 1 : 0);
            out += except ? "[^" : "[";
            for (const char one : inside) {
                out += is_ascii_letter(one) || is_ascii_digit(one) || one == '-' || static_cast<unsigned char>(one) >= 0x80
                           ? std::string(1, one)
                           : std::string{'\\', one};
            }
            out += ']';
            at = end;
        } else {
            const char plain = c == '\\' && at + 1 < glob.size() ? glob[++at] : c;
            const bool sign = static_cast<unsigned char>(plain) < 0x80 && !is_ascii_letter(plain) && !is_ascii_digit(plain);
            out += sign ? std::string{'\\', plain} : std::string(1, plain);
        }
    }
    return out + "$";
}

}  // namespace

class PathPatterns::Compiled {
public:
    static base::Result<Compiled> compile(const std::string& expression, std::uint32_t flags, std::string_view written,
                                          std::string_view what) {
        UErrorCode error = U_ZERO_ERROR;
        auto matcher = std::make_unique<icu::RegexMatcher>(icu::UnicodeString::fromUTF8(expression), flags, error);
        matcher->setTimeLimit(kMaxPatternSteps, error);
        matcher->setStackLimit(kMaxPatternBytes, error);
        if (U_FAILURE(error) != 0) {
            return base::fail(base::ErrorCode::invalid,
                              fmt::format("{}: {:?} cannot be read as a pattern. Correct it, or what Hugo hides would be shown.", what,
                                          cut(written, 200)));
        }
        return Compiled(std::move(matcher));
    }

    Match match(const icu::UnicodeString& path) {
        UErrorCode error = U_ZERO_ERROR;
        matcher_->reset(path);
        const bool found = matcher_->find(error) != 0;
        return U_FAILURE(error) != 0 ? Match::unknown : found ? Match::found : Match::none;
    }

private:
    explicit Compiled(std::unique_ptr<icu::RegexMatcher> matcher) : matcher_(std::move(matcher)) {}
    std::unique_ptr<icu::RegexMatcher> matcher_;
};

PathPatterns::PathPatterns() = default;
PathPatterns::PathPatterns(PathPatterns&&) noexcept = default;
PathPatterns& PathPatterns::operator=(PathPatterns&&) noexcept = default;
PathPatterns::~PathPatterns() = default;

base::Result<PathPatterns> PathPatterns::expressions(const std::vector<std::string>& patterns, std::string_view what) {
    if (patterns.size() > kMaxPatterns) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} has more than {} patterns; join some of them.", what, kMaxPatterns));
    }
    PathPatterns made;
    for (const std::string& pattern : patterns) {
        TRY(auto compiled, Compiled::compile(pattern, 0, pattern, what));
        made.compiled_.push_back(std::move(compiled));
    }
    return made;
}

base::Result<PathPatterns> PathPatterns::globs(const std::vector<std::string>& patterns, std::string_view what) {
    if (patterns.size() > kMaxPatterns) {
        return base::fail(base::ErrorCode::too_large, fmt::format("{} has more than {} patterns; join some of them.", what, kMaxPatterns));
    }
    PathPatterns made;
    for (const std::string& pattern : patterns) {
        TRY_VOID(made.add_glob(pattern, what));
    }
    return made;
}

base::Result<void> PathPatterns::add_glob(const std::string& glob, std::string_view what) {
    TRY(auto compiled, Compiled::compile(expression_of(glob), UREGEX_CASE_INSENSITIVE | UREGEX_DOTALL, glob, what));
    compiled_.push_back(std::move(compiled));
    return {};
}

PathPatterns::Match PathPatterns::match(std::string_view path) {
    if (compiled_.empty()) {
        return Match::none;
    }
    const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(path.data(), static_cast<std::int32_t>(path.size())));
    bool unknown = false;
    for (Compiled& one : compiled_) {
        const Match match = one.match(text);
        if (match == Match::found) {
            return match;
        }
        unknown = unknown || match == Match::unknown;
    }
    return unknown ? Match::unknown : Match::none;
}

bool PathPatterns::empty() const {
    return compiled_.empty();
}

}  // namespace stoppress::importing::hugo
