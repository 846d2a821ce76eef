/* abi_memory.h: calls on memory.
 *
 * It belongs to abi.h, which includes it and says how a call is described.
 */
#ifndef ISOBAR_ABI_MEMORY_H
#define ISOBAR_ABI_MEMORY_H

enum memory_call {
    /* map(address, rights, size): map a zeroed page
     *
     * It takes the frames of the page, an aligned run of them if it is large, and one for each
     * table that the address lacks.
     *
     * address: of its first byte, a multiple of the size
     * rights: enum rights
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_RIGHTS: rights are none of these
     * E_MAPPED: some of the page is mapped already, or a large one meets a table for smaller ones
     * E_MEMORY: fewer frames are free than it takes, or they do not lie in a run
     */
    CALL_MAP = 2,

    /* unmap(address, size): unmap a page and free it
     *
     * The tables that served it alone are freed with it. If it is part of a larger page, that is
     * split, which takes a frame for a table, or two.
     *
     * address: of its first byte, a multiple of the size
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_UNMAPPED: nothing is mapped at the address
     * E_SIZE: smaller pages are mapped there
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_UNMAP = 3,

    /* protect(address, rights, size): change the rights of a mapped page
     *
     * If it is part of a larger page, that is split, which takes a frame for a table, or two.
     *
     * address: of its first byte, a multiple of the size
     * rights: enum rights
     * size: enum page_size
     * blocks: never
     * E_SIZE: size is none of these, or the machine has no pages of 1 GiB
     * E_ADDRESS: address is not a multiple of the size, or part of the page is below USER_MIN or at
     *   USER_END or above
     * E_RIGHTS: rights are none of these
     * E_UNMAPPED: nothing is mapped at the address
     * E_SIZE: smaller pages are mapped there
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_PROTECT = 4,

    /* map_range(address, rights, pages) -> done: map zeroed pages
     *
     * As many maps of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are those of
     * the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * rights: enum rights
     * pages: how many
     * done: how many were mapped, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_RIGHTS: rights are none of these
     * E_MAPPED: the first page is mapped already
     * E_MEMORY: fewer frames are free than the first page takes with its tables
     */
    CALL_MAP_RANGE = 10,

    /* unmap_range(address, pages) -> done: unmap pages and free them
     *
     * As many unmaps of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are those
     * of the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * pages: how many
     * done: how many were unmapped, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_UNMAPPED: the first page is not mapped
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_UNMAP_RANGE = 11,

    /* protect_range(address, rights, pages) -> done: change the rights of mapped pages
     *
     * As many protects of pages of 4 KiB, one after the other: see RANGE_PAGES. The errors are
     * those of the first page.
     *
     * address: of the first byte of the first page, a multiple of 4 KiB
     * rights: enum rights
     * pages: how many
     * done: how many have the rights now, at least one
     * blocks: never
     * E_ADDRESS: address is not a multiple of 4 KiB, or below USER_MIN, or at USER_END or above
     * E_RANGE: pages is 0, or goes beyond USER_END
     * E_RIGHTS: rights are none of these
     * E_UNMAPPED: the first page is not mapped
     * E_MEMORY: a larger page would have to be split, and no frames are free for the tables
     */
    CALL_PROTECT_RANGE = 12
};

#endif
