"""What is shown and said where a build fails, whatever runs it.

In: a fault. Out: the sentence for the terminal, and in a serve session the page that stands in place of every other.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping

from xieshou.build.left_out import LeftOut
from xieshou.build.prepared import Prepared
from xieshou.build.result import Ending, send_result
from xieshou.build.session import written_down
from xieshou.core.faults import EngineFault
from xieshou.core.problems import Problems, report, total
from xieshou.core.project import ProjectPaths
from xieshou.host.preview import Preview
from xieshou.language.labels import Labels
from xieshou.render.error_page import error_page, fault_page


class Failures:
    """The last failure of a serve session: ``page`` is what to show in place of every page, None where the site is
    shown; ``preview`` then says in spite of what, if there is anything.
    """

    def __init__(self) -> None:
        self.page: bytes | None = None
        self.preview: Preview | None = None

    def clear(self) -> None:
        """A build went well."""
        self.page = self.preview = None

    def of_files(self, left_out: LeftOut, labels: Mapping[str, Labels], words: Labels, prepared: Prepared) -> None:
        """Report errors in files that the site is shown in spite of on the standard error."""
        project, site = prepared.context.setup.project, prepared.context.read.site
        assert site is not None
        count = words("preview.told", count=total(left_out.errors), files=len(left_out.files))
        print(f"{report(left_out.errors, words, project.root)}\n{count}", file=sys.stderr)
        self.page, self.preview = None, Preview(left_out, labels, site.languages, project)

    def of_content(
        self,
        problems: Problems,
        labels: Mapping[str, Labels],
        words: Labels,
        project: ProjectPaths,
        prepared: Prepared | None = None,
    ) -> str:
        """Report errors in the content on the standard error. The sentence that counts them. ``prepared``: what the
        build had got to, if it got so far.
        """
        count = words("publish.refused", count=total(problems.errors))
        print(f"{report(problems, words, project.root)}\n{count}", file=sys.stderr)
        ending = Ending.of(prepared)._replace(problems=problems) if prepared else Ending(problems)
        send_result(ending, labels)
        self.page = error_page(problems, labels, project).encode()
        return count

    def of_engine(
        self, error: Exception, doing: str, labels: Mapping[str, Labels], project: ProjectPaths
    ) -> Mapping[str, str]:
        """Write down a fault that nobody foresaw, ours or an extension's, met while ``doing``. Its sentence by
        language.
        """
        fault = error if isinstance(error, EngineFault) else None
        fault = fault or EngineFault(doing, "".join(traceback.format_exception(error)))
        details = written_down(fault, project)
        said = {
            language: words("publish.engine", subject=fault.subject, details=details)
            for language, words in labels.items()
        }
        self.page = fault_page(said, labels, project).encode()
        return said

    def of_others(self, why: str, labels: Mapping[str, Labels], project: ProjectPaths) -> None:
        """Show why a build ended, unless that is shown already."""
        if self.page is None:
            self.page = fault_page(dict.fromkeys(labels, why), labels, project).encode()
