import { open, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

// icebird reads by fetch, which knows no local files.
const fetchOverNetwork = globalThis.fetch
globalThis.fetch = async (url, init) => {
  if (!String(url).startsWith('file:')) return fetchOverNetwork(url, init)
  const path = fileURLToPath(url)
  const size = (await stat(path)).size
  const range = /bytes=(\d+)-(\d*)/.exec(new Headers(init?.headers).get('Range') ?? '')
  const start = range ? Number(range[1]) : 0
  const end = range?.[2] ? Math.min(size, Number(range[2]) + 1) : size
  const file = await open(path)
  try {
    const bytes = Buffer.alloc(end - start)
    await file.read(bytes, 0, bytes.length, start)
    return new Response(bytes, { status: range ? 206 : 200, headers: { 'Content-Length': String(size) } })
  } finally {
    await file.close()
  }
}
