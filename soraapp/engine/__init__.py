"""From a project to results: plan, run in a worker process, cache, and tell what happens as events."""
