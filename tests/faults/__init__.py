"""Faults on purpose: killed processes, damaged files and full disks, at random moments of real runs."""
