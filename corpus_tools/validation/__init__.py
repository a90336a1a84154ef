"""The bytes of annotated files -> what is wrong with them; nothing is changed, and one fault does not hide the next."""
