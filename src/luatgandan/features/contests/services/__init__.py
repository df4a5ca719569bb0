"""The acts of contests; every refusal is a `ContestError` in words."""

from .archives import forget_archives
from .certificates import begin_certificates, make_certificates
from .complaints import ComplaintError, answer_complaint, send_complaint
from .decisions import NotReadyError, SamePersonError, decide_round
from .errors import ContestError, NotAllowedError, WrongPhaseError
from .exposing import count_exposure
from .finals import fix_finalists
from .judging import JudgingError, exclude_entrant, judge_signal, readmit_entrant
from .log import write_log
from .prizes import IdentityError, decline_award, propose_again, propose_awards, verify_award
from .proofs import make_proof
from .ranking import rank_round
from .results import begin_results, make_results
from .scoring import score_attempt
from .sealing import LackingError, end_round, reveal_round, seal_for_rehearsal, seal_round, try_to_seal
from .signals import look_for_signals
from .voiding import UnknownQuestionError, note_doubts, rescore_round, void_question

__all__ = [
    "ComplaintError",
    "ContestError",
    "IdentityError",
    "JudgingError",
    "LackingError",
    "NotAllowedError",
    "NotReadyError",
    "SamePersonError",
    "UnknownQuestionError",
    "WrongPhaseError",
    "answer_complaint",
    "begin_certificates",
    "begin_results",
    "count_exposure",
    "decide_round",
    "decline_award",
    "end_round",
    "exclude_entrant",
    "fix_finalists",
    "forget_archives",
    "judge_signal",
    "look_for_signals",
    "make_certificates",
    "make_proof",
    "make_results",
    "note_doubts",
    "propose_again",
    "propose_awards",
    "rank_round",
    "readmit_entrant",
    "rescore_round",
    "reveal_round",
    "score_attempt",
    "seal_for_rehearsal",
    "seal_round",
    "send_complaint",
    "try_to_seal",
    "verify_award",
    "void_question",
    "write_log",
]
