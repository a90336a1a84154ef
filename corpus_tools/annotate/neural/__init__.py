"""The accurate language model: one character encoder whose readings give words, tags, features, trees and names."""
