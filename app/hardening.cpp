// SPDX-License-Identifier: Apache-2.0
#include "app/hardening.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace gd {

bool keepMemoryPrivate()
{
    const rlimit none{0, 0};
    return ::prctl(PR_SET_DUMPABLE, 0) == 0 && ::setrlimit(RLIMIT_CORE, &none) == 0;
}

} // namespace gd
