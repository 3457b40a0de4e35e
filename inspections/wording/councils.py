"""What is said of a name that means no council, or that is another's."""

from datetime import date

from inspections.names import CouncilNames, CouncilRegister

from .words import listed


def no_council_meant(text: str, register: CouncilRegister, day: date) -> str:
    """`No council is called “Testshre”. Names near to it: Testshire.`

    Of a name of several councils, which they are.
    """
    if meant := register.meant_by(text, day):
        return f"More than one council is called “{text}”: {listed([council.display_name for council in meant])}."
    near = listed([council.display_name for council in register.near(text, day)])
    instead = f"Names near to it: {near}." if near else "The list of councils has all their names."
    return f"No council is called “{text}”. {instead}"


def name_taken(name: str, other: CouncilNames) -> str:
    """`“Mock” is a name of Mockshire too, at the same time.`"""
    return f"“{name}” is a name of {other.display_name} too, at the same time."
