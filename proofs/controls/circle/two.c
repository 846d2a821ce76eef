/* two.c: proves its own lemma with the one of one.h in sight. */
#include "one.h"

#include "two.h"
