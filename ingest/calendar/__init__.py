"""The calendar of the administration: reporting periods, how they are written, working days, and when a report is due.

Nothing here knows a list's tasks or a filing.
"""
