"""Content Credentials: signed, read back, and found out when something was changed."""
