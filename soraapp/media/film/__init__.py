"""How an edit of many shots becomes one film: its pictures and its sound."""
