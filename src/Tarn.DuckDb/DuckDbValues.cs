using System.Globalization;

namespace Tarn.DuckDb;

/// <summary>
/// The CLR type of each DuckDB type, for what <c>GetValue</c> gives and for what parameters take:
/// <list type="bullet">
/// <item>BOOLEAN bool; TINYINT to BIGINT sbyte, short, int, long; UTINYINT to UBIGINT byte, ushort, uint, ulong; HUGEINT Int128; UHUGEINT UInt128; BIGNUM BigInteger;</item>
/// <item>FLOAT float; DOUBLE double; DECIMAL decimal, or <see cref="DuckDbBeyond"/> above 28 digits;</item>
/// <item>VARCHAR, JSON and ENUM string; BLOB and GEOMETRY byte[]; BIT a string of 0 and 1; UUID Guid;</item>
/// <item>DATE DateOnly; TIME and TIME_NS TimeOnly; TIMESTAMP, _S, _MS, _NS DateTime (Unspecified); TIMESTAMPTZ DateTimeOffset in UTC; each of them <see cref="DuckDbBeyond"/> when that type cannot hold it exactly;</item>
/// <item>TIMETZ <see cref="DuckDbTimeTz"/>; INTERVAL <see cref="DuckDbInterval"/>;</item>
/// <item>LIST and ARRAY object?[]; STRUCT OrderedDictionary&lt;string, object?&gt;, unnamed fields by their number from 1; MAP OrderedDictionary&lt;object, object?&gt;; UNION <see cref="DuckDbUnion"/>.</item>
/// </list>
/// Parameters also take TimeSpan (INTERVAL), DateTime of any kind as its face shows (TIMESTAMP, cut to microseconds), and any
/// sequence (LIST of its first element's type). VARIANT has no reader: cast it in the query.
/// </summary>
public static class DuckDbValues
{
    /// <summary>A text as a SQL literal. For values in queries, parameters are better.</summary>
    public static string Literal(string text) => string.Create(CultureInfo.InvariantCulture, $"'{text.Replace("'", "''", StringComparison.Ordinal)}'");
}
