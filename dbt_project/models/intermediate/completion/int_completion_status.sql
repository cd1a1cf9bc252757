-- Here belongs the judgement itself: the first band of seeds/status_bands.csv that fits, and the name of what decided.
with conditions as (

    select *
    from {{ ref('int_completion_conditions') }}

),

measures as (

    select *
    from {{ ref('int_completion_measures') }}

),

bands as (

    select *
    from {{ ref('status_bands') }}

),

fitting as (

    select
        conditions.*,
        measures.formula,
        bands.band_no,
        bands.status,
        bands.label_zh as status_zh,
        bands.light,
        bands.condition
    from conditions
    inner join measures
        on conditions.judgement_key = measures.judgement_key
    inner join bands
        on
            bands.kind in ('*', conditions.kind)
            and {{ is_valid_on('bands', 'conditions.period_end') }}
            and case bands.condition
                when 'not_due' then conditions.not_due_reason is not null
                when 'not_reported' then conditions.not_reported_reason is not null
                when 'not_assessable' then conditions.not_assessable_reason is not null
                when 'done' then conditions.is_done_for_good
                when 'overdue' then conditions.is_overdue
                else
                    bands.status = conditions.word_status
                    or (
                        conditions.word_status is null
                        and (
                            bands.gap_from is null
                            or conditions.gap_points > bands.gap_from
                            or (bands.gap_from_inclusive and conditions.gap_points = bands.gap_from)
                        )
                        and (
                            bands.gap_to is null
                            or conditions.gap_points < bands.gap_to
                            or (bands.gap_to_inclusive and conditions.gap_points = bands.gap_to)
                        )
                    )
            end
    qualify row_number() over (partition by conditions.judgement_key order by bands.band_no) = 1

)

select
    judgement_key,
    band_no,
    status,
    status_zh,
    light,
    case condition
        when 'not_due' then not_due_reason
        when 'not_reported' then not_reported_reason
        when 'not_assessable' then not_assessable_reason
        when 'gap' then case when word_status is null then concat('gap-of-', formula) else concat(word_source, '-word') end
        else
            concat(
                condition,
                '-by-',
                case kind when 'milestone' then 'event' when 'qualitative' then 'word' else formula end
            )
    end as rule,
    missing_figure,
    unit_word,
    unit_status,
    reviewer_word,
    reviewer_status,
    is_final,
    -- the unit says one thing and its figures say another; only where both have spoken
    coalesce(
        unit_status is not null
        and status not in ('not_due', 'not_reported', 'not_assessable')
        and case
            when unit_status = 'done' then status <> 'done'
            when unit_status in ('on_schedule', 'ahead') then status in ('behind', 'seriously_behind', 'overdue')
            else status not in ('behind', 'seriously_behind', 'overdue')
        end,
        false
    ) as is_judgement_different
from fitting
