{# None of the columns is null in any row: one query a model, telling which column it is and how often. #}
{% test never_null(model, columns) %}

    with counted as (

        {% for column in columns %}
        select
            '{{ column }}' as column_name,
            count(*) as null_rows
        from {{ model }}
        where {{ column }} is null
        {% if not loop.last %}union all{% endif %}
        {% endfor %}

    )

    select *
    from counted
    where null_rows > 0

{% endtest %}
