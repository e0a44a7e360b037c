using System.Globalization;
using System.Numerics;
using Tarn.DuckDb;
using Tarn.DuckDb.Columns;
using Tarn.DuckDb.Functions;
using Tarn.Iceberg.Partitions;
using Tarn.Iceberg.Types;

namespace Tarn.Engine;

/// <summary>The partition transform <c>bucket</c> as SQL functions: <c>tarn_bucket(count, value)</c> and its kin for bytes and for decimals.</summary>
internal static class BucketFunctions
{
    private const string OfLong = "tarn_bucket";
    private const string OfBytes = "tarn_bucket_bytes";
    private const string OfDecimal = "tarn_bucket_decimal";

    /// <summary>The functions to register.</summary>
    public static IEnumerable<ScalarFunction> All =>
    [
        Function(OfLong, DuckDbType.BigInt, (count, chunk, row) => PartitionValues.BucketOf(count, chunk.Column<FixedColumn<long>>(1)[row])),
        Function(OfBytes, DuckDbType.Blob, (count, chunk, row) => PartitionValues.BucketOf(count, chunk.Column<BytesColumn>(1)[row])),
        Function(OfDecimal, DuckDbType.HugeInt, (count, chunk, row) => PartitionValues.BucketOf(count, (BigInteger)chunk.Column<FixedColumn<Int128>>(1)[row])),
    ];

    /// <summary>The call for a column of a type that buckets take.</summary>
    public static string Call(int count, IcebergType source, string column) => source switch
    {
        IcebergType.String => Call(OfBytes, count, $"encode({column})"),
        IcebergType.Binary or IcebergType.Fixed => Call(OfBytes, count, column),
        IcebergType.Uuid => Call(OfBytes, count, $"unhex(replace({column}::varchar, '-', ''))"),
        IcebergType.Decimal => Call(OfDecimal, count, $"replace({column}::varchar, '.', '')::hugeint"),
        IcebergType.Date => Call(OfLong, count, $"({column} - date '1970-01-01')"),
        IcebergType.Time or IcebergType.Timestamp or IcebergType.TimestampNanos => Call(OfLong, count, $"epoch_us({column})"),
        _ => Call(OfLong, count, column),
    };

    private static string Call(string function, int count, string value) => string.Create(CultureInfo.InvariantCulture, $"{function}({count}, {value})");

    private static ScalarFunction Function(string name, DuckDbType value, Func<int, DuckDbChunk, int, int> bucketOf) => new()
    {
        Name = name,
        Parameters = [DuckDbType.Integer, value],
        Returns = DuckDbType.Integer,
        Body = (chunk, result) =>
        {
            var counts = chunk.Column<FixedColumn<int>>(0);
            var values = chunk.Column(1);
            for (var row = 0; row < chunk.RowCount; row++)
            {
                if (!values.IsNull(row))
                    result.Store(row, bucketOf(counts[row], chunk, row));
            }
        },
    };
}
