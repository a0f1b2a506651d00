"""Files in and out (trao đổi dữ liệu): a folder of CSV files, or a workbook, carries a tree with its history, what was
counted on it, who owed it and who belonged where.

- ``columns``: the seven files, their columns and how each cell is read
- ``folders``, ``workbooks``, ``opening``: cells out of files; workbooks only in a child process with limits
- ``faults``: what is wrong, with file, row, column and reason
- ``sheets``: a folder or workbook read into typed rows
- ``checking``: what must hold between rows, files and the books
- ``importing``, ``writing``: the one operation in, and the files out
- ``models``: Declaration, what a unit declared in files: the record behind imported values
"""
