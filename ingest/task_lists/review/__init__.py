"""The review of a reading: the workbook a person corrects, and the corrections that hold from then on."""
