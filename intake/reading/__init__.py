"""Reading papers in processes of their own, so that the service answers while they work or die."""
