"""What refusals of files, and events of importing, say to the reader."""

from django.utils.translation import gettext_lazy as _

from figures.verbs import verbs
from ledger.refusals import sentences

verbs(
    {
        "units.registered": _("taken from a register"),
        "exchange.declared": _("declared in a file"),
        "exchange.measure_kept": _("measure taken from a file"),
    }
)

sentences(
    {
        # whole files
        "files_faulty": _("Nothing was kept: %(count)d faults. Mend them and import again."),
        "register_unfit": _("Nothing was kept: %(count)d faults. Mend them and import again."),
        "path_not_found": _("There is no folder or file “%(path)s”. Check the name."),
        "path_without_tables": _("“%(path)s” holds none of the files %(names)s. Name the folder that does."),
        "path_unwritable": _("“%(path)s” can't be written (%(why)s). Name another folder."),
        "no_operator": _("Nobody is operator here. Make one first: ./lantoa manage first_operator --help."),
        "operators_several": _("There are several operators: say who imports with --as LOGIN."),
        "operator_unknown": _("“%(login)s” is not the log-in of an operator. Choose another with --as LOGIN."),
        "file_unreadable": _("The file can't be read (%(why)s). Check its rights."),
        "file_too_large": _("The file has more than %(most)d MB. Split it into several imports."),
        "file_too_many_rows": _("The file has more than %(most)d rows. Split it into several imports."),
        "file_other_encoding": _("The file is written in %(encoding)s. Save it as CSV in UTF-8."),
        "file_with_semicolons": _("The columns are parted by semicolons. Save the file as CSV with commas."),
        "file_empty": _("There is no header row. Write one: %(columns)s."),
        "line_too_long": _("The line is longer than %(most)d bytes. Is this a CSV file?"),
        "line_with_nul": _("There is a NUL byte in the line. Save the file as CSV in UTF-8."),
        "line_not_utf8": _(
            "The line is not UTF-8 (perhaps TCVN3, VNI or Windows-1258). Save the file as CSV in UTF-8."
        ),
        "line_not_csv": _("The quotation marks do not match from here on. Close them, or double those inside a cell."),
        # columns and cells
        "column_unknown": _("There is no column “%(name)s” here. The columns are %(columns)s."),
        "column_missing": _("The column “%(name)s” is missing. Add it."),
        "column_twice": _("The column “%(name)s” is there twice. Delete one."),
        "row_too_long": _("There is a cell beyond the last of %(count)d columns. Quote cells that hold a comma."),
        "cell_empty": _("The cell is empty. Fill it in."),
        "cell_with_line_break": _("The cell holds a line break. Write it in one line."),
        "cell_not_a_day": _("“%(text)s” is not a day. Write year-month-day, such as 2021-05-20."),
        "cell_not_a_quantity": _(
            "“%(text)s” is not a number. Write digits with a point before decimals, such as 4200.5."
        ),
        "cell_quantity_too_long": _("“%(text)s” is too long: 12 digits before the point and 6 after it at most."),
        "cell_not_a_share": _("“%(text)s” is not a share. Write a fraction such as 3/7, or ? where none is stated."),
        "cell_share_out_of_range": _("The share %(text)s must be more than 0 and at most 1."),
        "cell_not_one_of": _("“%(text)s” is not one of: %(words)s."),
        # rows
        "row_span_reversed": _("The day under “to” must come after the day under “from”."),
        "row_twice": _("This is said in row %(other)d already. Delete one of the two, or tell them apart by a note."),
        "row_level_twice": _("Row %(other)d already says the level of that day. Delete one of the two."),
        "row_overlaps": _("The span overlaps that of row %(other)d: a unit has one standing on a day."),
        "row_unit_unknown": _("There is no unit “%(key)s”, neither in units.csv nor here. Add it, or mend the key."),
        "row_parent_not_alive": _("“%(name)s” (%(key)s) is not alive on %(day)s. Choose another parent or span."),
        "row_unit_below": _(
            "“%(name)s” still stands under this unit on %(day)s. Move it first, or choose another day."
        ),
        "row_root_ends": _(
            "A unit without a parent ends only with successors: add one for %(day)s to successions.csv."
        ),
        "row_goes_on": _("“%(key)s” does not end on %(day)s: only an ended unit has successors. Mend the day."),
        "row_has_successors": _(
            "The unit has successors since %(day)s, and would not end then. Give successions.csv too."
        ),
        "row_successor_twice": _("This successor is in row %(other)d already. Add the two shares up."),
        "row_share_empty": _(
            "An empty share means the whole and stands alone, but there are %(count)d successors. State each."
        ),
        "row_share_mixed": _("Some shares are stated and some are not: state all, or write ? for all."),
        "row_shares_sum": _("The shares of “%(key)s” on %(day)s add up to %(total)s, not to 1. Mend them."),
        "row_succeeds_itself": _("A unit can't succeed itself. To go on after a gap, give it another standing."),
        "row_successor_not_alive": _("“%(name)s” is not alive on %(day)s and does not end on it. Choose another."),
        "row_cycle": _("“%(key)s” would stand below itself on %(day)s. Choose another parent or successor."),
        "row_entries_before": _("There are entries of this unit on %(day)s. Let it begin no later."),
        "row_before_founding": _("%(day)s lies before the unit's first day, %(founded)s. Choose another day."),
        "row_measure_unknown": _(
            "There is no measure “%(measure)s”, neither in measures.csv nor here. Add it, or mend the code."
        ),
        "row_measure_shipped": _("“%(measure)s” belongs to the program and can't be changed. Choose another code."),
        "row_measure_kind": _(
            "“%(measure)s” has entries as %(kind)s already: its kind can't change. Use another code."
        ),
        "row_value_counted": _("“%(measure)s” is counted from records. Declare a measure of your own instead."),
        "row_duty_of_whom": _("Name either a kind of unit or one unit."),
        "row_person_unknown": _(
            "There is no person “%(key)s”, neither in people.csv nor here. Add it, or mend the key."
        ),
        "row_unit_not_alive": _("“%(key)s” is not alive on %(day)s. Choose another day."),
        "row_unit_ends": _("“%(key)s” ends on %(day)s. Give an end up to that day."),
        "row_belongs_twice": _("On %(day)s the person belongs to this unit already. End one before the other begins."),
        "row_people_stay": _("%(count)d people still belong to the unit on %(day)s. End that in memberships.csv."),
        # files sent by the page
        "upload_empty": _("Choose a workbook, a .zip or CSV files first."),
        "upload_too_large": _("The files have more than %(most)d MB together. Send fewer at a time."),
        "upload_mixed": _("Send either one .xlsx, or one .zip, or only .csv files."),
        "upload_name": _("“%(name)s” is none of the files %(names)s. Rename it, without a folder around it."),
        "upload_name_twice": _("“%(name)s” is there twice. Send each file once."),
        "archive_broken": _("This is not a sound .zip. Pack the CSV files once more."),
        "archive_locked": _("The .zip is locked by a password. Pack the files without one."),
        "archive_too_many": _("The .zip holds more than %(most)d files. Pack only the CSV files of the list."),
        "archive_too_large": _("The .zip unpacks to more than %(most)d MB. Split it into several imports."),
        "archive_too_dense": _("The .zip is packed more tightly than real ones are. Send the CSV files themselves."),
        "upload_died": _("The import ended before it was through; nothing of it was kept. Send the files again."),
        "upload_error": _("The program itself failed; nothing was kept. Show the administrator the log of this hour."),
        # workbooks
        "workbook_broken": _("This is not a sound workbook. Save it as .xlsx once more, or as CSV."),
        "workbook_locked": _("The workbook is locked by a password, or is an old .xls. Save it as .xlsx without one."),
        "workbook_too_large": _("The workbook unpacks to more than %(most)d MB. Save the sheets as CSV."),
        "workbook_too_dense": _("The workbook is packed more tightly than real ones are. Save the sheets as CSV."),
        "workbook_too_heavy": _("The workbook takes more memory or time than is allowed. Save the sheets as CSV."),
        "workbook_too_many_parts": _("The workbook has %(count)d parts; %(most)d at most. Save the sheets as CSV."),
        "workbook_with_dtd": _(
            "The part %(part)s of the workbook holds definitions that no spreadsheet writes. Save it anew."
        ),
        "workbook_with_macros": _("The workbook holds macros. Save it as .xlsx without them."),
        "workbook_with_links": _("The workbook links to other files. Break the links and save it again."),
        "workbook_of_1904": _("The workbook counts days from 1904. Switch that off, check the days and save it again."),
        "sheet_too_large": _("A cell stands too far out: %(rows)d rows and %(columns)d columns at most. Delete it."),
        "cell_merged": _("The cell is merged with others. Undo that and fill in each."),
        "cell_with_error": _("The cell holds an error such as #N/A. Write the value."),
        "cell_not_calculated": _("The formula was never calculated. Open the workbook, save it, or write the value."),
        "cell_is_truth": _("The cell holds true or false. Write text or a number."),
        "cell_is_date": _("The spreadsheet took this for a date or time. Make the cell text and type it again."),
        "cell_number_too_long": _("The number has more digits than a spreadsheet keeps. Make the cell text."),
    }
)
