// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/process.h"

#include <array>
#include <cstddef>

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>

#ifdef RUHU_UNDER_CHECKER
namespace {
bool confined = false;
}

/// Asked by the leak checker of such a build before it looks: it would stop the process with ptrace, which the filter
/// forbids, and report that as a failure of the reader.
extern "C" int __lsan_is_turned_off() // NOLINT(bugprone-reserved-identifier): the checker names it
{
    return confined ? 1 : 0;
}
#endif

namespace ruhu::platform {

namespace {

#if defined(__x86_64__)
constexpr unsigned ownArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned ownArchitecture = AUDIT_ARCH_AARCH64;
#else
constexpr unsigned ownArchitecture = 0;
#endif

void limit(__rlimit_resource_t what, rlim_t value)
{
    const rlimit both{value, value};
    setrlimit(what, &both);
}

/// A system call that a reader of images never needs answers EPERM; one of another architecture ends the process.
bool installFilter()
{
    if (ownArchitecture == 0)
        return false;
    constexpr std::array forbidden{
        __NR_socket,           __NR_socketpair,        __NR_connect,   __NR_bind,         __NR_listen,
        __NR_execve,           __NR_execveat,          __NR_ptrace,    __NR_setns,        __NR_unshare,
        __NR_process_vm_readv, __NR_process_vm_writev, __NR_mount,     __NR_kill,         __NR_tkill,
        __NR_unlinkat,         __NR_renameat2,         __NR_ftruncate, __NR_memfd_create, __NR_bpf,
        __NR_io_uring_setup};
    std::array<sock_filter, 5 + 2 * forbidden.size()> program{};
    std::size_t at = 0;
    const auto put = [&](unsigned code, unsigned k, unsigned char jumpTrue, unsigned char jumpFalse) {
        program[at++] = sock_filter{static_cast<unsigned short>(code), jumpTrue, jumpFalse, k};
    };
    put(BPF_LD | BPF_W | BPF_ABS, unsigned(offsetof(seccomp_data, arch)), 0, 0);
    put(BPF_JMP | BPF_JEQ | BPF_K, ownArchitecture, 1, 0);
    put(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS, 0, 0);
    put(BPF_LD | BPF_W | BPF_ABS, unsigned(offsetof(seccomp_data, nr)), 0, 0);
    for (const auto call : forbidden) {
        put(BPF_JMP | BPF_JEQ | BPF_K, unsigned(call), 0, 1);
        put(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 1 /* EPERM */, 0, 0);
    }
    put(BPF_RET | BPF_K, SECCOMP_RET_ALLOW, 0, 0);
    const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

} // namespace

void hardenProcess()
{
    limit(RLIMIT_CORE, 0);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

Result<void> confineReader(const ReaderLimits &limits)
{
    hardenProcess();
#ifdef RUHU_UNDER_CHECKER
    confined = true;
#endif
    if (limitsMemory)
        limit(RLIMIT_AS, rlim_t(limits.memoryBytes));
    limit(RLIMIT_CPU, rlim_t(limits.cpuSeconds));
    limit(RLIMIT_FSIZE, 0); // it answers on a pipe; no file may grow
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail(ErrorCode::Unsupported, QStringLiteral("no_new_privs"));
    if (!installFilter() && unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0)
        return fail(ErrorCode::Unsupported, QStringLiteral("neither seccomp filters nor a private network namespace"));
    return {};
}

} // namespace ruhu::platform
