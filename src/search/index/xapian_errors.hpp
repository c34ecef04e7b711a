// SPDX-License-Identifier: GPL-3.0-or-later
// Turns what Xapian throws into errors of ours.
// Thread: any.
#pragma once

#include <utility>

#include <xapian.h>

#include "base/result.hpp"

namespace stoppress::search {

/// The result of `work`; what Xapian throws in it becomes `corrupt`, `unavailable` (locked, or changed too often) or `io`.
template <class Work>
auto without_throwing(Work&& work) -> decltype(work()) {
    try {
        return std::forward<Work>(work)();
    } catch (const Xapian::DatabaseLockError& error) {
        return base::fail(base::ErrorCode::unavailable, "the search index is in use: " + error.get_msg());
    } catch (const Xapian::DatabaseModifiedError& error) {
        return base::fail(base::ErrorCode::unavailable, "the search index changed meanwhile: " + error.get_msg());
    } catch (const Xapian::DatabaseCorruptError& error) {
        return base::fail(base::ErrorCode::corrupt, "the search index is damaged: " + error.get_msg());
    } catch (const Xapian::Error& error) {
        return base::fail(base::ErrorCode::io, "the search index cannot be used: " + error.get_msg());
    } catch (const std::exception& error) {
        return base::fail(base::ErrorCode::io, std::string("the search index cannot be used: ") + error.what());
    }
}

}  // namespace stoppress::search
