// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

// The desk of an unlocked person, as pages see it: pages read its plain values and ask through models and controllers;
// they never include core/service themselves (docs/architecture.md, rooms and doors).
#include "core/service/desk.h"
