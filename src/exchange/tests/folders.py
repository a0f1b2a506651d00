"""Folders and workbooks for tests: a small sound one, and the same with one file changed."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from exchange.actors import operator
from exchange.faults import Fault, Faulty
from exchange.importing import Imported, import_path

SOUND = {
    "units": """unit,from,to,name,kind,parent,code,short_name,basis
r,,,Đảng bộ tỉnh,province,,T,,
a,,,Đảng bộ khối,superior,r,K1,ĐBK,
b,2020-01-01,2021-01-01,Chi bộ B,branch,a,B,,QĐ 1
c,2020-01-01,,Chi bộ C,branch,a,C,,QĐ 1
""",
    "successions": """on,unit,successor,share,basis
2021-01-01,b,c,,QĐ 2
""",
    "measures": """measure,kind,name_vi,name_en,counted_in
m,flow,Số,Number,lượt
s,stock,Mức,Level,người
l,reading,Quân số,Strength,người
""",
    "values": """unit,measure,on,quantity,note
b,m,2020-05-01,5,
b,m,2020-05-01,7,biên bản 2
c,l,2020-06-01,12.5,
c,s,2021-06-01,-3,
""",
    "duties": """measure,from,to,kind,unit
m,,,branch,
l,2020-01-01,2022-01-01,,c
""",
    "people": """person,full_name,note
p1,Nguyễn Văn An,
p2,Trần Thị Bình,"hai
dòng"
""",
    "memberships": """person,unit,status,from,to
p1,b,member,2020-01-01,2021-01-01
p1,c,member,2021-01-01,
p2,c,staff,2020-02-01,
""",
}


def folder(path: Path, files: Mapping[str, str]) -> Path:
    """The files as a folder."""
    path.mkdir(exist_ok=True)
    for table, text in files.items():
        (path / f"{table}.csv").write_text(text, encoding="utf-8", newline="")
    return path


def changed(path: Path, **files: str) -> Path:
    """The sound folder with some files changed."""
    return folder(path, {**SOUND, **files})


def with_row(table: str, *rows: str) -> str:
    """A sound file with more rows at its end."""
    return SOUND[table] + "".join(f"{row}\n" for row in rows)


def imported(path: Path) -> Imported:
    """Import as the operator."""
    return import_path(path, by=operator())


def faults_of(path: Path) -> list[Fault]:
    """The faults for which a folder is refused; none where it isn't."""
    try:
        imported(path)
    except Faulty as faulty:
        return list(faulty.faults)
    return []


def placed(faults: list[Fault]) -> list[tuple[str, int, str, str]]:
    """Where and what the faults are."""
    return [(fault.table, fault.row, fault.column, fault.code) for fault in faults]


CONTENT = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STYLES = f"""<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>"""


def parts(sheets: Mapping[str, str], properties: str = "") -> dict[str, bytes]:
    """The parts of a workbook whose sheets hold these rows (XML)."""
    named = "".join(f'<sheet name="{s}" sheetId="{n}" r:id="r{n}"/>' for n, s in enumerate(sheets, 1))
    links = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rs" Type="{RELATION}/styles" Target="styles.xml"/>'
    texts = {
        "[Content_Types].xml": CONTENT,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><workbookPr {properties}/>'
        f"<sheets>{named}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
    }
    for n, rows in enumerate(sheets.values(), 1):
        texts[f"xl/worksheets/sheet{n}.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return {name: text.encode() for name, text in texts.items()}


def cell(reference: str, value: object) -> str:
    """A cell with text or a number."""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def rows_of(text: str) -> str:
    """A CSV text as rows of a sheet, all of it text."""
    table = csv.reader(io.StringIO(text))
    return "".join(
        f'<row r="{r}">{"".join(cell(f"{chr(65 + n)}{r}", value) for n, value in enumerate(line) if value)}</row>'
        for r, line in enumerate(table, 1)
    )


def packed(path: Path, members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> Path:
    """A workbook of these parts."""
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path
