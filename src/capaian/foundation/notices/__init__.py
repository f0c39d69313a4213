"""What a person should know: in the app and by mail."""
