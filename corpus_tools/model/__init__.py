"""The shipped language model: its weights, how they are trained, how they are measured."""
