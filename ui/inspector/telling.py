"""What runs and checks have to say about the nodes that an inspector shows: their state, and what is wrong where."""

from __future__ import annotations

from collections.abc import Mapping

from soraapp.errors import SoraError
from ui.inspector.header import Header
from ui.inspector.notice import Notice
from ui.inspector.prompt_field import PromptField
from ui.inspector.row import InputRow
from ui.inspector.subject import Subject
from ui.jobs import Jobs
from ui.node_state import Phase


def tell(subject: Subject, jobs: Jobs, header: Header, notice: Notice, rows: Mapping[str, InputRow]) -> None:
    """Show the state of the only node, and the problems of all of them, each beside the input that it is about."""
    chosen = frozenset(subject.ids)
    problems = [problem for problem in jobs.problems if problem.node in chosen]
    for name, row in rows.items():
        errors = {str(problem.error): problem.error for problem in problems if problem.input == name}
        row.show_errors(list(errors.values()))
    own: list[SoraError] = []
    if subject.only:
        state = jobs.state(subject.only.id)
        if header.show_state(state):
            for row in rows.values():
                row.refuse(None)  # It runs with the values that are shown.
        own = [state.error] if state.error is not None and state.phase is Phase.FAILED else []
        for row in rows.values():
            if isinstance(row.field, PromptField):
                row.field.show_result(state.text)
    blamed = {str(problem.error) for problem in problems if problem.input in rows}
    whole = [*own, *(problem.error for problem in problems if problem.input is None or subject.only)]
    notice.show_errors([error for error in whole if str(error) not in blamed])
