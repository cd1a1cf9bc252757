-- The files counted in fct_submission are all the progress files that were read, no more and no fewer.
with counted as (

    select coalesce(sum(files_received), 0) as files
    from {{ ref('fct_submission') }}

),

read_files as (

    select count(*) as files
    from {{ ref('stg_filings') }}

)

select
    counted.files as files_in_submissions,
    read_files.files as files_read
from counted
cross join read_files
where counted.files <> read_files.files
