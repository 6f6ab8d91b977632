"""What a timeline asks of the graph: nodes for what is missing between, beside and in its items. Each is one edit."""
