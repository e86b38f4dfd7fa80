"""Contracts for import-linter that name who may import, so that packages yet to come are bound too."""

from typing import Any

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


def _within(module: str, places: set[str]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def _report(check: ContractCheck) -> None:
    for importer, imported, line in check.metadata["wrong"]:
        output.print_error(f"{importer} imports {imported} (line {line})")


def _line(graph: ImportGraph, importer: str, imported: str) -> int:
    details = graph.get_import_details(importer=importer, imported=imported)
    return details[0]["line_number"] if details else 0


class OnlyImporters(Contract):
    """Only the `allowed` places import `package`."""

    package: Any = fields.StringField()
    allowed: Any = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # importlinter's shape
        """Find direct imports of the package elsewhere."""
        if self.package not in graph.modules:
            return ContractCheck(kept=True, metadata={"wrong": []})
        importers = graph.find_modules_that_directly_import(self.package)
        strays = sorted(one for one in importers if not _within(one, self.allowed))
        wrong = [(one, self.package, _line(graph, one, self.package)) for one in strays]
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each stray import."""
        _report(check)


class Private(Contract):
    """Modules and packages of this name, and what is in them, are imported only within the package that holds them, `but` for named places."""

    module: Any = fields.StringField()
    but: Any = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # noqa: ARG002, FBT001  # importlinter's shape
        """Find imports that reach into another package."""
        wrong: list[tuple[str, str, int]] = []
        for private in sorted(one for one in graph.modules if self.module in one.split(".")):
            parts = private.split(".")
            home = {".".join(parts[: parts.index(self.module)])} | self.but
            importers = sorted(graph.find_modules_that_directly_import(private))
            wrong.extend((one, private, _line(graph, one, private)) for one in importers if not _within(one, home))
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that reaches in."""
        _report(check)
