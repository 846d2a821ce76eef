/* calls_memory.c: what a program expects of its calls on memory, in the smallest system.
 *
 * There is one process with one thread. Each function is a trap of that thread, proved from the
 * contract of kernel_enter() alone; its postcondition is what the program sees. None of this is in
 * the kernel.
 */
#include "calls.h"

/* Where nothing is mapped and five frames are free a page appears: zeroed, and not executable. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_MAP);
    requires page: is_valid(address(cpu))
        && argument(current[cpu], REG_A2) == SIZE_4K;
    requires rights: argument(current[cpu], REG_A1) == RIGHT_WRITE;
    requires absent: translation(space_of(cpu), address(cpu)) == 0;
    requires room: nfree >= 5;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures page: \let e = translation(space_of{Pre}(cpu), address{Pre}(cpu));
        has_type(pte_frame(e), PG_USER) && zeroed(pte_frame(e)) && pte_write(e) && !pte_execute(e);
    ensures others: other_translations{Pre,Post}(space_of{Pre}(cpu), address{Pre}(cpu)); */
pfn_t client_map_new(uint32_t cpu)
{
    //@ assert fits: map_error(space_of(cpu), address(cpu)) == E_OK;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert spec: spec_call_map{Pre,Here}(cpu);
    //@ assert small: map_small{Pre,Here}(cpu, address{Pre}(cpu), RIGHT_WRITE);
    //@ assert mapped: maps{Pre,Here}(space_of{Pre}(cpu), address{Pre}(cpu), RIGHT_WRITE);
    return t;
}

/* What is mapped already stays as it is. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_MAP);
    requires page: is_valid(address(cpu))
        && argument(current[cpu], REG_A2) == SIZE_4K;
    requires rights: argument(current[cpu], REG_A1) < NRIGHTS;
    requires mapped: translation(space_of(cpu), address(cpu)) != 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_MAPPED);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_map_again(uint32_t cpu)
{
    //@ assert taken: map_error(space_of(cpu), address(cpu)) == E_MAPPED;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert spec: spec_call_map{Pre,Here}(cpu);
    //@ assert refused: told{Pre,Here}(cpu, E_MAPPED);
    return t;
}

/* What has been unmapped is gone, its frame is free, and no CPU remembers it. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_UNMAP);
    requires page: is_valid(address(cpu))
        && argument(current[cpu], REG_A1) == SIZE_4K;
    requires mapped: translation(space_of(cpu), address(cpu)) != 0
        && missing(space_of(cpu), address(cpu)) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures gone: translation(space_of{Pre}(cpu), address{Pre}(cpu)) == 0;
    ensures freed: nfree > \old(nfree);
    ensures forgotten: \let v = address{Pre}(cpu) / 4096;
        cached(cpu, tag_of(space_of{Pre}(cpu)), v) == 0 || !holds(cpu, space_of{Pre}(cpu)); */
pfn_t client_unmap(uint32_t cpu)
{
    //@ assert page: address(cpu) / 4096 * PAGE_SIZE == address(cpu);
    //@ assert mapped: unmap_error(space_of(cpu), address(cpu)) == E_OK;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert spec: spec_call_unmap{Pre,Here}(cpu);
    //@ assert small: unmap_small{Pre,Here}(cpu, address{Pre}(cpu));
    //@ assert unmapped: unmaps{Pre,Here}(space_of{Pre}(cpu), address{Pre}(cpu));
    //@ assert gone: walked(space_of{Pre}(cpu), address{Pre}(cpu) / 4096) == 0;
    return t;
}

/* A page that was writable is not any more, for no CPU. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROTECT);
    requires page: is_valid(address(cpu))
        && argument(current[cpu], REG_A2) == SIZE_4K;
    requires rights: argument(current[cpu], REG_A1) == RIGHT_READ;
    requires mapped: translation(space_of(cpu), address(cpu)) != 0
        && missing(space_of(cpu), address(cpu)) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_OK);
    ensures read: !pte_write(translation(space_of{Pre}(cpu), address{Pre}(cpu)));
    ensures frame: pte_frame(translation(space_of{Pre}(cpu), address{Pre}(cpu)))
        == \old(pte_frame(translation(space_of(cpu), address(cpu)))); */
pfn_t client_protect(uint32_t cpu)
{
    //@ assert mapped: unmap_error(space_of(cpu), address(cpu)) == E_OK;
    //@ assert frame: 0 <= pte_frame(translation(space_of(cpu), address(cpu))) < MAX_FRAMES;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert spec: spec_call_protect{Pre,Here}(cpu);
    //@ assert small: protect_small{Pre,Here}(cpu, address{Pre}(cpu), RIGHT_READ);
    //@ assert changed: protects{Pre,Here}(space_of{Pre}(cpu), address{Pre}(cpu), RIGHT_READ);
    /*@ assert leaf: \let f = pte_frame(translation{Pre}(space_of{Pre}(cpu), address{Pre}(cpu)));
            translation(space_of{Pre}(cpu), address{Pre}(cpu)) == leaf(f, RIGHT_READ)
            && pte_frame(leaf(f, RIGHT_READ)) == f; */
    return t;
}

/* A range call does at least one page where one can be mapped, and says how many. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_MAP_RANGE);
    requires range: run_error(address(cpu), argument(current[cpu], REG_A2)) == E_OK;
    requires rights: argument(current[cpu], REG_A1) == RIGHT_WRITE;
    requires absent: translation(space_of(cpu), address(cpu)) == 0;
    requires room: nfree >= 5;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: argument(\old(current[cpu]), REG_CALL) == E_OK
        && 1 <= argument(\old(current[cpu]), REG_A1) <= RANGE_PAGES;
    ensures first: page_zero(space_of{Pre}(cpu), address{Pre}(cpu) / PAGE_SIZE, RIGHT_WRITE); */
pfn_t client_map_range(uint32_t cpu)
{
    //@ assert fits: map_error(space_of(cpu), address(cpu)) == E_OK;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    return t;
}

/* The first page of a range that is unmapped is gone. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_UNMAP_RANGE);
    requires range: run_error(address(cpu), argument(current[cpu], REG_A1)) == E_OK;
    requires mapped: translation(space_of(cpu), address(cpu)) != 0
        && missing(space_of(cpu), address(cpu)) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: argument(\old(current[cpu]), REG_CALL) == E_OK;
    ensures gone: translation(space_of{Pre}(cpu), address{Pre}(cpu)) == 0; */
pfn_t client_unmap_range(uint32_t cpu)
{
    //@ assert page: address(cpu) / 4096 * PAGE_SIZE == address(cpu);
    //@ assert mapped: unmap_error(space_of(cpu), address(cpu)) == E_OK;
    pfn_t t = kernel_enter(cpu, TRAP_CALL, 0, 0);
    //@ assert first: page_unmaps{Pre,Here}(space_of{Pre}(cpu), address{Pre}(cpu) / PAGE_SIZE);
    return t;
}

/* A range of no pages is refused, and nothing else happens. */
/*@ requires wf: wf;
    requires asks: alone_asks(cpu, CALL_PROTECT_RANGE);
    requires page: is_valid(address(cpu))
        && argument(current[cpu], REG_A2) == 0;
    terminates \true;
    exits \false;
    assigns KERNEL_STATE;
    ensures told: alone_told{Pre,Post}(cpu, E_RANGE);
    ensures same: threads_same{Pre,Post} && memory_same{Pre,Post}; */
pfn_t client_protect_range(uint32_t cpu)
{
    return kernel_enter(cpu, TRAP_CALL, 0, 0);
}
