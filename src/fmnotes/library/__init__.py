"""Notes -> Library: everything that only the whole site knows."""
