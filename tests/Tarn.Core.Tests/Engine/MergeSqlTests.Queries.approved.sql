select "id", "Day ""x""", count(*) as rows
from fresh
group by "id", "Day ""x"""
having count(*) > 1
order by rows desc, "id", "Day ""x"""

select old._tarn_file, old._tarn_pos
from (from old_files) as old
semi join fresh as new
    on old."id" is not distinct from new."id"
    and old."day" is not distinct from new."day"
