"""The check of texts finds what it says it finds."""

from pathlib import Path
from typing import Final

import pytest

from tools.check_texts import check

CODE: Final = 'def greet(say):\n    return say("greeting", name="x")\n'


class Project:
    """A tiny project: a folder of locales and a folder of code."""

    def __init__(self, root: Path) -> None:
        self.locales, self.code = root / "locales", root / "bot"
        self.code.mkdir()
        self.text("en", "greeting = Hello, { $name }.")
        self.text("es", "greeting = Hola, { $name }.")
        self.write(CODE)

    def text(self, language: str, source: str, file: str = "talk") -> None:
        (self.locales / language).mkdir(parents=True, exist_ok=True)
        (self.locales / language / f"{file}.ftl").write_text(source + "\n", encoding="utf-8")

    def write(self, source: str) -> None:
        (self.code / "talk.py").write_text(source, encoding="utf-8")

    @property
    def problems(self) -> list[str]:
        return check(self.locales, self.code)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_texts_that_agree_are_well(project: Project) -> None:
    assert project.problems == []


def test_a_key_missing_in_a_language_is_found(project: Project) -> None:
    project.text("es", "")

    assert project.problems == ["es/talk.ftl: greeting is missing"]


def test_a_key_that_only_a_translation_has_is_found(project: Project) -> None:
    project.text("es", "greeting = Hola, { $name }.\nextra = Algo.")

    assert project.problems == ["en/talk.ftl: extra is missing"]


def test_other_variables_are_found_also_inside_a_choice(project: Project) -> None:
    project.text("es", "greeting = { $count -> \n    [one] Hola, { $name }.\n   *[other] Hola, { $nombre }.\n}")

    assert len(project.problems) == 1
    assert "other variables" in project.problems[0]


def test_a_text_that_nothing_says_is_found(project: Project) -> None:
    for language in ("en", "es"):
        project.text(language, "greeting = { $name }\nlost = Adiós.\npart = x")

    assert project.problems == ["en/talk.ftl: lost is used nowhere", "en/talk.ftl: part is used nowhere"]


def test_a_text_used_by_another_text_a_table_or_an_error_counts_as_used(project: Project) -> None:
    for language in ("en", "es"):
        project.text(language, "greeting = { part } { $name }\npart = x\ntabled = y\nfailed = z")
    project.write(CODE + 'KEYS = {"a": "tabled"}\nclass Failed(Exception):\n    text = "failed"\n')

    assert project.problems == []


@pytest.mark.parametrize(
    "source",
    [
        'say("unknown")',
        'turn.say("unknown", name="x")',
        'texts.speaker("en")("unknown")',
        'class Failed(Exception):\n    text = "unknown"',
        'class Failed(Exception):\n    text: ClassVar[str] = "unknown"',
    ],
)
def test_a_key_that_is_in_no_locale_is_found_with_its_place(project: Project, source: str) -> None:
    project.write(CODE + source + "\n")

    (problem,) = project.problems
    assert problem.startswith("bot/talk.py:")
    assert "'unknown' is in no locale" in problem


def test_what_is_no_key_is_left_alone(project: Project) -> None:
    project.write(CODE + 'texts.speaker("en")\nclass Value:\n    text: str = ""\nprint("anything")\n')

    assert project.problems == []


def test_a_value_that_the_sentence_needs_and_does_not_get_is_found(project: Project) -> None:
    project.write('def greet(say, **values):\n    say("greeting")\n    say("greeting", **values)\n')

    assert project.problems == ["bot/talk.py:2: 'greeting' needs name"]


@pytest.mark.parametrize("mark", ["!", "¡", "\uff01"])
def test_an_exclamation_mark_is_found(project: Project, mark: str) -> None:
    project.text("es", f"greeting = Hola, {{ $name }}{mark}")

    assert project.problems == ["es/talk.ftl: greeting has an exclamation mark"]


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Your case is open."), ("en", "Flagged."), ("en", "users"), ("es", "un caso"), ("es", "la alerta")],
)
def test_a_word_that_hurts_is_found_in_texts_to_a_person(project: Project, language: str, words: str) -> None:
    for each in ("en", "es"):
        project.text(each, "person-told = " + (words if each == language else "x"), file="other")
    project.write(CODE + 'say("person-told")\n')

    (problem,) = project.problems
    assert problem.startswith(f"{language}/other.ftl: person-told says ")


def test_staff_may_read_the_word_case(project: Project) -> None:
    for language in ("en", "es"):
        project.text(language, "card-name = Case 7, un caso", file="cards")
    project.write(CODE + 'say("card-name")\n')

    assert project.problems == []


def care(project: Project, source: str, file: str = "person") -> None:
    for language in ("en", "es"):
        project.text(language, "opening = Hi, { $name }.", file="person")
    project.text("fr", source, file=file)
    project.write(CODE + 'say("opening", name="x")\n')


def test_a_care_language_needs_only_what_a_person_in_distress_meets(project: Project) -> None:
    care(project, "opening = Bonjour { $name }.")

    assert project.problems == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("", "fr/person.ftl: opening is missing"),
        ("opening = Bonjour.", "fr/person.ftl: opening has other variables than English"),
        (
            "opening = Bonjour { $name }.\ngreeting = Salut { $name }.",
            "fr/person.ftl: greeting is not read by a person in distress",
        ),
        (
            "opening = Bonjour { $name }, un signalement.",
            "fr/person.ftl: opening says 'signalement' to a person in distress",
        ),
    ],
)
def test_a_care_language_keeps_to_its_files_its_variables_and_its_tone(
    project: Project, source: str, problem: str
) -> None:
    care(project, source)

    assert project.problems == [problem]


def test_a_language_without_its_own_list_of_words_is_found(project: Project) -> None:
    care(project, "opening = Bonjour { $name }.")
    project.text("eo", "opening = Saluton { $name }.", file="person")

    assert project.problems == ["eo: say in tools/check_texts.py which words hurt"]


def test_a_file_for_the_person_is_gentle_whatever_its_keys(project: Project) -> None:
    for language in ("en", "es"):
        project.text(language, "opening = Your report.", file="person")
    project.write(CODE + 'say("opening")\n')

    assert len(project.problems) >= 1
    assert "to a person in distress" in project.problems[0]
