-- On every day on which a band begins or ends, each gap on, just below and just above every bound falls into some band.
with bands as (

    select *
    from {{ ref('status_bands') }}
    where condition = 'gap'

),

days as (

    select valid_from as day
    from bands
    union
    select cast(valid_to + 1 as date) as day
    from bands
    where valid_to is not null

),

bounds as (

    select gap_from as bound
    from bands
    where gap_from is not null
    union
    select gap_to as bound
    from bands
    where gap_to is not null

),

gaps as (

    select bound as gap
    from bounds
    union
    select bound - 0.000001 as gap
    from bounds
    union
    select bound + 0.000001 as gap
    from bounds
    union
    select unnest([-1000000, 1000000]) as gap

)

select
    days.day,
    gaps.gap
from days
cross join gaps
where
    not exists (
        select 1
        from bands
        where
            bands.kind = '*'
            and {{ is_valid_on('bands', 'days.day') }}
            and (
                bands.gap_from is null
                or gaps.gap > bands.gap_from
                or (bands.gap_from_inclusive and gaps.gap = bands.gap_from)
            )
            and (
                bands.gap_to is null
                or gaps.gap < bands.gap_to
                or (bands.gap_to_inclusive and gaps.gap = bands.gap_to)
            )
    )
