namespace Tarn.Project;

/// <summary>What is in a file.</summary>
public abstract record FileFormat
{
    private FileFormat() { }

    /// <summary>Rows of text (RFC 4180 and its relatives).</summary>
    public sealed record Csv : FileFormat
    {
        /// <summary>Between fields.</summary>
        public char Delimiter { get; init; } = ',';

        /// <summary>Round a field; null when no character quotes.</summary>
        public char? Quote { get; init; } = '"';

        /// <summary>Before a quote inside a quoted field: the quote itself doubles it. Null when nothing escapes.</summary>
        public char? Escape { get; init; } = '"';

        /// <summary>True when the first row names the columns.</summary>
        public bool Header { get; init; } = true;

        /// <summary>The columns' names when there is no header: those of the contract; empty names them column_1, column_2 ...</summary>
        public required IReadOnlyList<string> ColumnNames { get; init; }

        /// <summary>Fields that mean null when unquoted; an empty field by default.</summary>
        public required IReadOnlyList<string> NullTexts { get; init; }

        /// <summary>The encoding by its IANA name: utf-8, utf-16, iso-8859-1, windows-1252.</summary>
        public string Encoding { get; init; } = "utf-8";
    }

    /// <summary>One JSON document a file.</summary>
    /// <param name="Records">Where the records are: a list, or one object.</param>
    public sealed record Json(JsonPathText Records) : FileFormat;

    /// <summary>One JSON document a line.</summary>
    public sealed record JsonLines : FileFormat;

    /// <summary>Parquet.</summary>
    public sealed record Parquet : FileFormat;
}
