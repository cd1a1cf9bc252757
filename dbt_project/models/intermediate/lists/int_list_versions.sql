-- Here belongs which readings of a list there are, in order, and from when to when each of them was what was known; and which
-- of them are of one edition: a review workbook corrects how the document was read, another document changes what is asked.
with lists as (
    select *
    from {{ ref('stg_task_lists') }}
    where
        list_id <> ''
        and verdict not in ('rejected', 'quarantined')
)

select
    lists.list_id,
    lists.receipt_seq,
    lists.file_sha256,
    coalesce(received.file_name, '') as file_name,
    lists.title,
    -- a list of nobody's place is one of the area that targets without a place have
    coalesce(nullif(lists.area, ''), '未注明区域') as area,
    lists.area_code,
    lists.area_level,
    lists.lies_in,
    -- what its own place is called in texts: 本区, 本县, 本市
    concat(
        '本',
        coalesce(nullif(regexp_extract(lists.area, '(地区|省|市|州|盟|县|旗|区|镇|乡|街道)$', 1), ''), '地')
    ) as own_word,
    -- the city and the province of the place, "" where nobody told: what lies in is named from the nearest on
    case
        when lists.area_level = 'city' then lists.area
        when lists.area_level in ('district', 'county', 'county-city') then split_part(lists.lies_in, ';', 1)
        when lists.area_level = 'town' then split_part(lists.lies_in, ';', 2)
        else ''
    end as in_city,
    case
        when lists.area_level = 'province' then lists.area
        when
            len(string_split(lists.lies_in, ';'))
            >= case lists.area_level when 'city' then 1 when 'town' then 3 else 2 end
            then string_split(lists.lies_in, ';')[-1]
        else ''
    end as in_province,
    lists.issuer,
    lists.document_no,
    lists.issued_on,
    lists.period_start,
    lists.period_end,
    lists.tasks,
    lists.targets,
    coalesce(received.kind = 'review', false) as is_review,
    row_number() over (partition by lists.list_id order by lists.receipt_seq) as version_no,
    lists.received_as_of as known_from,
    -- the day from which the next version is what is known
    lead(lists.received_as_of) over (partition by lists.list_id order by lists.receipt_seq) as known_until,
    -- and the day from which the next edition is: till then its reading may still be corrected
    min(lists.received_as_of) filter (where received.kind is distinct from 'review') over (
        partition by lists.list_id order by lists.receipt_seq rows between 1 following and unbounded following
    ) as edition_until,
    row_number() over (partition by lists.list_id order by lists.receipt_seq desc) = 1 as is_current
from lists
left join {{ ref('stg_received_files') }} as received
    on lists.receipt_seq = received.receipt_seq
