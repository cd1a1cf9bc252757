"""The return copy: the sender's own workbook, its faults marked. Nothing is judged here."""
