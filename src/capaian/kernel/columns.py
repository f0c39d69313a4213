"""Columns as spreadsheets name them."""

from __future__ import annotations


def column_number(letters: str) -> int:
    """"A" is 1, "AB" is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """28 is "AB"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
