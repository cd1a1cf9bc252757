-- Here belongs who is expected to file what for which period, and until when.
with units_per_version as (
    select
        list_id,
        receipt_seq,
        unit,
        count(distinct task_key) as tasks,
        count(distinct target_key) as targets,
        count(*) as form_rows
    from {{ ref('int_obligations') }}
    group by list_id, receipt_seq, unit
),

-- a unit that exists on no day of a period owes nothing for it; a unit without an entry exists always
expected as (
    select
        periods.*,
        units_per_version.unit,
        units_per_version.tasks,
        units_per_version.targets,
        units_per_version.form_rows
    from {{ ref('int_reporting_periods') }} as periods
    inner join units_per_version
        on
            periods.list_id = units_per_version.list_id
            and periods.list_receipt_seq = units_per_version.receipt_seq
    where
        units_per_version.unit not in (select validity.unit_name from {{ ref('unit_validity') }} as validity)
        or exists (
            select 1
            from {{ ref('unit_validity') }} as validity
            where
                validity.unit_name = units_per_version.unit
                and validity.valid_from <= periods.period_end
                and (validity.valid_to is null or periods.period_start <= validity.valid_to)
        )
)

select
    concat_ws('/', expected.list_id, expected.unit, expected.period) as submission_key,
    expected.* replace (greatest(expected.lock_on, coalesce(exceptions.lock_on, expected.lock_on)) as lock_on),
    exceptions.reason as lock_exception_reason
from expected
left join {{ ref('lock_exceptions') }} as exceptions
    on
        expected.list_id = exceptions.list_id
        and expected.unit = exceptions.unit
        and expected.period = exceptions.period
