"""Prints the header and every record of Avro files as lines of JSON, read by Apache Avro for Python."""
import datetime
import decimal
import json
import sys
import uuid
import warnings

warnings.simplefilter("ignore")

from avro.datafile import DataFileReader
from avro.io import DatumReader


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, (decimal.Decimal, uuid.UUID)):
        return str(value)
    return value


for path in sys.argv[1:]:
    with DataFileReader(open(path, "rb"), DatumReader()) as reader:
        header = {key: value.decode() for key, value in reader.meta.items() if key not in ("avro.schema", "avro.codec")}
        print(json.dumps(header))
        for record in reader:
            print(json.dumps(plain(record)))
