select c1 as "id", c3 as "part"
from read_parquet(['/a''s.parquet', '/b.parquet'], schema = MAP {1: {name: 'c1', type: 'BIGINT', default_value: NULL}, 3: {name: 'c3', type: 'STRUCT("b c" VARCHAR)', default_value: NULL}})
where tarn_live(7, file_index, file_row_number)
