-- Here belongs which filing a read progress file is, under the unit's one name, and which version of it.
with named as (
    select
        filings.* exclude (unit),
        coalesce(aliases.unit_name, filings.unit, '') as unit,
        received.file_name,
        received.inbox_path
    from {{ ref('stg_filings') }} as filings
    left join {{ ref('stg_received_files') }} as received
        on filings.receipt_seq = received.receipt_seq
    left join {{ ref('unit_aliases') }} as aliases
        on
            filings.unit = aliases.alias
            and {{ is_valid_on('aliases', 'filings.received_as_of') }}
),

identified as (
    select
        *,
        coalesce(list_id, '') <> '' and unit <> '' and coalesce(period, '') <> '' as is_identified,
        verdict in ('accepted', 'accepted_with_warnings') as is_accepted,
        coalesce(is_resaved, false) as is_repeated_content
    from named
),

keyed as (
    select
        *,
        -- a file of which the list, unit or period is not known stands alone: it must not hide behind another one
        concat_ws(
            '/',
            coalesce(nullif(list_id, ''), '未识别'),
            coalesce(nullif(unit, ''), '未识别'),
            coalesce(nullif(period, ''), '未识别'),
            case when not is_identified then left(file_sha256, 16) end
        ) as submission_key,
        is_accepted and not is_repeated_content as is_version
    from identified
),

numbered as (
    select
        *,
        case
            when is_version
                then row_number() over (partition by submission_key, is_version order by receipt_seq)
        end as version_no,
        case
            when is_version
                then row_number() over (partition by submission_key, is_version order by receipt_seq desc)
        end as version_no_from_last
    from keyed
)

select
    * exclude (is_version, version_no_from_last) replace (
        coalesce(rows_read, 0) as rows_read,
        coalesce(rows_accepted, 0) as rows_accepted,
        coalesce(rows_held, 0) as rows_held
    ),
    coalesce(version_no_from_last = 1, false) as is_current
from numbered
