"""Gets models from Hugging Face: only when a person asks, and in a process of its own, which alone reaches the network.

A model that is not whole never appears as one: its index comes last. What was fetched of a file stays when the work is
cut off, and the rest is fetched the next time.
"""
