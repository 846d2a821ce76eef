/* shortage_test.c: every allocation of the kernel fails in turn, because no frame is left for it.
 *
 * So many frames are left free and no more; what needs more of them must say so by its own error,
 * and then nothing at all may have changed. What needs no more must succeed with exactly these.
 */
#include "arena.h"
#include "harness.h"
#include "list.h"
#include "paging.h"

#define FRAMES 64u
#define HERE 0x4000000000ul /* an address whose tables are not there, at any level */

/* Take frames until so many are left. */
static void leave_free(uint32_t n)
{
    while (nfree > n)
        CHECK(page_alloc(ROOT_POOL, PG_UNTYPED) != NIL);
    CHECK_EQ(nfree, n);
}

/* An address space with one page mapped, such that an address one page, 2 MiB, 1 GiB or 512 GiB
 * further lacks 0, 1, 2 or 3 tables; and one more page, which is mapped nowhere. */
static pfn_t prepare(pfn_t *frame)
{
    pfn_t root;

    bare_machine(FRAMES);
    root = paging_create();
    CHECK(root != NIL);
    CHECK_EQ(paging_map(root, HERE, user_page(), RIGHT_WRITE), E_OK);
    *frame = user_page();
    return root;
}

static uint64_t lacking(uint32_t tables)
{
    return HERE + ((uint64_t)PAGE_SIZE << (9 * tables));
}

static void check_gone(const struct snapshot *before)
{
    check_unchanged(before, NIL);
    check_memory(NULL, 0);
}

TEST(shortage_of_frames_for_tables)
{
    for (uint32_t need = 0; need <= 3; need++)
        for (uint32_t left = 0; left <= 4; left++) {
            uint32_t error = need > left ? E_MEMORY : E_OK;
            struct snapshot *before;
            pfn_t frame, root = prepare(&frame);

            leave_free(left);
            CHECK_EQ(paging_need(root, lacking(need)), need);
            before = snapshot_take();
            CHECK_EQ(paging_map(root, HERE, frame, RIGHT_READ), E_MAPPED);
            check_unchanged(before, NIL);
            CHECK_EQ(paging_map(root, lacking(need), frame, RIGHT_READ), error);
            if (error != E_OK) {
                check_unchanged(before, NIL);
                page_free(frame);
            } else {
                CHECK_EQ(nfree, left - need);
                CHECK_EQ(PTE_FRAME(host_walk(root, lacking(need))), frame);
            }
            snapshot_free(before);
            check_memory(&root, 1);
        }
}

/* Memory that is full is no obstacle to giving some back. */
TEST(shortage_is_none_to_unmap_and_protect)
{
    pfn_t frame, root = prepare(&frame);

    CHECK_EQ(paging_map(root, lacking(3), frame, RIGHT_READ), E_OK);
    leave_free(0);
    CHECK_EQ(paging_protect(root, HERE, RIGHT_READ), E_OK);
    CHECK_EQ(nfree, 0);
    CHECK_EQ(paging_unmap(root, lacking(3)), E_OK);
    CHECK_EQ(nfree, 4);
    check_memory(&root, 1);
    paging_destroy(root);
    CHECK_EQ(nfree, 4 + 5);
    check_memory(NULL, 0);
}

/* Whatever takes one frame: with none it returns NIL, with one it takes that. */
static pfn_t take_one(uint32_t what)
{
    switch (what) {
    case 0:
        return page_alloc(ROOT_POOL, PG_THREAD);
    case 1:
        return user_page();
    case 2:
        return paging_create();
    case 3:
        return list_create(PG_ENDPOINT);
    default:
        return list_create(PG_QUEUE);
    }
}

TEST(shortage_of_a_single_frame)
{
    for (uint32_t what = 0; what <= 4; what++) {
        struct snapshot *before;

        bare_machine(FRAMES);
        leave_free(0);
        before = snapshot_take();
        CHECK_EQ(take_one(what), NIL);
        check_gone(before);
        snapshot_free(before);
        page_free(FRAMES / 2);
        CHECK_EQ(take_one(what), FRAMES / 2);
        CHECK_EQ(nfree, 0);
    }
}

/* A full arena, and no frame to make another: the slots in use stay as they are. */
TEST(shortage_of_frames_for_arenas)
{
    struct snapshot *before;
    slot_t h = NIL;

    bare_machine(FRAMES);
    arena_make(page_alloc(ROOT_POOL, PG_UNTYPED), 3);
    for (uint32_t i = 0; i < ARENA_SLOTS; i++) {
        h = slot_alloc(3);
        SLOT(h, 3).word[0] = i;
    }
    leave_free(0);
    before = snapshot_take();
    for (uint32_t k = 0; k < ARENA_CHAINS; k++)
        CHECK_EQ(slot_alloc(k), NIL);
    CHECK_EQ(page_alloc(ROOT_POOL, PG_UNTYPED), NIL);
    check_gone(before);
    snapshot_free(before);
    /* A slot given back is of its own kind only. */
    CHECK_EQ(slot_free(h, 3), 0);
    CHECK_EQ(slot_alloc(2), NIL);
    CHECK_EQ(slot_alloc(3), h);
    CHECK_EQ(SLOT(h, 3).word[0], ARENA_SLOTS - 1);
}

/* A process takes two frames, for itself and its thread. */
TEST(shortage_of_frames_for_a_process)
{
    for (uint32_t left = 0; left <= 2; left++) {
        struct snapshot *before;
        pfn_t root, p;

        kernel_reset();
        boot(3 * MIB, 1);
        root = paging_create();
        leave_free(left);
        before = snapshot_take();
        p = process_create(root, 0, USER_BASE, USER_STACK_TOP);
        CHECK_EQ(p == NIL, left < 2);
        if (p == NIL) {
            check_unchanged(before, NIL);
            paging_destroy(root);
            CHECK_EQ(nfree, left + 1);
        } else {
            CHECK_EQ(nfree, 0);
        }
        snapshot_free(before);
        check_invariants();
    }
}

/* The system call takes the page too, and must not keep it when a table is lacking. */
TEST(shortage_of_frames_for_the_call_map)
{
    for (uint32_t need = 0; need <= 3; need++)
        for (uint32_t left = 0; left <= 4; left++) {
            kernel_reset();
            boot(3 * MIB, 1);
            CHECK_EQ(call(CALL_MAP, HERE, RIGHT_WRITE), E_OK);
            leave_free(left);
            if (need + 1 > left) {
                check_refused(CALL_MAP, lacking(need), RIGHT_WRITE, E_MEMORY);
            } else {
                CHECK_EQ(call(CALL_MAP, lacking(need), RIGHT_WRITE), E_OK);
                CHECK_EQ(nfree, left - need - 1);
            }
            check_invariants();
        }
}
