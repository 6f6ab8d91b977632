"""The engine, with a real worker process and real files."""
