"""Why a question gets its reply, and what would have changed it."""
