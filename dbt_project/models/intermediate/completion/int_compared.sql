-- Here belongs a judgement as it is known now beside itself when it was published before (at the lock of its period; in an open
-- period, the night before the list changed its target), where that was something else, and what has become another since.
select
    present.judgement_key,
    was.knowledge as was_knowledge,
    was.known_on as was_known_on,
    was.status as was_status,
    was.status_zh as was_status_zh,
    was.light as was_light,
    was.actual_value as was_value,
    was.wanted_value as was_wanted_value,
    present.status,
    present.status_zh,
    present.light,
    present.display_factor,
    present.scale_unit,
    present.actual_value,
    present.wanted_value,
    present.version_no <> was.version_no as is_other_wording,
    present.is_first_review,
    present.first_file_name,
    present.wording_known_from,
    was.comparator_zh as was_comparator_zh,
    was.target_value as was_target_value,
    was.target_unit as was_target_unit,
    was.due as was_due,
    present.comparator_zh,
    present.target_value,
    present.target_unit,
    present.due,
    -- another filing that says something else, or the one of which a row had been held back
    present.is_filed
    and (present.filing_receipt_seq is distinct from was.filing_receipt_seq)
    and (
        not was.is_filed
        or present.filed_value is distinct from was.filed_value
        or present.done is distinct from was.done
        or present.done_date is distinct from was.done_date
        or present.null_word is distinct from was.null_word
        or present.unit_word is distinct from was.unit_word
    ) as is_other_filing,
    was.is_filed as was_filed,
    was.is_held as was_held,
    present.filing_unit,
    present.filing_file_name,
    present.filing_version_no,
    present.filing_received_on,
    (present.filed_value is distinct from was.filed_value)
    and coalesce(present.filing_receipt_seq, -1) = coalesce(was.filing_receipt_seq, -1)
    and (present.sum_receipt_seq is distinct from was.sum_receipt_seq) as is_other_sum,
    present.sum_file_name,
    present.sum_received_on,
    present.is_held and (present.held_receipt_seq is distinct from was.held_receipt_seq) as is_held_since,
    present.held_file_name,
    (present.outside_value is distinct from was.outside_value) as is_other_published,
    present.outside_value,
    present.outside_source,
    present.outside_file_name,
    present.outside_known_from,
    (present.benchmark_value is distinct from was.benchmark_value) as is_other_benchmark,
    present.benchmark_zh,
    present.benchmark_value,
    present.benchmark_source,
    present.benchmark_file_name,
    present.benchmark_known_from,
    present.reviewer_word <> was.reviewer_word as is_other_review,
    present.reviewer_word,
    present.reviewed_on,
    present.rule in ('by-members', 'members-unknown') as is_by_members
from {{ ref('int_judged') }} as present
inner join {{ ref('int_judged') }} as was
    on
        present.target_key = was.target_key
        and present.area = was.area
        and present.period = was.period
        and was.knowledge <> 'now'
where
    present.knowledge = 'now'
    and (
        present.actual_value is distinct from was.actual_value
        or present.wanted_value is distinct from was.wanted_value
        or present.status_zh <> was.status_zh
    )
