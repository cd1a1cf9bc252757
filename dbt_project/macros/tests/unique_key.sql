{# The columns together tell one row from another, and none of them is null: the key test of every mart. #}
{% test unique_key(model, columns) %}

    with keyed as (

        select
            {{ columns | join(', ') }},
            count(*) as rows_with_key
        from {{ model }}
        group by {{ columns | join(', ') }}

    )

    select *
    from keyed
    where
        rows_with_key > 1
        or {{ columns | join(' is null or ') }} is null

{% endtest %}
