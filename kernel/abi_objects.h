/* abi_objects.h: calls that make objects, and let go of them.
 *
 * It belongs to abi.h, which includes it and says how a call is described.
 */
#ifndef ISOBAR_ABI_OBJECTS_H
#define ISOBAR_ABI_OBJECTS_H

enum object_call {
    /* endpoint_create(slot): make an endpoint
     *
     * slot: of the process, which names the endpoint from now on
     * blocks: never
     * E_SLOT: slot is not below NSLOTS
     * E_NAMED: the slot names an endpoint already
     * E_MEMORY: no frame is free
     */
    CALL_ENDPOINT_CREATE = 17,

    /* endpoint_close(slot): empty a slot
     *
     * The endpoint that it named is freed if no other slot names it; else who waits at it goes on
     * waiting.
     *
     * slot: of the process, which names an endpoint
     * blocks: never
     * E_SLOT: slot is not below NSLOTS, or empty
     */
    CALL_ENDPOINT_CLOSE = 18
};

#endif
