/* space_large.h: what a running thread may do to one large page of its address space.
 *
 * As kernel/space.h, for pages of 2 MiB and 1 GiB. When the translations of so many pages go, the
 * TLB of the CPU is emptied of them by loading the address space again.
 */
#ifndef ISOBAR_SPACE_LARGE_H
#define ISOBAR_SPACE_LARGE_H

#include "boot.h"
#include "large_page.h"
#include "space.h"

/*@ logic integer page_error{L}(integer va, integer size) = size >= NSIZES ? E_SIZE
        : size == SIZE_1G && \at(boot_info.huge,L) == 0 ? E_SIZE
        : va < USER_MIN || va >= USER_END || va % PAGE_SIZE != 0 ? E_ADDRESS
        : size == SIZE_2M && (va % 2097152 != 0 || va + 2097152 > USER_END) ? E_ADDRESS
        : size == SIZE_1G && (va % 1073741824 != 0 || va + 1073741824 > USER_END) ? E_ADDRESS
        : E_OK;

    predicate unmaps_large{A,B}(integer root, integer va, integer level) =
        large_absent{B}(root, va, level) && other_large{A,B}(root, va, level)
        && block_free{B}(pte_frame(translation{A}(root, va)), level - 1)
        && \at(nfree,B) >= \at(nfree,A) - large_cuts{A}(root, va, level) + unit(level - 1)
        && users_left{A,B} && processes_kept{A,B};
    predicate protects_large{A,B}(integer root, integer va, integer level, integer rights) =
        large_shows{B}(root, va, level, pte_frame(translation{A}(root, va)), rights)
        && other_large{A,B}(root, va, level) && same_frames{A,B}(PG_USER)
        && \at(nfree,B) == \at(nfree,A) - large_cuts{A}(root, va, level)
        && users_kept{A,B} && processes_kept{A,B};
*/

/* What is wrong with a page of this address and size, if anything. */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures error: \result == page_error(va, size);
    ensures valid: \result == E_OK ==> is_valid(va) && size < NSIZES;
    ensures large: \result == E_OK && size != SIZE_4K ==> is_large_page(va, size + 1); */
uint32_t space_check_page(uint64_t va, uint64_t size);

/* Map a new zeroed large page in the address space of the thread that a CPU runs. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_large_level(level) && is_large_page(va, level) && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: map_large_error{Pre}(root, va, level, \result);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post};
    ensures maps: \result == E_OK ==> maps_large{Pre,Post}(root, va, level, rights); */
uint32_t space_map_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level, uint32_t rights);

/* Unmap a large page of the address space of the thread that a CPU runs, and free it. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_large_level(level) && is_large_page(va, level);
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu], cr3[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == large_error{Pre}(root, va, level);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post};
    ensures unmaps: \result == E_OK ==> unmaps_large{Pre,Post}(root, va, level); */
uint32_t space_unmap_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level);

/* Change the rights of a large page of the address space of the thread that a CPU runs. */
/*@ requires kernel: wf_kernel;
    requires cpus: wf_cpus;
    requires running: runs_in(cpu, root);
    requires page: is_large_level(level) && is_large_page(va, level) && rights < NRIGHTS;
    terminates \true;
    exits \false;
    assigns FREE_LISTS, page_window[..], WINDOWS_AT(..), map_parent[..], map_slot[..],
            tlb[cpu], cr3[cpu];
    ensures kernel: wf_kernel;
    ensures cpus: wf_cpus;
    ensures stay: threads_stay{Pre,Post};
    ensures error: \result == large_error{Pre}(root, va, level);
    ensures failed: \result != E_OK ==> memory_same{Pre,Post};
    ensures protects: \result == E_OK ==> protects_large{Pre,Post}(root, va, level, rights); */
uint32_t space_protect_large(uint32_t cpu, pfn_t root, uint64_t va, uint32_t level,
                             uint32_t rights);

#endif
