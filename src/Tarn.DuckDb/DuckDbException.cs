using System.Globalization;
using System.Text;

namespace Tarn.DuckDb;

/// <summary>What DuckDB refused, with its facts. <see cref="Exception.InnerException"/> is the exception of a C# function that it called, when one threw.</summary>
/// <param name="errorType">The kind.</param>
/// <param name="text">DuckDB's words.</param>
/// <param name="cause">The exception behind it.</param>
public sealed class DuckDbException(DuckDbErrorType errorType, string text, Exception? cause = null) : Exception(text, cause)
{
    /// <summary>The kind of the error.</summary>
    public DuckDbErrorType ErrorType { get; } = errorType;

    /// <summary>DuckDB's words alone, without kind and place.</summary>
    public string Text { get; } = text;

    /// <summary>The statement or statements given; null when the error belongs to none.</summary>
    public string? Sql { get; init; }

    /// <summary>Where in the SQL, in bytes of its UTF-8; null when DuckDB does not tell.</summary>
    public int? Position { get; init; }

    /// <summary>The kind, DuckDB's words, and the line of the SQL with the place marked when it is known.</summary>
    public override string Message => $"{ErrorType} error: {Text}{Place()}";

    private string Place()
    {
        if (Sql is null || Position is not { } position)
            return "";
        var bytes = Encoding.UTF8.GetBytes(Sql);
        if (position < 0 || position > bytes.Length)
            return "";
        var before = Encoding.UTF8.GetString(bytes, 0, position);
        var start = before.LastIndexOf('\n') + 1;
        var end = Sql.IndexOf('\n', start);
        var line = Sql[start..(end < 0 ? Sql.Length : end)].TrimEnd('\r');
        var label = string.Create(CultureInfo.InvariantCulture, $"line {before.Count(c => c == '\n') + 1}: ");
        return $"\n{label}{line}\n{new string(' ', label.Length + before.Length - start)}^";
    }
}
