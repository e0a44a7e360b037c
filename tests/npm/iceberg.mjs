// Reads Iceberg tables with icebird and writes small Parquet files with hyparquet-writer, for tests that want readers and writers by others.
//   node iceberg.mjs read <table URL> <metadata file name>   prints each row as a line of JSON, bytes and UUIDs in hexadecimal
//   node iceberg.mjs write < <JSON of [{filename, columns: [{name, type, data}], schema}]>
import { readFileSync } from 'node:fs'
import { icebergRead } from 'icebird'
import { parquetWriteFile } from 'hyparquet-writer'
import './files.mjs'

const plain = (_, value) =>
  typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value

async function read(tableUrl, metadataFileName) {
  const rows = await icebergRead({ tableUrl, metadataFileName })
  for (const row of rows) console.log(JSON.stringify(row, plain))
}

function write(files) {
  for (const { filename, columns, schema } of files) {
    const columnData = columns.map(({ name, type, data }) => ({ name, type, data: type === 'INT64' ? data.map(BigInt) : data }))
    parquetWriteFile({ filename, columnData, kvMetadata: schema ? [{ key: 'iceberg.schema', value: schema }] : [] })
  }
}

const [verb, ...rest] = process.argv.slice(2)
if (verb === 'read') await read(...rest)
else write(JSON.parse(readFileSync(0, 'utf8')))
