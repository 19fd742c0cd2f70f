"""What a server needs to run in the open: headers, packing, health, figures, logs."""
