using Tarn.DuckDb.Columns;

namespace Tarn.DuckDb.Functions;

/// <summary>A function over values, given a chunk at a time. It may be called by several threads at once.</summary>
public sealed record ScalarFunction
{
    /// <summary>The name in SQL.</summary>
    public required string Name { get; init; }

    /// <summary>The parameters' types; arguments are cast to them.</summary>
    public required IReadOnlyList<DuckDbType> Parameters { get; init; }

    /// <summary>What it gives.</summary>
    public required DuckDbType Returns { get; init; }

    /// <summary>Any number of further arguments of this type; null for none.</summary>
    public DuckDbType? Rest { get; init; }

    /// <summary>Whether it decides itself what nulls mean. Without, a null argument makes a null result, whatever was written there.</summary>
    public bool SeesNulls { get; init; }

    /// <summary>Whether it may give another result for the same arguments, so that no call may be saved.</summary>
    public bool IsVolatile { get; init; }

    /// <summary>Reads the chunk's columns and writes a value, or null, for each of its rows. What it throws ends the query.</summary>
    public required Action<DuckDbChunk, ColumnWriter> Body { get; init; }

    /// <summary>A function that is given one row's arguments at a time, as <see cref="DuckDbValues"/> names them.</summary>
    /// <param name="function">The function.</param>
    /// <param name="seesNulls">Whether it is called for rows with a null argument too.</param>
    public static Action<DuckDbChunk, ColumnWriter> EachRow(Func<object?[], object?> function, bool seesNulls = false) => (chunk, result) =>
    {
        for (var row = 0; row < chunk.RowCount; row++)
        {
            var arguments = chunk.Row(row);
            if (seesNulls || Array.IndexOf(arguments, null) < 0)
                result.SetValue(row, function(arguments));
        }
    };
}
