"""Wrong characters: what was meant, judged by what official text reads like."""
