-- Here belongs the light of each judgement by itself: the first band of seeds/status_bands.csv that fits its conditions and its
-- gap.
select
    conditions.*,
    bands.band_no,
    bands.status,
    {{ filled('bands.label_zh', {'本地': 'conditions.own_word'}) }} as status_zh,
    bands.light,
    case bands.condition
        when 'other_place' then conditions.other_place_reason
        when 'base' then conditions.base_reason
        when 'not_due' then conditions.not_due_reason
        when 'held' then conditions.held_reason
        when 'not_reported' then conditions.not_reported_reason
        when 'not_assessable' then conditions.not_assessable_reason
        when 'done'
            then
                case
                    when conditions.done_before_period is not null then 'done-before'
                    when conditions.kind = 'milestone' then 'done-by-event'
                    when conditions.kind = 'qualitative' then 'done-by-word'
                    else concat('done-by-', conditions.formula)
                end
        when 'gap'
            then
                case
                    when conditions.word_status is null then concat('gap-of-', conditions.formula)
                    else concat(conditions.word_source, '-word')
                end
        else
            concat(
                bands.condition, '-by-',
                case conditions.kind when 'milestone' then 'event' when 'qualitative' then 'word' else conditions.formula end
            )
    end as rule
from {{ ref('int_conditions') }} as conditions
inner join {{ ref('status_bands') }} as bands
    on
        bands.kind in ('*', conditions.kind)
        and {{ is_valid_on('bands', 'conditions.period_end') }}
        and case bands.condition
            when 'other_place' then conditions.other_place_reason is not null
            when 'base' then conditions.base_reason is not null
            when 'not_due' then conditions.not_due_reason is not null
            when 'held' then conditions.held_reason is not null
            when 'not_reported' then conditions.not_reported_reason is not null
            when 'not_assessable' then conditions.not_assessable_reason is not null
            when 'done' then conditions.is_done_for_good or conditions.done_before_period is not null
            when 'contradicted' then conditions.is_contradicted
            when 'overdue' then conditions.is_overdue
            else
                bands.status = conditions.word_status
                or (
                    conditions.word_status is null
                    and {{ is_in_band('bands', 'conditions.gap_points') }}
                )
        end
qualify row_number() over (partition by conditions.judgement_key order by bands.band_no) = 1
