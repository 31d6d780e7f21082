// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/passwordbuffer.h"

#include <cstring>
#include <new>
#include <sys/mman.h>
#include <unistd.h>

namespace ruhu::pages {

namespace {
std::size_t pageSize()
{
    return std::size_t(sysconf(_SC_PAGESIZE));
}
} // namespace

PasswordBuffer::PasswordBuffer()
{
    void *page = mmap(nullptr, pageSize(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        throw std::bad_alloc();
    m_page = static_cast<std::byte *>(page);
    std::ignore = mlock(m_page, pageSize());
    std::ignore = madvise(m_page, pageSize(), MADV_DONTDUMP);
}

PasswordBuffer::~PasswordBuffer()
{
    truncate(0);
    munmap(m_page, pageSize());
}

bool PasswordBuffer::append(std::span<const std::byte> bytes)
{
    if (m_size + bytes.size() > capacity)
        return false;
    std::memcpy(m_page + m_size, bytes.data(), bytes.size());
    m_size += bytes.size();
    return true;
}

void PasswordBuffer::truncate(std::size_t length)
{
    if (length >= m_size)
        return;
    explicit_bzero(m_page + length, m_size - length);
    m_size = length;
}

QByteArray PasswordBuffer::take()
{
    QByteArray out(reinterpret_cast<const char *>(m_page), qsizetype(m_size));
    truncate(0);
    return out;
}

bool PasswordBuffer::equals(const PasswordBuffer &other) const
{
    return m_size == other.m_size && std::memcmp(m_page, other.m_page, m_size) == 0;
}

} // namespace ruhu::pages
