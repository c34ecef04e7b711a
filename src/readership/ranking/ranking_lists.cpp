// SPDX-License-Identifier: GPL-3.0-or-later
#include "readership/ranking/ranking_lists.hpp"

#include "base/threads/this_thread.hpp"
#include "readership/limits.hpp"

namespace stoppress::readership {

class RankingLists::Snapshot final : public Ranking {
public:
    using Lists = std::array<std::shared_ptr<const std::vector<Ranked>>, kWindows.size()>;

    [[nodiscard]] std::span<const Ranked> top(story::Window window, const Scope& scope) const override {
        const Lists* lists = &site_;
        if (scope.section) {
            const auto found = sections_.find(scope.section.value);
            lists = found == sections_.end() ? nullptr : &found->second;
        } else if (!scope.language.empty()) {
            const auto found = languages_.find(scope.language);
            lists = found == languages_.end() ? nullptr : &found->second;
        }
        const auto* list = lists == nullptr ? nullptr : (*lists)[static_cast<std::size_t>(window)].get();
        return list == nullptr ? std::span<const Ranked>() : *list;
    }

    Lists site_;
    std::map<std::int64_t, Lists> sections_;
    std::map<std::string, Lists> languages_;
};

void RankingLists::add_to_scopes(Members& members, const StorySum& sum, StoryIndex index) {
    members[{}].push_back(index);
    if (sum.section) {
        members[{.kind = ScopeKey::Kind::section, .number = sum.section.value}].push_back(index);
    }
    members[{.kind = ScopeKey::Kind::language, .number = sum.language}].push_back(index);
}

std::vector<StoryIndex> RankingLists::members_of(const StorySums& sums, const ScopeKey& key) {
    std::vector<StoryIndex> members;
    for (StoryIndex index = 0; index < sums.all().size(); ++index) {
        const auto& sum = sums.at(index);
        if (key.kind == ScopeKey::Kind::site || (key.kind == ScopeKey::Kind::section && sum.section.value == key.number) ||
            (key.kind == ScopeKey::Kind::language && sum.language == key.number)) {
            members.push_back(index);
        }
    }
    return members;
}

void RankingLists::rebuild(const StorySums& sums) {
    scopes_.clear();
    placed_.clear();
    last_.reset();
    Members members;
    members[{}];
    placed_.reserve(sums.all().size());
    for (StoryIndex index = 0; index < sums.all().size(); ++index) {
        const auto& sum = sums.at(index);
        add_to_scopes(members, sum, index);
        placed_.push_back(Placed{.section = sum.section, .language = sum.language});
    }
    for (auto& [key, of_scope] : members) {
        for (auto& list : scopes_[key].lists) {
            list.rebuild(sums, of_scope);
        }
    }
}

void RankingLists::place(const StorySum& sum, StoryIndex index, Members& members) {
    add_to_scopes(members, sum, index);
    if (index >= placed_.size()) {
        placed_.resize(index + 1, Placed{.section = sum.section, .language = sum.language});
    }
    auto& placed = placed_[index];
    // The list that a story leaves must be updated, too.
    if (placed.section != sum.section && placed.section) {
        members[{.kind = ScopeKey::Kind::section, .number = placed.section.value}];
    }
    if (placed.language != sum.language) {
        members[{.kind = ScopeKey::Kind::language, .number = placed.language}];
    }
    placed = Placed{.section = sum.section, .language = sum.language};
}

void RankingLists::update(const StorySums& sums) {
    Members members;
    base::YieldToWriter yield_to_writer(kStepsAtOnce);
    for (const auto index : sums.touched()) {
        place(sums.at(index), index, members);
        yield_to_writer.after_step();
    }
    base::YieldToWriter yield_between_lists(1);
    for (auto& [key, touched] : members) {
        auto& scope = scopes_[key];
        scope.changed = true;
        for (auto& list : scope.lists) {
            if (!list.update(sums, touched)) {
                list.rebuild(sums, members_of(sums, key));
            }
            yield_between_lists.after_step();
        }
    }
}

std::shared_ptr<const Ranking> RankingLists::snapshot(const StorySums& sums) {
    auto next = std::make_shared<Snapshot>();
    if (last_ != nullptr) {
        next->site_ = last_->site_;
        next->sections_ = last_->sections_;
        next->languages_ = last_->languages_;
    }
    bool differs = last_ == nullptr;
    for (auto& [key, scope] : scopes_) {
        if (!scope.changed) {
            continue;
        }
        scope.changed = false;
        auto& lists = key.kind == ScopeKey::Kind::site      ? next->site_
                      : key.kind == ScopeKey::Kind::section ? next->sections_[key.number]
                                                            : next->languages_[sums.languages()[static_cast<std::size_t>(key.number)]];
        for (std::size_t i = 0; i < lists.size(); ++i) {
            auto list = scope.lists[i].ranked();
            differs = differs || list != lists[i];
            lists[i] = std::move(list);
        }
    }
    if (!differs) {
        return nullptr;
    }
    last_ = next;
    return next;
}

}  // namespace stoppress::readership
