-- Here belongs what the list asks of a target now, where a period that is locked goes by an older wording of it, and where the
-- list has it no more.
with owed as (
    select *
    from {{ ref('int_owed') }}
    where knowledge = 'now'
),

revised as (
    select
        owed.judgement_key,
        owed.is_target_current,
        owed.comparator_zh,
        owed.target_value,
        owed.target_unit,
        owed.due,
        wordings.version_no as revised_target_version_no,
        -- the whole's value is not the part's to reach
        case when owed.area_role <> 'contribution' then wordings.value_base end as revised_target_base,
        wordings.due as revised_due,
        wordings.first_file_name as revised_file,
        wordings.known_from as revised_on,
        wordings.value as revised_value,
        wordings.unit as revised_unit,
        coalesce(comparators.label_zh, '') as revised_comparator_zh
    from owed
    left join {{ ref('int_target_versions') }} as wordings
        on
            owed.target_key = wordings.target_key
            and owed.version_no <> wordings.version_no
            and wordings.is_current
    left join {{ ref('comparators') }} as comparators
        on wordings.comparator = comparators.comparator
    where wordings.target_key is not null or not owed.is_target_current
)

select
    judgement_key,
    revised_target_version_no,
    revised_target_base,
    revised_due,
    revised_file,
    revised_on,
    case
        when not is_target_current then '现行清单已没有这个目标，本期仍按原清单判定'
        else
            concat(
                '清单新版（《', revised_file, '》，', revised_on, '收到）',
                case
                    when revised_value is distinct from target_value or revised_unit is distinct from target_unit
                        then concat(
                            '把目标由', comparator_zh, {{ number_zh('target_value') }}, target_unit,
                            '改为', revised_comparator_zh, {{ number_zh('revised_value') }}, revised_unit
                        )
                    when revised_due <> due then concat('把期限由', due, '改为', revised_due)
                    else '改了目标的写法'
                end,
                '，本期已锁定，仍按原目标判定'
            )
    end as revised_zh
from revised
