"""What the writer and the reader of a format share: its names, types and escapes."""
