/* family.c: the demo makes a child of pages of its own, talks with it, notifies it, and kills it.
 *
 * Then it does so many times over. A child takes 70 frames: its 64 pages, three tables above them,
 * the root, process and thread. A thousand take more than the 256 MiB that `make run` has, unless
 * they come back.
 */
#include "init.h"
#include "print.h"
#include "syscall.h"

enum { CHILD = 2, PAGES = 64, MORE = 1000 }; /* CHILD is a slot, of the endpoint for children */
#define PLACE 0x10000000ul                   /* of the pages, here and in the child */
#define BITS 5ul                             /* that it is notified of */

extern const unsigned char answer_begin[], answer_end[];

/* What runs in a child is between the two labels; it needs no stack. It sends the bits back that it
 * is notified of. Never called here. */
__attribute__((used, noinline)) static void answer(void)
{
    __asm__ volatile(
        ".globl answer_begin, answer_end\n"
        "answer_begin: mov %[recv], %%eax\n"
        "1: xor %%edi, %%edi; syscall; cmp %[notified], %%eax; je 3f; test %%eax, %%eax; jnz 2f;"
        "not %%rsi; not %%rdx; not %%r10; not %%r8; mov %[reply], %%eax; jmp 1b\n"
        "2: mov %[exit], %%eax; syscall; jmp 2b\n"
        "3: mov %[send], %%eax; syscall; jmp answer_begin\n"
        "answer_end:"
        :
        : [recv] "i"(CALL_RECV), [reply] "i"(CALL_REPLY_RECV), [exit] "i"(CALL_THREAD_EXIT),
          [send] "i"(CALL_SEND), [notified] "i"(E_NOTIFIED));
}

/* Make a child, which waits for a message when it runs. */
static uint64_t make(uint64_t *done, uint64_t *child)
{
    volatile unsigned char *to = (volatile unsigned char *)PLACE;
    uint64_t error = sys_map_range(PLACE, RIGHT_WRITE, PAGES, done);

    if (error != E_OK)
        return error;
    for (uint64_t i = 0; i < (uint64_t)(answer_end - answer_begin); i++)
        to[i] = answer_begin[i];
    error = protect_page(PLACE, RIGHT_EXECUTE);
    if (error == E_OK)
        error = sys_process_create(CHILD, PLACE, 0, PLACE, PLACE, PAGES, done, child);
    return error;
}

/* Whether the child answers a call with the words inverted; said only if it does not. */
static int answers(uint64_t i)
{
    struct message m = {{i, i + 1, i * i, ~i}};
    uint64_t error = sys_call(CHILD, &m);

    if (error != E_OK)
        print("init: the child cannot be called: %s\n", error_name(error));
    return error == E_OK && m.w[0] == ~i && m.w[1] == ~(i + 1) && m.w[2] == ~(i * i) && m.w[3] == i;
}

static int notified(void)
{
    struct message m = {{0}};
    uint64_t error = sys_notify(CHILD, BITS);

    if (error == E_OK)
        error = sys_recv(CHILD, &m);
    if (error == E_OK && m.w[0] != BITS) {
        print("init: the child was told of other bits: %lx\n", m.w[0]);
        return 0;
    }
    return told(error, "notified it of bits 0 and 2, which it sent back");
}

static int many(void)
{
    uint64_t done, child, error = E_OK;
    unsigned right = 0;

    for (unsigned i = 0; i < MORE && error == E_OK; i++) {
        error = make(&done, &child);
        if (error == E_OK)
            right += done == PAGES && answers(i);
        if (error == E_OK)
            error = sys_process_kill(child);
    }
    return told(error, "its frames came back: made and killed 1000 more, 70 frames each") &
           (right == MORE);
}

int family(void)
{
    uint64_t done, child, error = sys_endpoint_create(CHILD);
    int good;

    if (error == E_OK)
        error = make(&done, &child);
    if (!told(error, "made a child, which has 64 pages that were mapped here"))
        return 0;
    good = answers(1);
    print("init: sent it four words, and each came back %s\n", good ? "inverted" : "wrong");
    good &= notified();
    good &= told(sys_process_kill(child), "killed it");
    good &= refused("killing it twice", sys_process_kill(child), E_CHILD);
    good &= many();
    return good & told(sys_endpoint_close(CHILD), "closed the endpoint that they had");
}
