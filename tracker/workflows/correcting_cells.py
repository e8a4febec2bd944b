"""The cells that a person changed in one row of a ledger, as a correction: names, dates, topics and words read."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.errors import AmbiguousNameError, ConflictError, NotFoundError, TrackerError, UsageError
from tracker.ledger.columns import COLUMN_OF, Kind
from tracker.ledger.comparing import DateOrder, read_date, read_list, read_text
from tracker.records import Manner, Status
from tracker.revisions import StatementEdit
from tracker.storage.journal import Journal
from tracker.storage.session import Session
from tracker.storage.statements import GAP
from tracker.workflows.correct import resolve_speaker

_AND = " and "
_NEW = "(new"
_MOST_CUTS = 6


class CellReader:
    """Reads the cells of rows; ``create`` makes the speakers whom nobody knows yet."""

    def __init__(self, session: Session, journal: Journal, *, create: bool) -> None:
        self._session = session
        self._journal = journal
        self._create = create
        self._made: dict[str, int] = {}
        self.order = DateOrder()

    def read_edit(self, cells: Mapping[str, str]) -> StatementEdit:
        """What the cells of one row say, as a correction; names are looked up, and made where that is asked for."""
        speakers = addressee = topics = manner = None
        if "speaker" in cells:
            speakers = tuple(self._read_names(read_text(cells["speaker"])))
        if "addressee" in cells:
            addressee = self._name(read_text(cells["addressee"])) if cells["addressee"].strip() else ""
        if "topics" in cells:
            topics = tuple(sorted(read_list(read_text(cells["topics"]))))
        if "manner" in cells:
            manner = _read_manner(cells["manner"])
        return StatementEdit(
            speakers=speakers,
            addressee=addressee,
            said_on=read_date(cells["said_on"], self.order) if "said_on" in cells else None,
            manner=manner,
            topics=topics,
            note=read_text(cells["note"]) if "note" in cells else None,
            content=split_claim(read_text(cells["claim"])) if "claim" in cells else None,
        )

    def _read_names(self, written: str) -> list[str]:
        """The speakers of a cell: one, or several with "and" between them; a name may have an "and" of its own."""
        if not written:
            return []
        words = written.split(_AND)
        if _NEW in written:
            return [self._name(word) for word in words]
        if len(words) == 1 or self._is_known(written):
            return [self._name(written)]
        best: list[str] | None = None
        for cuts in range(1, 2 ** min(len(words) - 1, _MOST_CUTS)):
            parts = [words[0]]
            for index, word in enumerate(words[1:]):
                if cuts >> index & 1 or index >= _MOST_CUTS:
                    parts.append(word)
                else:
                    parts[-1] += _AND + word
            if all(self._is_known(part) for part in parts) and (best is None or len(parts) < len(best)):
                best = parts
        return [self._name(part) for part in best or words]

    def _is_known(self, name: str) -> bool:
        try:
            resolve_speaker(self._session, self._journal, name)
        except AmbiguousNameError:
            return True
        except TrackerError:
            return False
        return True

    def _name(self, name: str) -> str:
        """The number of whom a name means; a name of nobody is a new speaker's where it says so or these are made."""
        if name not in self._made:
            try:
                self._made[name] = resolve_speaker(self._session, self._journal, name)
            except NotFoundError:
                if not self._create:
                    raise
                self._made[name] = resolve_speaker(self._session, self._journal, f"{name} {_NEW})")
            except ConflictError:  # "Ida Moreau (new)" of another row, or of the same file when it comes again
                self._made[name] = resolve_speaker(self._session, self._journal, name.partition(_NEW)[0])
        return f"#{self._made[name]}"

    def read_article_cell(self, name: str, cell: str) -> str | None:
        """What a cell says of an article, "" for nothing; None for a date that is none."""
        if COLUMN_OF[name].kind is not Kind.EDTF:
            return read_text(cell)
        try:
            return read_date(cell, self.order)
        except UsageError:
            return None


def split_claim(claim: str) -> tuple[str, ...]:
    """The pieces of a claim, as the article has them."""
    return tuple(piece for piece in claim.split(GAP) if piece.strip())


def decide_status(before: Status, cell: str | None, decided: bool) -> Status | None:
    """The status that a row asks for, or that its other changes bring; None leaves it as it is."""
    edited = Status.EDITED if decided and before not in (Status.ADDED, Status.REJECTED) else None
    if cell is None:
        return edited
    try:
        wanted = Status(cell.strip().lower())
    except ValueError:
        raise UsageError(f"{cell!r} is no status; it is confirmed, rejected, or as it was") from None
    if wanted is Status.REJECTED:
        return Status.REJECTED
    if before is Status.REJECTED:
        return edited or (Status.CONFIRMED if wanted is Status.CONFIRMED else Status.EXTRACTED)
    if wanted is Status.CONFIRMED:
        return edited or (Status.CONFIRMED if before is Status.EXTRACTED else None)
    if wanted is Status.EDITED and edited:
        return edited
    raise UsageError(f"a person cannot make it {wanted.value}: confirm or reject it, or `tracker undo` what was done")


def _read_manner(cell: str) -> Manner:
    try:
        return Manner(cell.strip().lower())
    except ValueError:
        raise UsageError(f"{cell!r} is no manner; it is {', '.join(Manner)}") from None
