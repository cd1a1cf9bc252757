{# The columns that every table of findings has, with blanks for what a reader left out. #}
{% macro finding_columns(relation) -%}
{{ relation }}.receipt_seq,
{{ relation }}.file_sha256,
{{ relation }}.received_as_of,
{{ relation }}.finding_no,
{{ relation }}.code,
{{ relation }}.severity,
{{ relation }}.effect,
coalesce({{ relation }}.sheet, '') as sheet,
coalesce({{ relation }}.row_no, 0) as row_no,
coalesce({{ relation }}.column_letter, '') as column_letter,
coalesce({{ relation }}.place_text, '') as place_text,
coalesce({{ relation }}.label, '') as label,
coalesce({{ relation }}.seen, '') as seen,
coalesce({{ relation }}.wanted, '') as wanted,
coalesce({{ relation }}.message, '') as message,
coalesce({{ relation }}.fix, '') as fix,
coalesce({{ relation }}.section, '') as section,
coalesce({{ relation }}.task_no, '') as task_no,
coalesce({{ relation }}.subtask_no, '') as subtask_no,
coalesce({{ relation }}.clause, '') as clause
{%- endmacro %}
