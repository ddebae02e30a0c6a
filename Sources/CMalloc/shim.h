#pragma once
// glibc's own settings of malloc, which Swift's Glibc module leaves out.
#if __has_include(<malloc.h>)
#include <malloc.h>
#endif
