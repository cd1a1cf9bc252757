"""The grammar's productions: what one clause states. Nothing here knows the clauses before it."""
