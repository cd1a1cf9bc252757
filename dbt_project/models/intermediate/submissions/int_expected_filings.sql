-- Here belongs who is expected to file what for which period, and until when.
with periods as (

    select *
    from {{ ref('int_reporting_periods') }}

),

leads as (

    select *
    from {{ ref('int_task_lead_units') }}

),

targets as (

    select *
    from {{ ref('stg_targets') }}

),

validity as (

    select *
    from {{ ref('unit_validity') }}

),

exceptions as (

    select *
    from {{ ref('lock_exceptions') }}

),

targets_per_task as (

    select
        list_id,
        receipt_seq,
        task_key,
        count(distinct target_key) as targets
    from targets
    group by list_id, receipt_seq, task_key

),

units_per_version as (

    select
        leads.list_id,
        leads.receipt_seq,
        leads.unit,
        count(*) as tasks,
        cast(sum(coalesce(targets_per_task.targets, 0)) as bigint) as targets
    from leads
    left join targets_per_task
        on
            leads.list_id = targets_per_task.list_id
            and leads.receipt_seq = targets_per_task.receipt_seq
            and leads.task_key = targets_per_task.task_key
    group by leads.list_id, leads.receipt_seq, leads.unit

),

-- a unit that exists on no day of a period owes nothing for it; a unit without an entry exists always
expected as (

    select
        periods.*,
        units_per_version.unit,
        units_per_version.tasks,
        units_per_version.targets
    from periods
    inner join units_per_version
        on
            periods.list_id = units_per_version.list_id
            and periods.list_receipt_seq = units_per_version.receipt_seq
    where
        not exists (select 1 from validity where validity.unit_name = units_per_version.unit)
        or exists (
            select 1
            from validity
            where
                validity.unit_name = units_per_version.unit
                and validity.valid_from <= periods.period_end
                and (validity.valid_to is null or periods.period_start <= validity.valid_to)
        )

)

select
    concat_ws('/', expected.list_id, expected.unit, expected.period) as submission_key,
    expected.list_id,
    expected.unit,
    expected.period,
    expected.period_kind,
    expected.period_start,
    expected.period_end,
    expected.due_on,
    expected.grace_until,
    greatest(expected.lock_on, coalesce(exceptions.lock_on, expected.lock_on)) as lock_on,
    exceptions.reason as lock_exception_reason,
    expected.list_version_no,
    expected.tasks,
    expected.targets
from expected
left join exceptions
    on
        expected.list_id = exceptions.list_id
        and expected.unit = exceptions.unit
        and expected.period = exceptions.period
