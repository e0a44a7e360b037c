select c1 as "id", c3 as "part"
from (
    select c1, c3, c2, ([4, 9]::bigint[])[file_index::bigint + 1] as sequence, ([0, 1]::bigint[])[file_index::bigint + 1] as scope
    from read_parquet(['/a''s.parquet', '/b.parquet'], schema = MAP {1: {name: 'c1', type: 'BIGINT', default_value: NULL}, 3: {name: 'c3', type: 'STRUCT("b c" VARCHAR)', default_value: NULL}, 2: {name: 'c2', type: 'DATE', default_value: NULL}})
where tarn_live(7, file_index, file_row_number)
) as data
anti join (
    select c1 as k0, c2 as k1, ([0, 1]::bigint[])[file_index::bigint + 1] as scope, max(([5, 10]::bigint[])[file_index::bigint + 1]) as sequence
    from read_parquet(['/d1.parquet', '/d2.parquet'], schema = MAP {1: {name: 'c1', type: 'BIGINT', default_value: NULL}, 2: {name: 'c2', type: 'DATE', default_value: NULL}})
    group by all
) as gone_0
    on data.c1 is not distinct from gone_0.k0 and data.c2 is not distinct from gone_0.k1
    and data.sequence < gone_0.sequence and data.scope = gone_0.scope
anti join (
    select c3."b c" as k0, max(([11]::bigint[])[file_index::bigint + 1]) as sequence
    from read_parquet(['/d3.parquet'], schema = MAP {3: {name: 'c3', type: 'STRUCT("b c" VARCHAR)', default_value: NULL}})
    group by all
) as gone_1
    on data.c3."b c" is not distinct from gone_1.k0
    and data.sequence < gone_1.sequence
