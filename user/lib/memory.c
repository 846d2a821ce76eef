/* memory.c: the four functions that the compiler may call on its own.
 *
 * Built with -fno-tree-loop-distribute-patterns, or each loop would become a call to itself.
 */
#include <stddef.h>

void *memcpy(void *restrict to, const void *restrict from, size_t size);
void *memmove(void *to, const void *from, size_t size);
void *memset(void *to, int value, size_t size);
int memcmp(const void *left, const void *right, size_t size);

void *memcpy(void *restrict to, const void *restrict from, size_t size)
{
    char *d = to;
    const char *s = from;

    for (size_t i = 0; i < size; i++)
        d[i] = s[i];
    return to;
}

void *memmove(void *to, const void *from, size_t size)
{
    char *d = to;
    const char *s = from;

    if (d < s)
        for (size_t i = 0; i < size; i++)
            d[i] = s[i];
    else
        for (size_t i = size; i > 0; i--)
            d[i - 1] = s[i - 1];
    return to;
}

void *memset(void *to, int value, size_t size)
{
    char *d = to;

    for (size_t i = 0; i < size; i++)
        d[i] = (char)value;
    return to;
}

int memcmp(const void *left, const void *right, size_t size)
{
    const unsigned char *l = left, *r = right;

    for (size_t i = 0; i < size; i++)
        if (l[i] != r[i])
            return l[i] < r[i] ? -1 : 1;
    return 0;
}
