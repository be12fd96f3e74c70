"""What `docs/check` passes, fails and skips: pages of a few blocks, run for real. `python3 -m unittest docs/test_check.py`"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECK = Path(__file__).with_name("check")


class Check(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        program = self.folder / "entente"
        program.write_text('#!/bin/sh\necho "coded $*"\n', encoding="utf-8")
        program.chmod(0o755)

    def run_page(self, page: str, *options: str) -> tuple[int, str]:
        """The exit status and the output for a page, in which `'''` stands for the backticks of a fence."""
        path = self.folder / "page.md"
        path.write_text(page.replace("'''", "```"), encoding="utf-8")
        run = subprocess.run(
            [str(CHECK), *options, str(self.folder), sys.executable, str(path)],
            capture_output=True,
            text=True,
            timeout=60,
        )
        return run.returncode, run.stdout

    def check(self, page: str, last: str, *parts: str) -> None:
        status, printed = self.run_page(page)
        self.assertEqual((status, printed.splitlines()[-1]), (0 if " 0 failed" in last else 1, last), printed)
        for part in parts:
            self.assertIn(part, printed)

    def test_output_is_compared_and_state_lasts_from_block_to_block(self) -> None:
        page = "'''console\n$ entente code a\ncoded code a\n$ NAME=b\n'''\n\n'''console\n$ echo $NAME >&2\nb\n'''\n"
        self.check(page, "2 passed, 0 failed, 0 skipped")

    def test_other_output_fails(self) -> None:
        self.check("'''console\n$ echo a\nb\n'''\n", "0 passed, 1 failed, 0 skipped", "page.md, line 2")

    def test_output_that_is_not_there_fails(self) -> None:
        self.check("'''console\n$ true\nb\n'''\n", "0 passed, 1 failed, 0 skipped")

    def test_output_that_is_not_told_fails_beside_some_that_is(self) -> None:
        self.check("'''console\n$ echo a\n$ echo b\nb\n'''\n", "0 passed, 1 failed, 0 skipped")

    def test_a_block_without_output_is_run_and_not_compared(self) -> None:
        self.check("'''console\n$ echo a\n'''\n\n'''console\n$ false\n'''\n", "1 passed, 1 failed, 0 skipped")

    def test_ellipses_stand_for_anything_in_a_line_and_for_lines(self) -> None:
        self.check("'''console\n$ seq 1 30\n1\n…\n2…\n30\n'''\n", "1 passed, 0 failed, 0 skipped")
        self.check("'''console\n$ seq 1 30\n1…\n30\n'''\n", "0 passed, 1 failed, 0 skipped")

    def test_a_status_is_expected(self) -> None:
        page = "'''console status=\"3\"\n$ (exit 3)\n'''\n\n'''console status=\"3\"\n$ true\n'''\n"
        self.check(page, "1 passed, 1 failed, 0 skipped", "ended with 0, expected 3")

    def test_a_command_of_several_lines_is_one(self) -> None:
        self.check("'''console\n$ cat << END\n> a\n> END\na\n'''\n", "1 passed, 0 failed, 0 skipped")

    def test_files_are_written_below_the_scratch_folder_alone(self) -> None:
        page = "'''toml title=\"x/a.toml\"\nb = 1\n'''\n\n'''console\n$ cat x/a.toml\nb = 1\n'''\n"
        self.check(page, "2 passed, 0 failed, 0 skipped")
        self.check("'''csv title=\"../a\"\nb\n'''\n", "0 passed, 1 failed, 0 skipped", "expected a file in the scratch")

    def test_python_keeps_its_names_and_is_compared_with_the_text_behind(self) -> None:
        page = "'''python\na = 1\n'''\n\n'''python\nprint(a)\n'''\n\n'''text\n1\n'''\n\n'''python\nprint(a)\n'''\n'''text\n2\n'''\n"
        self.check(page, "2 passed, 1 failed, 0 skipped")

    def test_what_raises_fails_and_the_page_goes_on(self) -> None:
        page = (
            "'''python\nraise ValueError('odd')\n'''\n\n'''python\nimport sys; sys.exit()\n'''\n\n'''python\n1\n'''\n"
        )
        self.check(page, "1 passed, 2 failed, 0 skipped", "ValueError: odd")

    def test_skips_are_listed_with_their_reason_unless_it_is_gone(self) -> None:
        page = (
            "'''console skip=\"takes days\"\n$ false\n'''\n\n'''console skip=\"no json\" unless=\"json\"\n$ true\n'''\n"
        )
        self.check(page, "1 passed, 0 failed, 1 skipped", "takes days")
        self.check(page.replace('"json"', '"no_module"'), "0 passed, 0 failed, 2 skipped", "no json")

    def test_a_block_that_nobody_runs_fails(self) -> None:
        self.check("'''json\n1\n'''\n\n'''\nprose\n'''\n", "0 passed, 1 failed, 0 skipped", "nobody runs")

    def test_what_stays_is_awaited(self) -> None:
        stays = "'''console until=\"ready\"\n$ echo ready; sleep 100\n'''\n"
        self.check(stays, "1 passed, 0 failed, 0 skipped")
        self.check(stays.replace("; sleep 100", "").replace("echo ready", "echo no"), "0 passed, 1 failed, 0 skipped")

    def test_a_page_that_takes_too_long_ends(self) -> None:
        status, printed = self.run_page("'''console\n$ sleep 100\n'''\n", "--seconds", "1")
        self.assertEqual(status, 1)
        self.assertIn("the page took longer than 1 seconds", printed)

    def test_cargo_run_is_the_program_that_is_there(self) -> None:
        page = "'''console\n$ cargo run --release -p entente-cli -- code a\ncoded code a\n'''\n"
        self.check(page, "1 passed, 0 failed, 0 skipped")

    def test_update_writes_what_was_printed(self) -> None:
        status, _ = self.run_page("'''console\n$ echo a\nb\n\n$ echo c\nc\n'''\n", "--update")
        self.assertEqual(status, 1)
        mended = (self.folder / "page.md").read_text(encoding="utf-8")
        self.assertEqual(mended, "```console\n$ echo a\na\n\n$ echo c\nc\n```\n")


if __name__ == "__main__":
    unittest.main()
