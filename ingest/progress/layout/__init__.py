"""Where things stand in a filing: sheets, headers, rows, and what the file says of itself. No task and target is known here."""
