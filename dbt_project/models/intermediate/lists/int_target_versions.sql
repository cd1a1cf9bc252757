-- Here belongs each target in each of its wordings, with its window filled from the list.
with targets as (
    select
        *,
        md5(concat_ws(
            '|', source_column, clause, metric, kind, comparator, stretch, value, unit, value_max, value_base, unit_base,
            benchmark, area, share_of_group, is_base, parent_seq, period_start, period_end, due, lead_unit, span
        )) as content
    from {{ ref('stg_targets') }}
),

window_words as (
    select string_agg(pattern, '|' order by pattern) as from_the_year
    from {{ ref('window_words') }}
    where counts_from = 'year'
),

in_versions as (
    select
        targets.*,
        versions.area as list_area,
        versions.own_word,
        versions.area_code as list_area_code,
        versions.in_city as list_city,
        versions.in_province as list_province,
        versions.period_start as list_start,
        versions.period_end as list_end,
        versions.file_sha256 as list_file_sha256,
        versions.file_name as list_file_name,
        versions.version_no as list_version_no,
        versions.is_review,
        versions.known_from,
        versions.known_until,
        versions.is_current
    from targets
    inner join {{ ref('int_list_versions') }} as versions
        on
            targets.list_id = versions.list_id
            and targets.receipt_seq = versions.receipt_seq
),

compared as (
    select
        *,
        lag(list_version_no) over wording = list_version_no - 1
        and lag(content) over wording = content as is_unchanged
    from in_versions
    window wording as (partition by target_key order by list_version_no)
),

numbered as (
    select
        *,
        cast(
            sum(case when coalesce(is_unchanged, false) then 0 else 1 end)
                over (partition by target_key order by list_version_no)
            as bigint
        ) as version_no
    from compared
),

-- one row a wording: the place is that of the last version, where a reader will look; the first one is what brought it
wordings as (
    select
        *,
        min(known_from) over wording as first_known_from,
        min(list_version_no) over wording as first_list_version_no,
        arg_min(list_file_name, list_version_no) over wording as first_file_name,
        arg_min(is_review, list_version_no) over wording as is_first_review
    from numbered
    window wording as (partition by target_key, version_no)
    qualify row_number() over (partition by target_key, version_no order by list_version_no desc) = 1
)

select
    wordings.* exclude (
        area, area_name, area_code, stretch, reviewed, period_start, period_end, known_from, file_sha256,  -- noqa: RF02
        received_as_of, list_start, list_end, list_version_no, is_review, content, is_unchanged, first_known_from  -- noqa: RF02
    ) replace (
        coalesce(wordings.comparator, '') as comparator,
        coalesce(wordings.benchmark, '') as benchmark,
        coalesce(wordings.share_of_group, '') as share_of_group,
        coalesce(wordings.is_base, false) as is_base,
        coalesce(wordings.due, wordings.period_end, wordings.list_end) as due
    ),
    -- a day that the sentence itself sets, not only the end of its window or of the list
    coalesce(wordings.due <> coalesce(wordings.period_end, wordings.list_end), false) as has_own_day,
    coalesce(synonyms.indicator, wordings.metric) as indicator,
    coalesce(wordings.stretch, false) as is_stretch,
    coalesce(wordings.reviewed, false) as is_reviewed,
    wordings.area_name as target_area,
    wordings.area_code as target_area_code,
    wordings.area as area_as_written,
    wordings.period_start as stated_start,
    wordings.period_end as stated_end,
    cast(coalesce(
        wordings.period_start,
        case
            when regexp_matches(wordings.span, window_words.from_the_year)
                then date_trunc('year', coalesce(wordings.period_end, wordings.due, wordings.list_end))
        end,
        least(wordings.list_start, coalesce(wordings.period_end, wordings.due))
    ) as date) as window_start,
    coalesce(wordings.period_end, wordings.due, wordings.list_end) as window_end,
    wordings.first_known_from as known_from,
    wordings.list_version_no as last_list_version_no
from wordings
cross join window_words
left join {{ ref('indicator_synonyms') }} as synonyms
    on wordings.metric = synonyms.synonym
