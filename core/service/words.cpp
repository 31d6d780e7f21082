// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/casework.h"
#include "core/service/conflicts.h"
#include "core/service/desk.h"
#include "core/service/exchange.h"
#include "core/service/laptop.h"
