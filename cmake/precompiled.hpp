// SPDX-License-Identifier: GPL-3.0-or-later
// Standard headers that nearly every source includes, compiled once per target.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>
