// Talks to an Iceberg REST catalog with iceberg-js, for tests that want a client by others.
//   node catalog.mjs tour <catalog URL> <warehouse>                       does everything that iceberg-js can, and prints each step's result as a line of JSON
//   node catalog.mjs read <catalog URL> <warehouse> <namespace> <table>   prints the table's rows, found by iceberg-js and read by icebird
import { icebergRead } from 'icebird'
import { IcebergRestCatalog } from 'iceberg-js'
import './files.mjs'

const [verb, baseUrl, warehouse, ...rest] = process.argv.slice(2)
const catalog = new IcebergRestCatalog({ baseUrl, warehouse, ...(process.env.ICEBERG_TOKEN ? { auth: { type: 'bearer', token: process.env.ICEBERG_TOKEN } } : {}) })
const ns = { namespace: ['sales', 'eu'] }
const orders = { ...ns, name: 'orders' }

const schema = {
  type: 'struct',
  'schema-id': 0,
  'identifier-field-ids': [1],
  fields: [
    { id: 1, name: 'id', type: 'long', required: true },
    { id: 2, name: 'ordered_at', type: 'timestamptz', required: false },
    { id: 3, name: 'lines', type: { type: 'list', 'element-id': 4, element: { type: 'struct', fields: [{ id: 5, name: 'sku', type: 'string', required: true }] }, 'element-required': false }, required: false },
  ],
}

const request = {
  name: 'orders',
  schema,
  'partition-spec': { 'spec-id': 0, fields: [{ 'source-id': 2, 'field-id': 1000, name: 'ordered_at_day', transform: 'day' }] },
  'write-order': { 'order-id': 1, fields: [{ 'source-id': 1, transform: 'identity', direction: 'asc', 'null-order': 'nulls-first' }] },
  properties: { owner: 'anna' },
}

async function failure(action) {
  try {
    await action()
    return 'none'
  } catch (error) {
    return { status: error.status, type: error.icebergType, notFound: error.isNotFound(), conflict: error.isConflict() }
  }
}

const steps = {
  prefix: async () => (await catalog.loadConfig()).overrides.prefix,
  createNamespace: () => catalog.createNamespace(ns, { properties: { region: 'eu' } }),
  createNamespaceAgain: () => failure(() => catalog.createNamespace(ns)),
  createNamespaceIfNotExists: async () => (await catalog.createNamespaceIfNotExists(ns)) ?? 'there already',
  namespaceExists: async () => [await catalog.namespaceExists(ns), await catalog.namespaceExists({ namespace: ['nothing'] })],
  listNamespaces: async () => [(await catalog.listNamespaces()).namespaces, (await catalog.listNamespaces({ parent: { namespace: ['sales'] } })).namespaces],
  updateNamespaceProperties: () => catalog.updateNamespaceProperties(ns, { updates: { owner: 'ben' }, removals: ['region'] }),
  loadNamespaceMetadata: () => catalog.loadNamespaceMetadata(ns),
  createTable: async () => {
    const made = await catalog.createTableResult(ns, request)
    return { fields: made.metadata.schemas[0].fields.map(field => field.id), element: made.metadata.schemas[0].fields[2].type['element-id'], order: made.metadata['default-sort-order-id'], tagged: made.etag !== null }
  },
  createTableAgain: () => failure(() => catalog.createTable(ns, request)),
  tableExists: async () => [await catalog.tableExists(orders), await catalog.tableExists({ ...ns, name: 'nothing' })],
  loadTableWhenChanged: async () => {
    const loaded = await catalog.loadTableResult(orders)
    return await catalog.loadTable(orders, { ifNoneMatch: loaded.etag })
  },
  updateTable: async () => {
    const { metadata } = await catalog.loadTableResult(orders, { snapshots: 'refs' })
    const answer = await catalog.updateTable(orders, {
      requirements: [{ type: 'assert-table-uuid', uuid: metadata['table-uuid'] }, { type: 'assert-ref-snapshot-id', ref: 'main', 'snapshot-id': null }],
      updates: [
        { action: 'add-schema', schema: { ...metadata.schemas[0], 'schema-id': 1, fields: [...metadata.schemas[0].fields, { id: 6, name: 'note', type: 'string', required: false }] } },
        { action: 'set-current-schema', 'schema-id': -1 },
        { action: 'set-properties', updates: { owner: 'ben' } },
      ],
    })
    return { schema: answer.metadata['current-schema-id'], owner: answer.metadata.properties.owner }
  },
  updateTableTooLate: () => failure(() => catalog.updateTable(orders, { requirements: [{ type: 'assert-current-schema-id', 'current-schema-id': 0 }], updates: [] })),
  listTables: async () => {
    await catalog.createTable(ns, { name: 'lines', schema })
    const first = await catalog.listTables(ns, { pageToken: '', pageSize: 1 })
    const second = await catalog.listTables(ns, { pageToken: first.nextPageToken, pageSize: 1 })
    return [first.identifiers, second.identifiers, second.nextPageToken ?? 'the last']
  },
  renameTable: async () => {
    await catalog.renameTable({ source: orders, destination: { ...ns, name: 'sold' } })
    return (await catalog.listTables(ns)).identifiers.map(table => table.name)
  },
  dropAndRegisterTable: async () => {
    const { 'metadata-location': location } = await catalog.loadTableResult({ ...ns, name: 'sold' })
    await catalog.dropTable({ ...ns, name: 'sold' }, { purge: true })
    await catalog.registerTable(ns, { name: 'orders', 'metadata-location': location })
    return (await catalog.loadTableResult(orders))['metadata-location'] === location
  },
  dropNamespaceThatHoldsTables: () => failure(() => catalog.dropNamespace(ns)),
  dropAll: async () => {
    await catalog.dropTable(orders)
    await catalog.dropTable({ ...ns, name: 'lines' })
    await catalog.dropNamespace(ns)
    return (await catalog.listNamespaces()).namespaces
  },
}

const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value)

if (verb === 'tour') {
  for (const [name, step] of Object.entries(steps)) console.log(JSON.stringify({ [name]: (await step()) ?? null }))
} else {
  const [levels, name] = rest
  const metadata = await catalog.loadTable({ namespace: levels.split('.'), name })
  for (const row of await icebergRead({ tableUrl: metadata.location, metadata })) console.log(JSON.stringify(row, plain))
}
