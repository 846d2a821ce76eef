/* machine.h: the only door between the kernel and a machine.
 *
 * Each arch/ directory implements these few functions; nothing else in kernel/ knows which machine
 * is below. Their contracts are assumed, each with a line in proofs/ledger: a machine function
 * touches no kernel object, and leaves in the TLB what kernel/tlb.h says. `cpu` is the number of
 * the CPU that calls.
 */
#ifndef ISOBAR_MACHINE_H
#define ISOBAR_MACHINE_H

#include "tlb.h"

/* What the kernel has to say on the console; arch/ turns an event into a line of text. */
enum event {
    EV_BOOTED, /* a: frames in the map, b: frames free */
    EV_FAULT,  /* a thread was ended by an exception; a: its vector, b: the faulting address */
    EV_IDLE,   /* no thread is ready on this CPU */
    EV_CLOCK,  /* the arrival counter is at its end */
    NEVENTS
};

/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void machine_putc(uint32_t c);

/* Write the line for an event about thread t (NIL: about none). */
/*@ terminates \true;
    exits \false;
    assigns \nothing; */
void machine_log(uint32_t event, pfn_t t, uint64_t a, uint64_t b);

/* Load the address space with this root table on the calling CPU, to walk it under this tag; NIL
   loads the kernel's own, which has no tag. Unless `keep` is set the CPU first forgets what it
   holds under the tag. */
/*@ requires cpu: cpu < NCPU;
    requires tag: root != NIL ==> tag == tag_of(root);
    terminates \true;
    exits \false;
    assigns tlb[cpu], cr3[cpu];
    ensures loaded: cr3[cpu] == root;
    ensures step: hardware_step{Pre,Post}(cpu);
    ensures flushed: root != NIL && keep == 0 ==> \forall integer v; is_page(v) ==>
        cached(cpu, tag, v) == 0 || cached(cpu, tag, v) == walked(root, v); */
void machine_load(uint32_t cpu, pfn_t root, uint32_t tag, uint32_t keep);

/* Forget the translation of one user address on the calling CPU. */
/*@ requires cpu: cpu < NCPU;
    requires user: is_user(address) && cr3[cpu] != NIL;
    terminates \true;
    exits \false;
    assigns tlb[cpu];
    ensures flushed: \let k = tag_of(cr3[cpu]); cached(cpu, k, address / 4096) == 0
        || cached(cpu, k, address / 4096) == walked(cr3[cpu], address / 4096);
    ensures step: hardware_step{Pre,Post}(cpu); */
void machine_flush(uint32_t cpu, uint64_t address);

#endif
