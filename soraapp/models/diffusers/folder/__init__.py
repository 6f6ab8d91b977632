"""What a folder or a file of weights holds: read without loading any, and judged before anything in it runs."""
