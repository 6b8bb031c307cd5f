"""Policy check-ups in use: profiles from the registers, check-ups, reminders, upkeep."""
