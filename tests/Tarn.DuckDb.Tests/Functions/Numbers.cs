using Tarn.DuckDb.Functions;

namespace Tarn.DuckDb.Tests.Functions;

/// <summary>The numbers up to a count with a text each, read by several threads from one counter; may fail at one.</summary>
internal sealed class Numbers(long count, int threads = 1, long failAt = -1) : ITableSource
{
    public IReadOnlyList<DuckDbColumn> Columns { get; } = [new("id", DuckDbType.BigInt), new("label", DuckDbType.Varchar), new("half", DuckDbType.Double)];

    public long? RowCount => count;

    public List<IReadOnlyList<int>> Wanted { get; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int Readers;

    public ITableScan Open(IReadOnlyList<int> wanted)
    {
        lock (Wanted)
        {
            Wanted.Add(wanted);
            Opened++;
        }
        return new Scan(this);
    }

    private sealed class Scan(Numbers numbers) : ITableScan
    {
        private long _next;

        public int ThreadsMax => numbers.Threads;

        public ITableReader OpenReader()
        {
            Interlocked.Increment(ref numbers.Readers);
            return new Reader(numbers, this);
        }

        public long Take() => Interlocked.Add(ref _next, ChunkWriter.RowsMax) - ChunkWriter.RowsMax;

        public void Dispose() => numbers.Closed++;
    }

    private sealed class Reader(Numbers numbers, Scan scan) : ITableReader
    {
        public int Fill(ChunkWriter writer)
        {
            var first = scan.Take();
            var rows = (int)Math.Clamp(numbers.Count - first, 0, ChunkWriter.RowsMax);
            if (numbers.FailAt >= first && numbers.FailAt < first + rows)
                throw new IOException($"the queue broke at {numbers.FailAt}");
            if (writer.IsWanted(0))
                Ids(writer.Column(0).Values<long>()[..rows], first);
            if (writer.IsWanted(1))
                Labels(writer.Column(1), first, rows);
            if (writer.IsWanted(2))
                Halves(writer.Column(2), first, rows);
            return rows;
        }

        public void Dispose() => Interlocked.Decrement(ref numbers.Readers);

        private static void Ids(Span<long> ids, long first)
        {
            for (var i = 0; i < ids.Length; i++)
                ids[i] = first + i;
        }

        private static void Labels(ColumnWriter labels, long first, int rows)
        {
            Span<byte> text = stackalloc byte[40];
            for (var i = 0; i < rows; i++)
            {
                var length = System.Text.Encoding.UTF8.GetBytes((first + i) % 2 == 0 ? $"n{first + i}" : $"the odd number {first + i}", text);
                labels.Set(i, text[..length]);
            }
        }

        private static void Halves(ColumnWriter halves, long first, int rows)
        {
            var values = halves.Values<double>();
            for (var i = 0; i < rows; i++)
            {
                values[i] = (first + i) / 2.0;
                if ((first + i) % 10 == 0)
                    halves.SetNull(i);
            }
        }
    }

    private long Count => count;

    private int Threads => threads;

    private long FailAt => failAt;
}
