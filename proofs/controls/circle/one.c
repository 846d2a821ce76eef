/* one.c: proves its own lemma with the one of two.h in sight. */
#include "two.h"

#include "one.h"
