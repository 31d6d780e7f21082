# SPDX-FileCopyrightText: 2026 The Ruhu authors
# SPDX-License-Identifier: MulanPSL-2.0
#
# One room = one folder = one static library. DOORS are the only rooms whose headers its files may include; the same
# list feeds the linker here and tests/checks/check_doors.py, so the two cannot disagree.
#
#   add_room(core_store DOORS core_vault core_record … QT Core Sql LIBS PkgConfig::sqlite3
#            HEADERS store.h SOURCES store.cpp [MOC] [WIDGETS])
#
# MOC runs moc over the room (only rooms with Q_OBJECT pay for it). WIDGETS says that the room sees Qt Widgets; it then
# shares the precompiled header of the widget rooms instead of the core one.

set(ruhu_definitions QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    QT_USE_QSTRINGBUILDER QT_NO_KEYWORDS)
set(ruhu_warnings -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
    -Woverloaded-virtual -Werror)

# The two precompiled headers. A library each, so that every room can reuse the compiled result.
function(add_shared_pch name qt)
    # CONFIGURE, not WRITE: a file that stays the same keeps its time, and a new configure compiles nothing again.
    file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${name}.cpp CONTENT "// carries the precompiled header\n")
    add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/${name}.cpp)
    target_link_libraries(${name} PRIVATE ${qt} tl::expected)
    target_compile_definitions(${name} PRIVATE ${ruhu_definitions})
    target_compile_options(${name} PRIVATE ${ruhu_warnings})
    target_precompile_headers(${name} PRIVATE ${ARGN})
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()
add_shared_pch(ruhu_pch_core Qt6::Core <QtCore/QtCore> <tl/expected.hpp> <vector> <optional> <span> <functional> <memory>)
add_shared_pch(ruhu_pch_widgets Qt6::Widgets <QtWidgets/QtWidgets> <tl/expected.hpp> <vector> <optional> <span>
    <functional> <memory>)

function(set_ruhu_options name)
    target_compile_features(${name} PUBLIC cxx_std_20)
    target_compile_definitions(${name} PRIVATE ${ruhu_definitions})
    target_compile_options(${name} PRIVATE ${ruhu_warnings})
    set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
endfunction()

function(add_room name)
    cmake_parse_arguments(PARSE_ARGV 1 room "MOC;WIDGETS" "" "DOORS;QT;LIBS;HEADERS;SOURCES;RESOURCES")
    list(TRANSFORM room_QT PREPEND "Qt6::")
    add_library(${name} STATIC)
    target_sources(${name}
        PRIVATE ${room_SOURCES} ${room_RESOURCES}
        PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${room_HEADERS})
    set_ruhu_options(${name})
    target_link_libraries(${name} PUBLIC ${room_DOORS} ${room_QT} ${room_LIBS})
    if(room_MOC)
        set_target_properties(${name} PROPERTIES AUTOMOC ON)
    endif()
    if(room_RESOURCES)
        set_target_properties(${name} PROPERTIES AUTORCC ON)
    endif()
    if(room_WIDGETS)
        target_precompile_headers(${name} REUSE_FROM ruhu_pch_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM ruhu_pch_core)
    endif()
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
    list(JOIN room_DOORS "," doors)
    set_property(GLOBAL APPEND PROPERTY room_table "${name} ${folder} ${doors}")
endfunction()

function(write_room_table path)
    get_property(rows GLOBAL PROPERTY room_table)
    list(JOIN rows "\n" text)
    file(WRITE ${path} "${text}\n")
endfunction()

# One test program over rooms' doors. The name says what it proves: add_ruhu_test(tst_merge ROOMS core_record SOURCES tst_merge.cpp)
# WIDGETS as for rooms; LABELS go to ctest (tsan: also run with the thread checker; desktop); TIMEOUT in seconds.
function(add_ruhu_test name)
    cmake_parse_arguments(PARSE_ARGV 1 test "WIDGETS" "TIMEOUT" "ROOMS;QT;LIBS;SOURCES;LABELS;RESOURCES")
    list(TRANSFORM test_QT PREPEND "Qt6::")
    add_executable(${name} ${test_SOURCES} ${test_RESOURCES})
    set_ruhu_options(${name})
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR} ${PROJECT_SOURCE_DIR}/tests)
    target_compile_definitions(${name} PRIVATE RUHU_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
    target_link_libraries(${name} PRIVATE ${test_ROOMS} ${test_QT} ${test_LIBS} Qt6::Test)
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON
        RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
    if(test_WIDGETS)
        target_precompile_headers(${name} REUSE_FROM ruhu_pch_widgets)
    else()
        target_precompile_headers(${name} REUSE_FROM ruhu_pch_core)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 300)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${test_TIMEOUT}
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;TZ=Asia/Shanghai;LC_ALL=C.UTF-8;QT_LOGGING_RULES=*.debug=false")
    if(test_LABELS)
        set_tests_properties(${name} PROPERTIES LABELS "${test_LABELS}")
    endif()
    if("tsan" IN_LIST test_LABELS)
        add_dependencies(tsan_tests ${name})
    endif()
endfunction()

# What the thread checker builds: the tests that are labelled tsan, those of rooms with threads and without widgets.
add_custom_target(tsan_tests)
