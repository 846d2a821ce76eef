/* boot.h: what the boot loader said, in one plain structure that kernel_init() validates.
 *
 * arch/ fills boot_info and decides nothing: the kernel normalises the memory map (reserved wins
 * over available, unaligned edges shrink what is available), checks that what is in use lies in
 * available memory and does not overlap, and refuses what it cannot use with a reason.
 */
#ifndef ISOBAR_BOOT_H
#define ISOBAR_BOOT_H

#include "page.h"

#define BOOT_MAX_RANGES 128u
#define BOOT_MAX_USED 8u
#define BOOT_MAX_MODULES 8u

#define RANGE_AVAILABLE 1u /* any other kind is reserved */

/* A range of physical memory, in bytes. */
struct boot_range {
    uint64_t base, size;
    uint64_t kind;
};

struct boot_info {
    uint32_t truncated; /* not 0: the loader's information ends early */
    uint32_t nranges;   /* may exceed BOOT_MAX_RANGES: then the map is refused */
    uint32_t nused;
    uint32_t nmodules;
    uint32_t frames; /* entries for which arch/ has backed the frame array */
    uint32_t huge;   /* not 0: one entry of a table of level 3 may map 1 GiB */
    struct boot_range range[BOOT_MAX_RANGES];
    struct boot_range used[BOOT_MAX_USED];      /* kernel image, boot tables, frame array */
    struct boot_range module[BOOT_MAX_MODULES]; /* the first is init */
    uint64_t kernel_half[USER_ENTRIES];         /* entries 256..511 of every root table */
};

extern struct boot_info boot_info;

/*@ logic integer range_end_of(integer base, integer size) =
        base + size > UINT64_MAX ? UINT64_MAX : base + size;
    logic integer frame_below(integer a) = a / PAGE_SIZE > MAX_FRAMES ? MAX_FRAMES : a / PAGE_SIZE;
    logic integer frame_above(integer a) =
        (a + PAGE_SIZE - 1) / PAGE_SIZE > MAX_FRAMES ? MAX_FRAMES : (a + PAGE_SIZE - 1) / PAGE_SIZE;
    // available memory shrinks to whole frames, any other grows to them
    logic integer low_end{L}(integer i) = boot_info.range[i].kind == RANGE_AVAILABLE
        ? frame_above(boot_info.range[i].base) : frame_below(boot_info.range[i].base);
    logic integer high_end{L}(integer i) = boot_info.range[i].kind == RANGE_AVAILABLE
        ? frame_below(range_end_of(boot_info.range[i].base, boot_info.range[i].size))
        : frame_above(range_end_of(boot_info.range[i].base, boot_info.range[i].size));
    predicate in_range{L}(integer p, integer i) = low_end{L}(i) <= p < high_end{L}(i);
    // the first n ranges make frame p available, or reserve it
    predicate available_in{L}(integer p, integer n) = \exists integer i; 0 <= i < n &&
        boot_info.range[i].kind == RANGE_AVAILABLE && in_range{L}(p, i);
    predicate reserved_in{L}(integer p, integer n) = \exists integer i; 0 <= i < n &&
        boot_info.range[i].kind != RANGE_AVAILABLE && in_range{L}(p, i);
    predicate usable{L}(integer p) = available_in{L}(p, boot_info.nranges)
        && !reserved_in{L}(p, boot_info.nranges);
    predicate two_types{L}(integer s, integer t) = \forall integer p; is_frame(p) ==>
        page_window[p].type == s || page_window[p].type == t;
*/

/* Reasons to refuse to boot, with the text that arch/ prints. */
#define BOOT_REASONS(X)                                                                            \
    X(BOOT_OK, "booted")                                                                           \
    X(BOOT_TRUNCATED, "the boot information is truncated")                                         \
    X(BOOT_NO_MAP, "the memory map is empty")                                                      \
    X(BOOT_TOO_MANY, "more memory ranges, used ranges or modules than the kernel has room for")    \
    X(BOOT_NO_MEMORY, "the memory map has no available memory")                                    \
    X(BOOT_FRAMES, "the frame array does not cover the available memory")                          \
    X(BOOT_USED, "the kernel, its tables or its frame array lie outside available memory")         \
    X(BOOT_MODULE, "a module is not page-aligned, overlaps, or lies outside available memory")     \
    X(BOOT_NO_MODULE, "there is no module to run as init")                                         \
    X(BOOT_KERNEL_HALF, "the kernel half of the address space is open to user space")              \
    X(BOOT_NOT_PROGRAM, "a module is not a valid program")                                         \
    X(BOOT_FULL, "not enough memory for the first processes")

#define BOOT_REASON(name, text) name,
enum boot_reason { BOOT_REASONS(BOOT_REASON) NBOOT_REASONS };

/* How many frames the memory map calls for: up to the end of the highest available range, and no
   more than MAX_FRAMES (64 GiB); 0 when there is no usable map. */
/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures bound: \result <= MAX_FRAMES;
    ensures covers: \result != 0 ==> boot_info.nranges <= BOOT_MAX_RANGES &&
        \forall integer j; 0 <= j < boot_info.nranges &&
            boot_info.range[j].kind == RANGE_AVAILABLE && low_end(j) < high_end(j) ==>
            high_end(j) <= \result; */
uint32_t boot_frames(void);

/* Type the frames of an all-reserved frame array by the memory map: untyped where it is usable,
   reserved elsewhere. */
/*@ requires wf: wf_page;
    requires ranges: boot_info.nranges <= BOOT_MAX_RANGES;
    requires reserved: two_types(PG_RESERVED, PG_RESERVED);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_UNTYPED);
    ensures typed: \forall integer p; is_frame(p) ==> (has_type(p, PG_UNTYPED) <==> usable(p)); */
void boot_type_frames(void);

/* Reserve the frames that bytes base to base + size touch; 0, with some reserved, if one of them is
   not untyped: outside usable memory, or claimed before. */
/*@ requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_UNTYPED);
    ensures bool: \result == 0 || \result == 1;
    ensures fewer: \forall integer p; has_type(p, PG_UNTYPED) ==> has_type{Pre}(p, PG_UNTYPED);
    ensures inside: \result == 1 ==> base + size <= nframes * PAGE_SIZE;
    ensures claimed: \result == 1 ==> \forall integer p;
        frame_below(base) <= p < frame_above(range_end_of(base, size)) ==>
            has_type{Pre}(p, PG_UNTYPED) && has_type(p, PG_RESERVED); */
uint32_t boot_claim(uint64_t base, uint64_t size);

/* Free every untyped frame: the allocator has them from now on. */
/*@ requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    terminates \true;
    exits \false;
    assigns FREE_STATE, page_window[ALL_FRAMES];
    ensures wf: wf_page;
    ensures two: two_types(PG_RESERVED, PG_FREE);
    ensures freed: \forall integer p; has_type(p, PG_FREE) <==> has_type{Pre}(p, PG_UNTYPED); */
void boot_free_frames(void);

#endif
