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
    return DEFECTIVE if defective(program, v) else SOUND if sound(program, v) else NOT_SHOWN


def defective(program: Program, v: Vector) -> bool:
    """Whether a defect is certain: a red line, a floor or a guarantee that is required and missing, or a use not to be undertaken."""
    slots, rubric = program.slots, program.rubric
    lines = [slots[f"red-line:{line.id}"] for line in rubric.red_lines]
    floors = [slots[f"short:{requirement.id}"] for requirement in rubric.requirements if requirement.floor]
    if any(v[at] == TRUE for at in (*lines, *floors)) or v[slots["action"]] == program.bits["action"].get(STOP):
        return True
    own = [safeguard.id for safeguard in rubric.safeguards]
    return any(v[slots[f"required:{name}"]] == TRUE and v[slots[f"met:{name}"]] == FALSE for name in own)


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
