-- Here belongs what people say of a judgement: the unit in its filing, the office that reviews it, each in its own words.
with targets as (

    select *
    from {{ ref('int_completion_targets') }}

),

actuals as (

    select *
    from {{ ref('int_completion_actuals') }}

),

reviews as (

    select *
    from {{ ref('reviewer_judgements') }}

),

words as (

    select *
    from {{ ref('judgement_words') }}

),

-- the reviewer's last word known by then
reviewed as (

    select
        targets.judgement_key,
        max_by(reviews.word, reviews.judged_on) as reviewer_word
    from targets
    inner join reviews
        on
            targets.target_key = reviews.target_key
            and targets.area = reviews.area
            and targets.period = reviews.period
            and targets.known_on >= reviews.judged_on
    group by targets.judgement_key

),

said as (

    select
        targets.judgement_key,
        targets.kind,
        coalesce(actuals.judgement, '') as unit_word,
        -- who ticks 是否完成 has judged as well
        coalesce(unit_words.status, case when actuals.done then 'done' end) as unit_status,
        coalesce(reviewed.reviewer_word, '') as reviewer_word,
        reviewer_words.status as reviewer_status
    from targets
    inner join actuals
        on targets.judgement_key = actuals.judgement_key
    left join reviewed
        on targets.judgement_key = reviewed.judgement_key
    left join words as unit_words
        on trim(actuals.judgement) = unit_words.word
    left join words as reviewer_words
        on trim(reviewed.reviewer_word) = reviewer_words.word

)

select
    judgement_key,
    unit_word,
    unit_status,
    reviewer_word,
    reviewer_status,
    -- words judge only what no figure can; the reviewer's go before the unit's own
    case when kind = 'qualitative' then coalesce(reviewer_status, unit_status) end as word_status,
    case
        when kind <> 'qualitative' then ''
        when reviewer_status is not null then 'reviewer'
        when unit_status is not null then 'unit'
        else ''
    end as word_source
from said
