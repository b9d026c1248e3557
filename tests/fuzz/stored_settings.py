"""The settings file after accidents, other programs, and people: never an exception, and nothing is lost."""

from __future__ import annotations

from pathlib import Path
from random import Random

from backdrop.settings.schema import Settings
from backdrop.settings.store import load_settings, save_settings
from fuzz.mutations import damaged
from fuzz.target import Target

_ODD = [
    "nan", "inf", "-inf", "-0.0", "1e999", "0x7fffffffffffffff", "-1", "9" * 25, "9" * 400, "9" * 5000, "true",
    "[]", "{}", "[[]]", "{a={b={c=[1]}}}", '""', "\'\'\'\n\'\'\'", '"\\u0000"', '"\\U0010FFFF"', '"\\ud800"',
    '"\u202e\ufeff가나"', '"' + "x" * 70_000 + '"', "1979-05-27", "1979-05-27T07:32:00Z", "07:32:00", "0o17", "1_000",
    "[" * 90 + "]" * 90, "[" * 3000, "{a=" * 3000, "[1,2,3,4,5,6,7]", '["blur", 3]', "~", '"{0.__class__} {path} %s"',
]  # fmt: skip
_KEYS = [
    *Settings.model_fields, "version", "version.a", "a" * 5000, "a." * 3000 + "b", '""', '"{path}"', "'\t'", "가",
    "[table]", "[[model]]",
]  # fmt: skip
_OTHERS = Settings(background="image:가 나.png", recent=("blur:3",), backgrounds=("color:#fff", "none"), threads=2)


class StoredSettings(Target):
    """`load_settings`, then `save_settings`."""

    most_megabytes = 150

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._file = folder / "settings.toml"
        self._samples = []
        for settings in (Settings(), _OTHERS):
            save_settings(settings, self._file)
            self._samples.append(self._file.read_bytes())

    def case(self, random: Random) -> bytes:
        if random.random() < 0.5:
            return damaged(random, self._samples)
        lines = ["version = " + random.choice(["1", "1", "1", "1", *_ODD])] if random.random() < 0.9 else []
        for _ in range(random.choice((1, 1, 2, 5))):
            key = random.choice(_KEYS)
            lines.append(key if key.startswith("[") else f"{key} = {random.choice(_ODD)}")
        random.shuffle(lines)
        return "\n".join(lines).encode("utf-8", "surrogatepass")

    def run(self, file: Path) -> bool:
        for old in self.folder.iterdir():
            old.unlink()
        content = file.read_bytes()
        self._file.write_bytes(content)
        settings, trouble = load_settings(self._file)
        if trouble is None:
            save_settings(settings, self._file)
            assert load_settings(self._file) == (settings, None)
            return True
        assert settings == Settings()
        assert "\n" not in str(trouble)
        assert len(str(trouble)) < 1000, "nobody can read that"
        save_settings(Settings(mirror=True), self._file)
        assert load_settings(self._file) == (Settings(mirror=True), None)
        kept = [path for path in self.folder.iterdir() if path != self._file]
        assert [path.read_bytes() for path in kept] == [content], "what the file held is lost"
        assert kept[0].name in str(trouble)
        return False
