"""The second room: from printed names to authority records."""
