// Nothing here is called: linking the target is what has an effect. See no_locales.c.
#pragma once
