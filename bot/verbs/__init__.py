"""The verbs of the command, by what they are for. Each reads its arguments, calls one function and prints.

Nothing heavy is imported above a function: `glassbox --help` and the look-ups start at once.
"""
