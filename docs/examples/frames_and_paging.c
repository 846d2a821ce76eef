/* frames_and_paging.c: two parts of the kernel alone: the frame allocator and page tables.
 *
 *     cc frames_and_paging.c $(pkg-config --cflags --libs isobar-paging)
 *
 * Nothing is booted and no process exists. What each function asks of its caller is in its contract
 * in the header; nothing checks it here, as the kernel's callers are proved to keep it.
 */
#include <isobar/host.h>
#include <isobar/paging.h>
#include <isobar/user_page.h>
#include <stdlib.h>

#define FRAMES 1024u
#define ADDRESS 0x400000ul

static void check(int error)
{
    if (error == ISOBAR_OK)
        return;
    fprintf(stderr, "frames_and_paging: %s\n", isobar_error_text(error));
    exit(1);
}

/* All frames are reserved at first. Give the allocator all of them, but not frame 0. */
static void free_frames(void)
{
    page_init(FRAMES);
    for (pfn_t p = 1; p < FRAMES; p++) {
        page_retype(p, PG_UNTYPED);
        page_free(p);
    }
}

/* What the MMU finds for an address when it walks the tables below a root. */
static void show(const char *when, pfn_t root)
{
    uint64_t leaf = host_walk(root, ADDRESS);

    printf("%s: %u frames free; 0x%lx is ", when, nfree, ADDRESS);
    if (leaf == 0)
        printf("not mapped\n");
    else
        printf("mapped, %s\n", leaf & ENTRY_WRITE ? "writable" : "read-only");
}

/* Map a page, change its rights, and take it away again. */
static void one_page(pfn_t root)
{
    /* The page and the tables that are missing on the way to it must be there: count first. */
    if (nfree < 1 + paging_need(root, ADDRESS))
        return;
    pfn_t page = user_page();

    paging_map(root, ADDRESS, page, RIGHT_WRITE);
    show("map", root);
    /* A window shows physical memory by frame number. */
    USER(page).word[0] = 42;
    printf("frame of the page found again: %s\n",
           entry_frame(paging_lookup(root, ADDRESS)) == page ? "yes" : "no");
    paging_protect(root, ADDRESS, RIGHT_READ);
    show("protect", root);
    paging_unmap(root, ADDRESS);
    show("unmap", root);
}

int main(void)
{
    const struct isobar_options options = {.frames = FRAMES};
    struct isobar *kernel;
    pfn_t root;

    check(isobar_create(&kernel, &options)); /* the memory that the windows look into */
    free_frames();
    root = paging_create();
    if (root == NIL)
        return 1;
    show("create", root);
    one_page(root);
    paging_destroy(root);
    printf("destroy: %u frames free\n", nfree);
    check(isobar_destroy(kernel));
    return 0;
}
