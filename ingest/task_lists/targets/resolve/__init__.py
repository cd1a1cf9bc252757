"""From what clauses state to targets: areas, windows, metrics, wholes and parts, settled in the order of the text."""
