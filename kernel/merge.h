/* merge.h: large free blocks: found, split off a larger one, or merged on demand.
 *
 * Small blocks are not merged when they are freed: most are soon handed out again. Only when a
 * large one is wanted and there is none is memory searched for an aligned run of free frames. The
 * search is complete: where it fails there is no such run.
 */
#ifndef ISOBAR_MERGE_H
#define ISOBAR_MERGE_H

#include "block.h"

/*@ predicate all_free{L}(integer p, integer n) = \forall integer q; p <= q < p + n ==>
        type_of{L}(q) == PG_FREE;
    predicate aligned_run{L}(integer p, integer n) =
        0 <= p && p % n == 0 && p + n <= \at(nframes,L);
    // no n free frames are aligned to n
    predicate no_run2{L} = \forall integer p; aligned_run{L}(p, FRAMES_2M) ==>
        !all_free{L}(p, FRAMES_2M);
    predicate no_run1{L} = \forall integer p; aligned_run{L}(p, FRAMES_1G) ==>
        !all_free{L}(p, FRAMES_1G);
*/

/* Let the chain of free blocks of 2 MiB or 1 GiB have one; 0 if no run of frames can be one. */
/*@ requires chain: wf_chain;
    requires blocks: wf_blocks;
    requires listed: wf_listed;
    requires shape: s == SHAPE_2M || s == SHAPE_1G;
    terminates \true;
    exits \false;
    assigns BLOCK_STATE;
    ensures chain: wf_chain;
    ensures blocks: wf_blocks;
    ensures listed: wf_listed;
    ensures used: used_kept{Pre,Post};
    ensures found: \result != 0 ==> chain_head[s] != NIL && free_block(chain_head[s], s);
    ensures none2: \result == 0 && s == SHAPE_2M ==> no_run2;
    ensures none1: \result == 0 && s == SHAPE_1G ==> no_run1; */
uint32_t block_find(uint32_t s);

#endif
