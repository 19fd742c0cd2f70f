"""What is handed from room to room: frozen values, equal by value."""
