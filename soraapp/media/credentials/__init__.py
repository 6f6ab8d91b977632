"""Content Credentials (C2PA): a signed statement of how a file was made, which is written into it last of all."""
