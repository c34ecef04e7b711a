// SPDX-License-Identifier: GPL-3.0-or-later
// The same and the test framework, compiled once for all tests.
#pragma once
#include "precompiled.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
