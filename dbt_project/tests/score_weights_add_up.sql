-- The weights of a formula's components make a whole on every day from which one of them holds.
with formulas as (

    select *
    from {{ ref('score_formulas') }}

),

days as (

    select distinct
        formula,
        valid_from as day
    from formulas

)

select
    days.formula,
    days.day,
    sum(formulas.weight) as weights
from days
inner join formulas
    on
        days.formula = formulas.formula
        and {{ is_valid_on('formulas', 'days.day') }}
group by days.formula, days.day
having sum(formulas.weight) <> 1
