"""From a message to a human being: intake, detection, incidents, escalation, on-call."""
