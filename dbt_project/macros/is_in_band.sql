{# Whether a gap in points lies in a band of seeds/status_bands.csv; an end that is empty is open, one that is not named
   inclusive belongs to the next band. #}
{% macro is_in_band(bands, gap) -%}
(
    {{ bands }}.gap_from is null
    or {{ gap }} > {{ bands }}.gap_from
    or ({{ bands }}.gap_from_inclusive and {{ gap }} = {{ bands }}.gap_from)
)
and (
    {{ bands }}.gap_to is null
    or {{ gap }} < {{ bands }}.gap_to
    or ({{ bands }}.gap_to_inclusive and {{ gap }} = {{ bands }}.gap_to)
)
{%- endmacro %}
