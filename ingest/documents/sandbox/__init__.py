"""A sandbox for code of ours that opens what strangers send: a process of its own for each file, walled in by the system.

A server process imports the code once and never sees what is in a file; it forks a child per file, which takes its limits,
does its task and ends. So a file finds nothing of the file before it, none of the night's memory and no password; and what
comes back is bytes, whose reader believes nothing of them. `client` is the way in. What the tasks are belongs to the rooms
that name them.
"""
