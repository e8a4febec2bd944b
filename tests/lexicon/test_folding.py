from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Wang Yi", "wang yi"),
        ("  Wang \n Yi ", "wang yi"),
        ("Nicolás Maduro", "nicolas maduro"),
        ("Nicola\u0301s", "nicolas"),
        ("Recep Tayyip Erdoğan", "recep tayyip erdogan"),
        ("IŞIK", "isik"),
        ("İstanbul", "istanbul"),
        ("Kılıçdaroğlu", "kilicdaroglu"),
        ("Støre", "store"),
        ("Wałęsa", "walesa"),
        ("Đặng Văn-Lâm", "dang van lam"),
        ("Großmann", "grossmann"),
        ("Æsir Œuvre", "aesir oeuvre"),
        ("İlham Əliyev", "ilham aliyev"),
        ("O’Brien", "obrien"),
        ("O'Brien", "obrien"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Nukuʻalofa", "nukualofa"),
        ("U.S.", "us"),
        ("Washington, D.C.", "washington dc"),
        ("all-weather", "all weather"),
        ("Guinea‑Bissau", "guinea bissau"),
        ("Mail & Guardian", "mail guardian"),
        ("zero\u200bwidth", "zerowidth"),
        ("王毅", "王毅"),
        ("Сергей Лавров", "сергеи лавров"),
        ("", ""),
        ("—", ""),
    ],
)
def test_folded_form(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_and_surrounding_space_do_not_count(text: str) -> None:
    assert fold(f" {text}\t") == fold(text)
    assert fold(text) == fold(text).strip()
    assert "  " not in fold(text)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèüñçšžåäöøłđıßæœ '-."))
def test_latin_names_fold_to_plain_letters(text: str) -> None:
    folded = fold(text)
    assert folded.isascii()
    assert folded == fold(text.title()) or "ı" in text or "ß" in text
