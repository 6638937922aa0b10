#include "lose_a_page.h"

#include <windows.h>

void lose_a_page() { ::RaiseException(static_cast<DWORD>(STATUS_IN_PAGE_ERROR), 0, 0, nullptr); }
