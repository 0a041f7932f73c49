"""An answer as plain text for a terminal or a printed sheet."""

from .answer import Answer
from .words import long_day


def as_text(answer: Answer) -> str:
    """The date, its status, the numbered proof, what was not applied, other dates and notices."""
    hour = f" at {answer.at}" if answer.at else ""
    zone = f" ({answer.zone})" if answer.at and answer.zone else ""
    lines = [
        f"{long_day(answer.on)}{hour}{zone} - {answer.kind.replace('_', ' ')}, "
        f"{answer.status.replace('_', ' ')}"
    ]
    steps = answer.steps
    width = len(str(len(steps)))
    lines.extend(f"{step.number:>{width}}. {step.text} [{step.cite}]" for step in steps)
    lines.extend(
        f"Not applied: {what}, because {why}. [{cite}]" for what, why, cite in answer.not_applied
    )
    lines.extend(f"Or {long_day(on)}: {why}. [{cite}]" for on, why, cite in answer.alternatives)
    lines.extend(f"Note: {notice}" for notice in answer.notices)
    lines.append(f"Counted by {answer.program}, in force from {answer.program_version}.")
    return "\n".join(lines)
