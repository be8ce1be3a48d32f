"""Gather the texts of the window into `resources/i18n/*.ts` and compile them.

python scripts/update_i18n.py            gather, compile, list what has no translation yet
python scripts/update_i18n.py --check    change nothing; exit 1 when a text is missing, unfinished or gone
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path
from shutil import copy

from build_i18n import I18N, lrelease
from build_i18n import main as compile_all

ROOT = I18N.parent.parent
LANGUAGES = ("zh_CN", "zh_TW", "en")


def lupdate() -> Path:
    """Qt's gatherer, beside its compiler."""
    return lrelease().with_name(lrelease().name.replace("lrelease", "lupdate"))


def sources() -> list[Path]:
    """All modules with texts, in a fixed order."""
    return sorted((ROOT / "src" / "memberpos" / "ui").rglob("*.py"))


def gather(folder: Path) -> None:
    """Bring the `.ts` files of `folder` up to date; `en` holds plural forms only."""
    for language in LANGUAGES:
        file = folder / f"memberpos_{language}.ts"
        plural = ["-pluralonly"] if language == "en" else []
        options = ["-silent", "-no-obsolete", "-locations", "none", *plural, "-source-language", "en"]
        names = [str(path) for path in sources()]
        subprocess.check_call([str(lupdate()), *options, "-target-language", language, *names, "-ts", str(file)])


def unfinished(file: Path) -> list[str]:
    """`context: text` of each message without a finished translation."""
    found = []
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished" or not _texts(translation):
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def _texts(translation: ET.Element) -> bool:
    forms = translation.findall("numerusform")
    return all(form.text for form in forms) if forms else bool(translation.text)


def check() -> list[str]:
    """What is wrong with the files as they stand."""
    problems = []
    with tempfile.TemporaryDirectory() as name:
        for language in LANGUAGES:
            file = I18N / f"memberpos_{language}.ts"
            copy(file, name)
            problems += [f"{file.name}: {text}" for text in unfinished(file)]
        gather(Path(name))
        for language in LANGUAGES:
            file = f"memberpos_{language}.ts"
            if (Path(name) / file).read_bytes() != (I18N / file).read_bytes():
                problems.append(f"{file}: not as lupdate makes it; run scripts/update_i18n.py")
    return problems


def main(arguments: list[str]) -> int:
    """See the head of the file."""
    if arguments == ["--check"]:
        problems = check()
        print("\n".join(problems))
        return 1 if problems else 0
    gather(I18N)
    for language in LANGUAGES:
        for text in unfinished(I18N / f"memberpos_{language}.ts"):
            print(f"{language} {text}")
    return compile_all()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
