/* boot.c: from the loader's memory map to a type for every frame.
 *
 * The map may be unsorted, unaligned and overlapping: available ranges are applied first and any
 * other after them, so reserved wins; a frame is usable only if one available range holds it.
 */
#include "boot.h"

struct boot_info boot_info;

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures end: \result == range_end_of(base, size); */
static uint64_t range_end(uint64_t base, uint64_t size)
{
    return size > UINT64_MAX - base ? UINT64_MAX : base + size;
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures below: \result == frame_below(a);
    ensures bound: \result <= MAX_FRAMES; */
static pfn_t frame_down(uint64_t a)
{
    uint64_t f = a / PAGE_SIZE;
    return f > MAX_FRAMES ? MAX_FRAMES : (pfn_t)f;
}

/*@ terminates \true;
    exits \false;
    assigns \nothing;
    ensures above: \result == frame_above(a);
    ensures bound: \result <= MAX_FRAMES; */
static pfn_t frame_up(uint64_t a)
{
    uint64_t f = a / PAGE_SIZE + (a % PAGE_SIZE != 0);
    return f > MAX_FRAMES ? MAX_FRAMES : (pfn_t)f;
}

uint32_t boot_frames(void)
{
    pfn_t top = 0;
    if (boot_info.truncated != 0 || boot_info.nranges > BOOT_MAX_RANGES)
        return 0;
    /*@ loop invariant range: 0 <= i <= boot_info.nranges;
        loop invariant bound: top <= MAX_FRAMES;
        loop invariant covers: \forall integer j; 0 <= j < i &&
            boot_info.range[j].kind == RANGE_AVAILABLE && low_end(j) < high_end(j) ==>
            high_end(j) <= top;
        loop assigns i, top;
        loop variant boot_info.nranges - i; */
    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        if (boot_info.range[i].kind == RANGE_AVAILABLE) {
            pfn_t end = frame_down(range_end(boot_info.range[i].base, boot_info.range[i].size));
            //@ assert end: end == high_end(i);
            if (frame_up(boot_info.range[i].base) < end && end > top)
                top = end;
        }
    }
    return top;
}

/* Retype the frames from lo up to hi that exist and are used. */
/*@ requires wf: wf_page;
    requires two: two_types(PG_RESERVED, PG_UNTYPED);
    requires type: t == PG_RESERVED || t == PG_UNTYPED;
    terminates \true;
    exits \false;
    assigns page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
    ensures wf: wf_page;
    ensures types: \forall integer p; is_frame(p) ==>
        page_window[p].type == (lo <= p < hi ? t : \old(page_window[p].type)); */
static void type_frames(pfn_t lo, pfn_t hi, uint32_t t)
{
    pfn_t end = hi > nframes ? nframes : hi;
    /*@ loop invariant range: lo <= p <= end || (end < lo && p == lo);
        loop invariant wf: wf_page;
        loop invariant types: \forall integer q; is_frame(q) ==>
            page_window[q].type == (lo <= q < p ? t : \at(page_window[q].type,Pre));
        loop assigns p, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
        loop variant end - p; */
    for (pfn_t p = lo; p < end; p++)
        page_retype(p, t);
}

void boot_type_frames(void)
{
    /*@ loop invariant range: 0 <= i <= boot_info.nranges;
        loop invariant wf: wf_page;
        loop invariant two: two_types(PG_RESERVED, PG_UNTYPED);
        loop invariant typed: \forall integer p; is_frame(p) ==>
            (has_type(p, PG_UNTYPED) <==> available_in(p, i));
        loop assigns i, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
        loop variant boot_info.nranges - i; */
    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        uint64_t base = boot_info.range[i].base;
        if (boot_info.range[i].kind == RANGE_AVAILABLE)
            type_frames(frame_up(base), frame_down(range_end(base, boot_info.range[i].size)),
                        PG_UNTYPED);
    }
    /*@ loop invariant range: 0 <= i <= boot_info.nranges;
        loop invariant wf: wf_page;
        loop invariant two: two_types(PG_RESERVED, PG_UNTYPED);
        loop invariant typed: \forall integer p; is_frame(p) ==> (has_type(p, PG_UNTYPED) <==>
            available_in(p, boot_info.nranges) && !reserved_in(p, i));
        loop assigns i, page_window[ALL_FRAMES], WINDOWS_AT(ALL_FRAMES);
        loop variant boot_info.nranges - i; */
    for (uint32_t i = 0; i < boot_info.nranges; i++) {
        uint64_t base = boot_info.range[i].base;
        if (boot_info.range[i].kind != RANGE_AVAILABLE)
            type_frames(frame_down(base), frame_up(range_end(base, boot_info.range[i].size)),
                        PG_RESERVED);
    }
}

uint32_t boot_claim(uint64_t base, uint64_t size)
{
    pfn_t lo = frame_down(base), hi = frame_up(range_end(base, size));
    if (range_end(base, size) > (uint64_t)nframes * PAGE_SIZE)
        return 0;
    /*@ loop invariant range: lo <= p <= hi || (hi < lo && p == lo);
        loop invariant untyped: \forall integer q; lo <= q < p ==> has_type(q, PG_UNTYPED);
        loop assigns p;
        loop variant hi - p; */
    for (pfn_t p = lo; p < hi; p++) {
        if (PAGE(p).type != PG_UNTYPED)
            return 0;
    }
    type_frames(lo, hi, PG_RESERVED);
    return 1;
}

void boot_free_frames(void)
{
    /*@ loop invariant range: 0 <= p <= nframes;
        loop invariant wf: wf_page;
        loop invariant done: \forall integer q; 0 <= q < p ==>
            page_window[q].type ==
            (\at(page_window[q].type,Pre) == PG_UNTYPED ? PG_FREE : PG_RESERVED);
        loop invariant todo: \forall integer q; p <= q < nframes ==>
            page_window[q].type == \at(page_window[q].type,Pre);
        loop assigns p, FREE_STATE, page_window[ALL_FRAMES];
        loop variant nframes - p; */
    for (pfn_t p = 0; p < nframes; p++) {
        if (PAGE(p).type == PG_UNTYPED)
            page_free(p);
    }
}
