"""The verdict on a use: shown to be defective, shown to be sound, or neither."""

from __future__ import annotations

from assess.conditions.logic import FALSE, TRUE, Vector
from assess.engine.program import Program
from assess.engine.slot_makers import STOP
from assess.model.assessment import DEFECTIVE, NOT_SHOWN, SOUND


def verdict(program: Program, v: Vector) -> str:
    """What *v* shows of a use; nothing under a rubric without pathway, which says nothing of this kind."""
    if program.rubric.pathway is None:
        return ""
    return DEFECTIVE if defects(program, v) else SOUND if sound(program, v) else NOT_SHOWN


def defects(program: Program, v: Vector) -> tuple[str, ...]:
    """What is certainly wrong, by qualified ids: red lines raised, guarantees required and missing, floors not reached, `action:stop`."""
    slots, rubric = program.slots, program.rubric
    if rubric.pathway is None:
        return ()
    lines = (f"red-line:{line.id}" for line in rubric.red_lines if v[slots[f"red-line:{line.id}"]] == TRUE)
    own = (safeguard.id for safeguard in rubric.safeguards)
    missing = (f"safeguard:{name}" for name in own if v[slots[f"required:{name}"]] == TRUE and v[slots[f"met:{name}"]] == FALSE)
    short = (rule for rule in rubric.requirements if rule.floor and v[slots[f"short:{rule.id}"]] == TRUE)
    floors = (f"criterion:{rule.floor}" for rule in short)
    found = tuple(dict.fromkeys((*lines, *missing, *floors)))
    return found or ((f"action:{STOP}",) if v[slots["action"]] == program.bits["action"].get(STOP) else ())


def sound(program: Program, v: Vector) -> bool:
    """Whether every requirement is certainly met, under a regime that is settled, and the use is certainly not one to stop."""
    slots, rubric = program.slots, program.rubric
    never = [f"red-line:{line.id}" for line in rubric.red_lines] + [f"gap:{principle.id}" for principle in rubric.principles]
    if any(v[slots[name]] != FALSE for name in never) or v[slots["action"]] & program.bits["action"].get(STOP, 0):
        return False
    if rubric.regime is not None and v[slots["regime"]].bit_count() != 1:
        return False
    own = [safeguard.id for safeguard in rubric.safeguards]
    return all(v[slots[f"required:{name}"]] == FALSE or v[slots[f"met:{name}"]] == TRUE for name in own)
