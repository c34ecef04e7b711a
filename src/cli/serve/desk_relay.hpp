// SPDX-License-Identifier: GPL-3.0-or-later
// Passes commits and rankings to readership and the desk while they exist.
// Flow:   store, change follower (commits), Readership (rankings) -> DeskRelay -> Readership, Desk
// Owner:  serve.
// Thread: any.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "base/threads/mutex.hpp"
#include "newsroom/api/visibility.hpp"
#include "press/desk.hpp"
#include "readership/readership.hpp"
#include "search/following/site_search.hpp"

namespace stoppress::cli {

/// The receivers of commits and rankings are attached once they exist, and detached (with nullptr) before
/// they are destroyed.
class DeskRelay final : public newsroom::Visibility {
public:
    void attach(press::Desk* desk) {
        const base::Lock lock(mutex_);
        desk_ = desk;
        if (desk_ != nullptr) {
            desk_->ranked(ranking_);
        }
    }
    void attach(readership::Readership* readership) {
        const base::Lock lock(mutex_);
        readership_ = readership;
    }
    void attach(search::SiteSearch* search) {
        const base::Lock lock(mutex_);
        search_ = search;
    }
    void committed(base::ChangeNumber number) {
        const base::Lock lock(mutex_);
        if (search_ != nullptr) {
            search_->committed(number);
        }
        if (readership_ != nullptr) {
            readership_->committed();
        }
        if (desk_ != nullptr) {
            desk_->committed(number);
        }
    }
    void receives_changes(bool receives) {
        const base::Lock lock(mutex_);
        if (desk_ != nullptr) {
            desk_->receives_changes(receives);
        }
    }
    void ranked(std::shared_ptr<const readership::Ranking> ranking) {
        const base::Lock lock(mutex_);
        ranking_ = std::move(ranking);
        if (desk_ != nullptr) {
            desk_->ranked(ranking_);
        }
    }
    std::shared_ptr<const readership::Ranking> ranking() {
        const base::Lock lock(mutex_);
        return ranking_;
    }
    void when_visible(base::ChangeNumber number, std::move_only_function<void()> visible) override {
        {
            const base::Lock lock(mutex_);
            if (desk_ != nullptr) {
                desk_->when_visible(number, std::move(visible));
                return;
            }
        }
        visible();
    }

private:
    base::Mutex mutex_;
    // Not owned.
    press::Desk* desk_ GUARDED_BY(mutex_) = nullptr;
    readership::Readership* readership_ GUARDED_BY(mutex_) = nullptr;
    search::SiteSearch* search_ GUARDED_BY(mutex_) = nullptr;
    std::shared_ptr<const readership::Ranking> ranking_ GUARDED_BY(mutex_);
};

}  // namespace stoppress::cli
